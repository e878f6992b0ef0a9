package io.github.asyncffmpeg.jobs;

import io.github.asyncffmpeg.jobs.internal.wire.NotWire;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The fields of a JSON object, each of a kind that is expected, and no other ones. For one thread. */
final class Fields {

    private final Map<?, ?> map;
    private final String place;
    private final Set<Object> read = new HashSet<>();

    Fields(@Nullable Object tree, String place) throws NotWire {
        if (!(tree instanceof Map<?, ?> fields)) {
            throw new NotWire(place + ": expected an object");
        }
        this.map = fields;
        this.place = place;
    }

    String place() {
        return place;
    }

    boolean has(String name) {
        return map.get(name) != null;
    }

    @Nullable
    Object any(String name) {
        read.add(name);
        return map.get(name);
    }

    String text(String name) throws NotWire {
        if (any(name) instanceof String text) {
            return text;
        }
        throw new NotWire(place + "." + name + ": expected a text");
    }

    int integer(String name) throws NotWire {
        try {
            if (any(name) instanceof BigDecimal number) {
                return number.intValueExact();
            }
        } catch (ArithmeticException notOne) {
            // told below
        }
        throw new NotWire(place + "." + name + ": expected a whole number");
    }

    List<@Nullable Object> list(String name) throws NotWire {
        if (any(name) instanceof List<?> list) {
            return new ArrayList<>(list);
        }
        throw new NotWire(place + "." + name + ": expected a list");
    }

    List<String> texts(String name) throws NotWire {
        List<String> texts = new ArrayList<>();
        for (Object each : list(name)) {
            if (!(each instanceof String text)) {
                throw new NotWire(place + "." + name + ": expected texts");
            }
            texts.add(text);
        }
        return texts;
    }

    Map<String, String> textMap(String name) throws NotWire {
        Map<String, String> texts = new LinkedHashMap<>();
        if (!(any(name) instanceof Map<?, ?> values)) {
            throw new NotWire(place + "." + name + ": expected an object");
        }
        for (Map.Entry<?, ?> each : values.entrySet()) {
            if (!(each.getValue() instanceof String text)) {
                throw new NotWire(place + "." + name + ": expected texts");
            }
            texts.put(String.valueOf(each.getKey()), text);
        }
        return texts;
    }

    /** Refuses what nobody has read. */
    void end() throws NotWire {
        for (Object name : map.keySet()) {
            if (!read.contains(name)) {
                throw new NotWire(place + ": there is no '" + name + "'");
            }
        }
    }
}
