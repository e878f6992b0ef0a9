package io.github.asyncffmpeg.jobs.internal.record;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.io.StringReader;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** A JSON object that was read, by the names of its fields. Numbers are kept as they were written. */
final class JsonFields {

    /** A number of more characters is none of ours, and costs much to make sense of. */
    private static final int LONGEST_NUMBER = 40;

    private record Digits(String text) {}

    private final Map<String, Object> fields;

    private JsonFields(Map<String, Object> fields) {
        this.fields = fields;
    }

    static JsonFields parse(String line) throws NotAnEvent {
        try (JsonReader json = new JsonReader(new StringReader(line))) {
            // Not STRICT: that refuses half a surrogate pair, which a log or a name on Windows can have.
            json.setStrictness(Strictness.LEGACY_STRICT);
            json.setNestingLimit(20);
            JsonFields object = object(json);
            if (json.peek() != JsonToken.END_DOCUMENT) {
                throw new NotAnEvent("more after the object");
            }
            return object;
        } catch (IOException | IllegalStateException notJson) {
            throw new NotAnEvent(notJson);
        }
    }

    private static JsonFields object(JsonReader json) throws IOException {
        Map<String, Object> fields = new HashMap<>();
        json.beginObject();
        while (json.hasNext()) {
            String name = json.nextName();
            Object value = value(json);
            if (value != null) {
                fields.put(name, value);
            }
        }
        json.endObject();
        return new JsonFields(fields);
    }

    private static @Nullable Object value(JsonReader json) throws IOException {
        return switch (json.peek()) {
            case BEGIN_OBJECT -> object(json);
            case BEGIN_ARRAY -> array(json);
            case BOOLEAN -> json.nextBoolean();
            case NUMBER -> new Digits(json.nextString());
            case NULL -> {
                json.nextNull();
                yield null;
            }
            default -> json.nextString();
        };
    }

    private static List<Object> array(JsonReader json) throws IOException {
        List<Object> values = new ArrayList<>();
        json.beginArray();
        while (json.hasNext()) {
            Object value = value(json);
            if (value != null) {
                values.add(value);
            }
        }
        json.endArray();
        return values;
    }

    private <T> Optional<T> known(String name, Class<T> type) throws NotAnEvent {
        Object value = fields.get(name);
        if (value == null) {
            return Optional.empty();
        }
        return Optional.of(as(type, value, name));
    }

    private static <T> T as(Class<T> type, Object value, String name) throws NotAnEvent {
        if (!type.isInstance(value)) {
            throw new NotAnEvent(name + " is of another type than expected");
        }
        return type.cast(value);
    }

    private <T> T field(String name, Class<T> type) throws NotAnEvent {
        Optional<T> value = known(name, type);
        if (value.isEmpty()) {
            throw new NotAnEvent("no " + name);
        }
        return value.get();
    }

    Iterable<String> names() {
        return fields.keySet();
    }

    String text(String name) throws NotAnEvent {
        return field(name, String.class);
    }

    Optional<String> textIfKnown(String name) throws NotAnEvent {
        return known(name, String.class);
    }

    boolean flag(String name) throws NotAnEvent {
        return field(name, Boolean.class);
    }

    int integer(String name) throws NotAnEvent {
        return fits(number(name));
    }

    long number(String name) throws NotAnEvent {
        return whole(field(name, Digits.class));
    }

    OptionalInt integerIfKnown(String name) throws NotAnEvent {
        OptionalLong number = numberIfKnown(name);
        return number.isEmpty() ? OptionalInt.empty() : OptionalInt.of(fits(number.getAsLong()));
    }

    OptionalLong numberIfKnown(String name) throws NotAnEvent {
        Optional<Digits> number = known(name, Digits.class);
        return number.isEmpty() ? OptionalLong.empty() : OptionalLong.of(whole(number.get()));
    }

    OptionalDouble realIfKnown(String name) throws NotAnEvent {
        Optional<Digits> number = known(name, Digits.class);
        return number.isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(decimal(number.get()).doubleValue());
    }

    Duration milliseconds(String name) throws NotAnEvent {
        return duration(field(name, Digits.class));
    }

    Optional<Duration> millisecondsIfKnown(String name) throws NotAnEvent {
        Optional<Digits> number = known(name, Digits.class);
        return number.isEmpty() ? Optional.empty() : Optional.of(duration(number.get()));
    }

    Instant time(String name) throws NotAnEvent {
        try {
            return Instant.parse(text(name));
        } catch (DateTimeException notATime) {
            throw new NotAnEvent(notATime);
        }
    }

    Path file(String name) throws NotAnEvent {
        return PathText.path(text(name));
    }

    List<Path> files(String name) throws NotAnEvent {
        List<Path> files = new ArrayList<>();
        for (String text : texts(name)) {
            files.add(PathText.path(text));
        }
        return files;
    }

    List<String> texts(String name) throws NotAnEvent {
        return list(name, String.class);
    }

    Optional<JsonFields> objectIfKnown(String name) throws NotAnEvent {
        return known(name, JsonFields.class);
    }

    List<JsonFields> objects(String name) throws NotAnEvent {
        return list(name, JsonFields.class);
    }

    List<JsonFields> objectsIfKnown(String name) throws NotAnEvent {
        return fields.containsKey(name) ? objects(name) : List.of();
    }

    private <T> List<T> list(String name, Class<T> type) throws NotAnEvent {
        List<T> values = new ArrayList<>();
        for (Object value : field(name, List.class)) {
            values.add(as(type, value, name));
        }
        return values;
    }

    private static int fits(long number) throws NotAnEvent {
        if (number != (int) number) {
            throw new NotAnEvent(number + " is too large");
        }
        return (int) number;
    }

    private static long whole(Digits number) throws NotAnEvent {
        try {
            return decimal(number).longValueExact();
        } catch (ArithmeticException notWhole) {
            throw new NotAnEvent(notWhole);
        }
    }

    private static Duration duration(Digits number) throws NotAnEvent {
        BigDecimal seconds = decimal(number).scaleByPowerOfTen(-3);
        try {
            BigDecimal whole = seconds.setScale(0, RoundingMode.FLOOR);
            long nanos = seconds.subtract(whole).movePointRight(9).longValue();
            return Duration.ofSeconds(whole.longValueExact(), nanos);
        } catch (ArithmeticException tooLong) {
            throw new NotAnEvent(tooLong);
        }
    }

    private static BigDecimal decimal(Digits number) throws NotAnEvent {
        if (number.text().length() > LONGEST_NUMBER) {
            throw new NotAnEvent("a number of " + number.text().length() + " characters");
        }
        try {
            BigDecimal decimal = new BigDecimal(number.text());
            // 1e999999999 is short, and fills the memory once it is made whole.
            if (Math.abs((long) decimal.scale()) > 400) {
                throw new NotAnEvent(number.text() + " is too large");
            }
            return decimal;
        } catch (NumberFormatException notANumber) {
            throw new NotAnEvent(notANumber);
        }
    }
}
