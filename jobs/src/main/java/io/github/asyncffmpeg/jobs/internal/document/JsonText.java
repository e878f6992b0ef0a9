package io.github.asyncffmpeg.jobs.internal.document;

import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Trees as JSON in one line, without blanks: the same text for the same tree. What YAML does not take as it is, is escaped,
 * so that the text is YAML too.
 */
public final class JsonText {

    private JsonText() {}

    /** A tree of maps, lists, texts, numbers, truths and nulls; it is not deep. */
    public static String of(@Nullable Object tree) {
        StringBuilder json = new StringBuilder();
        write(tree, json);
        return json.toString();
    }

    private static void write(@Nullable Object tree, StringBuilder json) {
        if (tree instanceof Map<?, ?> map) {
            json.append('{');
            for (Iterator<? extends Map.Entry<?, ?>> each = map.entrySet().iterator(); each.hasNext(); ) {
                Map.Entry<?, ?> entry = each.next();
                quote(String.valueOf(entry.getKey()), json);
                json.append(':');
                write(entry.getValue(), json);
                json.append(each.hasNext() ? "," : "");
            }
            json.append('}');
        } else if (tree instanceof List<?> list) {
            json.append('[');
            for (Iterator<?> each = list.iterator(); each.hasNext(); ) {
                write(each.next(), json);
                json.append(each.hasNext() ? "," : "");
            }
            json.append(']');
        } else if (tree instanceof String text) {
            quote(text, json);
        } else {
            json.append(tree); // a number, a truth or null
        }
    }

    /** A text in quotes. */
    public static String quoted(String text) {
        StringBuilder json = new StringBuilder();
        quote(text, json);
        return json.toString();
    }

    private static void quote(String text, StringBuilder json) {
        json.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (c < ' ' || (c >= 0x7f && c <= 0xa0) || isHidden(c)) {
                json.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            } else {
                json.append(c);
            }
        }
        json.append('"');
    }

    /** Ends of lines, marks of direction and of byte order, and what is no character. */
    private static boolean isHidden(char c) {
        return (c >= 0x2028 && c <= 0x202e) || c == 0xfeff || c >= 0xfffe;
    }
}
