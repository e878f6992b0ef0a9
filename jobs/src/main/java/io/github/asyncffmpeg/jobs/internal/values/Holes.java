package io.github.asyncffmpeg.jobs.internal.values;

import io.github.asyncffmpeg.jobs.internal.document.JsonText;
import io.github.asyncffmpeg.jobs.internal.plan.NameTemplate;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The holes {@code {step.value}} in the JSON of a document. They are found in the text itself: a brace of JSON's own is followed
 * by a quotation mark or a brace that ends, and a literal brace of a text is doubled. Functions without state.
 */
public final class Holes {

    private static final Pattern HOLE =
            Pattern.compile("\\{([A-Za-z0-9_][A-Za-z0-9_-]*\\.[A-Za-z0-9_-]+(?:\\.[A-Za-z0-9_-]+)*)}");
    private static final Pattern DOUBLED = Pattern.compile("\\{" + HOLE.pattern() + "}");

    private Holes() {}

    /** The names of all holes, {@code step.value}, in the order in which they come first. */
    public static Set<String> of(String json) {
        Set<String> names = new LinkedHashSet<>();
        fill(json, name -> {
            names.add(name);
            return "";
        });
        return names;
    }

    /** The step of a name. */
    public static String step(String name) {
        return name.substring(0, name.indexOf('.'));
    }

    /** The value of a name. */
    public static String value(String name) {
        return name.substring(name.indexOf('.') + 1);
    }

    /**
     * Puts the values in, whatever characters they have.
     *
     * @param values by the names of holes
     */
    public static String fill(String json, Function<String, String> values) {
        StringBuilder filled = new StringBuilder(json.length() + 64);
        Matcher hole = HOLE.matcher(json);
        int i = 0;
        while (i < json.length()) {
            char c = json.charAt(i);
            if (c == '{' && json.startsWith("{{", i)) {
                filled.append("{{");
                i += 2;
            } else if (c == '{' && hole.region(i, json.length()).lookingAt()) {
                String quoted = JsonText.quoted(NameTemplate.escaped(values.apply(hole.group(1))));
                filled.append(quoted, 1, quoted.length() - 1);
                i = hole.end();
            } else {
                filled.append(c);
                i++;
            }
        }
        return filled.toString();
    }

    /** Makes holes of those texts that were written as such in Java, and whose braces are doubled in its document. */
    public static String open(String json, Set<String> steps) {
        StringBuilder opened = new StringBuilder(json.length());
        Matcher doubled = DOUBLED.matcher(json);
        int i = 0;
        while (i < json.length()) {
            if (!json.startsWith("{{", i)) {
                opened.append(json.charAt(i++));
            } else if (doubled.region(i, json.length()).lookingAt() && steps.contains(step(doubled.group(1)))) {
                opened.append('{').append(doubled.group(1)).append('}');
                i = doubled.end();
            } else {
                opened.append("{{");
                i += 2;
            }
        }
        return opened.toString();
    }
}
