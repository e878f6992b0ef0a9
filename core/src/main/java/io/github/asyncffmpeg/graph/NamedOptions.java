package io.github.asyncffmpeg.graph;

import io.github.asyncffmpeg.error.FFmpegSpecException;
import io.github.asyncffmpeg.internal.text.PlainText;
import io.github.asyncffmpeg.internal.value.CodePoints;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The options of one input or output, sorted by code point; the values of each in their order.
 *
 * <p>Immutable and safe for any thread.
 *
 * @param values each option's values, as {@link Values} makes them; an option with an empty list is not written
 */
record NamedOptions(SortedMap<String, List<Object>> values) {

    static final NamedOptions NONE = new NamedOptions(new TreeMap<>(CodePoints.ORDER));

    NamedOptions {
        values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
    }

    private List<Object> of(String name) {
        return values.getOrDefault(name, List.of());
    }

    NamedOptions with(String what, String name, boolean keepOld, Object... added) {
        checkName(what, name);
        if (Given.all(what + ", option " + name, added).length == 0) {
            // Not "no values": who means that hands over an empty list.
            throw new FFmpegSpecException(what + ", option " + name
                    + ": expected a value; for an option without a value: flag(\"" + name + "\")");
        }
        List<Object> all = new ArrayList<>(keepOld ? of(name) : List.of());
        for (Object value : added) {
            if (value instanceof Collection<?> several) {
                several.forEach(each -> all.add(Values.of(what + ", option " + name, each)));
            } else {
                all.add(Values.of(what + ", option " + name, value));
            }
        }
        return with(what, name, all);
    }

    NamedOptions withFlag(String what, String name, boolean keepOld) {
        checkName(what, name);
        List<Object> all = new ArrayList<>(keepOld ? of(name) : List.of());
        all.add(Values.FLAG);
        return with(what, name, all);
    }

    private NamedOptions with(String what, String name, List<Object> all) {
        TreeMap<String, List<Object>> copy = new TreeMap<>(values);
        copy.put(name, List.copyOf(all));
        NamedOptions result = new NamedOptions(copy);
        if (!result.of("f").isEmpty() && !result.of("format").isEmpty()) {
            throw new FFmpegSpecException(what + ", option f: expected either 'f' or 'format', got both");
        }
        return result;
    }

    private static void checkName(String what, String name) {
        PlainText.check(what + ", option", name);
        // The value of a tag in a stream specifier may hold blanks: c:m:title:Main Video. Nothing else may: c:v libx264
        int colon = name.indexOf(':');
        PlainText.checkName(what + ", option", colon < 0 ? name : name.substring(0, colon));
        int tag = name.indexOf(":m:");
        PlainText.checkName(what + ", option", tag < 0 ? name : name.substring(0, tag));
        if (name.startsWith("-")) {
            throw new FFmpegSpecException(
                    what + ", option '" + name + "': expected the name without its dash, '" + name.substring(1) + "'");
        }
        if (name.equals("i")) {
            throw new FFmpegSpecException(what + ", option 'i': expected an Input for each input, not an option");
        }
    }
}
