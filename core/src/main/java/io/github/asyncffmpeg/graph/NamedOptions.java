package io.github.asyncffmpeg.graph;

import io.github.asyncffmpeg.error.FFmpegSpecException;
import io.github.asyncffmpeg.internal.text.PlainText;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The options of one input or output, sorted by code point; the values of each in their order.
 *
 * <p>Immutable and safe for any thread.
 *
 * @param values each option's values; an option with an empty list is not written
 */
public record NamedOptions(SortedMap<String, List<OptionValue>> values) {

    // String's own order compares UTF-16 units, in which an emoji comes before U+FF5E.
    static final Comparator<String> BY_CODE_POINT = (a, b) -> {
        int i = 0;
        while (i < a.length() && i < b.length()) {
            int left = a.codePointAt(i);
            int right = b.codePointAt(i);
            if (left != right) {
                return Integer.compare(left, right);
            }
            i += Character.charCount(left);
        }
        return Integer.compare(a.length(), b.length());
    };

    static final NamedOptions NONE = new NamedOptions(new TreeMap<>(BY_CODE_POINT));

    /** Copies what it is given. */
    public NamedOptions {
        values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
    }

    /**
     * The values of one option.
     *
     * @param name the option's name, without a dash
     * @return its values, empty when it is not set
     */
    public List<OptionValue> of(String name) {
        return values.getOrDefault(name, List.of());
    }

    NamedOptions with(String what, String name, boolean keepOld, Object... added) {
        checkName(what, name);
        if (Given.all(what + ", option " + name, added).length == 0) {
            // Not "no values": who means that hands over an empty list.
            throw new FFmpegSpecException(what + ", option " + name
                    + ": expected a value; for an option without a value: flag(\"" + name + "\")");
        }
        List<OptionValue> all = new ArrayList<>(keepOld ? of(name) : List.of());
        for (Object value : added) {
            if (value instanceof Collection<?> several) {
                several.forEach(each -> all.add(OptionValue.of(what + ", option " + name, each)));
            } else {
                all.add(OptionValue.of(what + ", option " + name, value));
            }
        }
        return with(what, name, all);
    }

    NamedOptions withFlag(String what, String name, boolean keepOld) {
        checkName(what, name);
        List<OptionValue> all = new ArrayList<>(keepOld ? of(name) : List.of());
        all.add(new OptionValue.Bare());
        return with(what, name, all);
    }

    private NamedOptions with(String what, String name, List<OptionValue> all) {
        TreeMap<String, List<OptionValue>> copy = new TreeMap<>(values);
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
