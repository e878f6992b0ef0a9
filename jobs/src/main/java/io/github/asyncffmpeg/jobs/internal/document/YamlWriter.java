package io.github.asyncffmpeg.jobs.internal.document;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Trees as YAML for people: a line for each key, short lists in one line. Texts that could mean something else are quoted. */
public final class YamlWriter {

    private static final Pattern PLAIN =
            Pattern.compile("[A-Za-z_/][A-Za-z0-9_./%+=-]*(:[A-Za-z0-9_./%+=-]+)*|\\d[\\d.]*[ds](\\d[\\d.]*s)?");
    private static final Set<String> WORDS = Set.of("true", "false", "null", "yes", "no", "on", "off", "y", "n");
    private static final int LONGEST_LINE = 100;

    private final StringBuilder yaml = new StringBuilder();

    private YamlWriter() {}

    /** A mapping, ending with a line break. */
    public static String of(Map<String, ?> tree) {
        YamlWriter writer = new YamlWriter();
        writer.mapping(tree, "", "");
        return writer.yaml.toString();
    }

    private void mapping(Map<?, ?> map, String first, String indent) {
        String before = first;
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            yaml.append(before).append(scalar(String.valueOf(entry.getKey()))).append(':');
            value(entry.getValue(), indent);
            before = indent;
        }
    }

    private void value(@Nullable Object value, String indent) {
        String line = flow(value);
        boolean fits = line.length() + indent.length() <= LONGEST_LINE && isFlat(value);
        if (value instanceof Map<?, ?> map && !map.isEmpty() && !fits) {
            yaml.append('\n');
            mapping(map, indent + "  ", indent + "  ");
        } else if (value instanceof Collection<?> list && !list.isEmpty() && !fits) {
            yaml.append('\n');
            for (Object item : list) {
                item(item, indent + "  ");
            }
        } else {
            yaml.append(' ').append(line).append('\n');
        }
    }

    private void item(@Nullable Object item, String indent) {
        String line = flow(item);
        if (item instanceof Map<?, ?> map && !map.isEmpty() && line.length() + indent.length() > LONGEST_LINE) {
            mapping(map, indent + "- ", indent + "  ");
        } else {
            yaml.append(indent).append("- ").append(line).append('\n');
        }
    }

    private static boolean isFlat(@Nullable Object value) {
        Collection<?> all =
                value instanceof Map<?, ?> map ? map.values() : value instanceof List<?> list ? list : List.of();
        return all.stream().noneMatch(each -> each instanceof Map);
    }

    private static String flow(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .map(entry -> scalar(String.valueOf(entry.getKey())) + ": " + flow(entry.getValue()))
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        if (value instanceof Collection<?> list) {
            return list.stream().map(YamlWriter::flow).collect(Collectors.joining(", ", "[", "]"));
        }
        return value instanceof String text ? scalar(text) : String.valueOf(value);
    }

    private static String scalar(String text) {
        boolean plain = PLAIN.matcher(text).matches() && !WORDS.contains(text.toLowerCase(Locale.ROOT));
        return plain ? text : JsonText.quoted(text);
    }
}
