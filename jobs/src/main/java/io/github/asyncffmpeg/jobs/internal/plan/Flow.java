package io.github.asyncffmpeg.jobs.internal.plan;

import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a job of a plan has to do with the values that flow through it. In its arguments such a value is a mark of two control
 * characters and a name: what fills it is not known before the plan runs.
 *
 * @param when its condition, with the names of the file
 * @param measure what is read from its log
 * @param sources of each name that it uses before a dot, the id of the job that finds the value
 */
public record Flow(Optional<String> when, Optional<String> measure, Map<String, String> sources) {

    /** A job that uses no value, and is always done. */
    public static final Flow NONE = new Flow(Optional.empty(), Optional.empty(), Map.of());

    private static final char BEGIN = '\u0001';
    private static final char END = '\u0002';
    private static final Pattern MARK = Pattern.compile(BEGIN + "([^" + END + "]*)" + END);

    /** Copies the map. */
    public Flow {
        sources = Map.copyOf(sources);
    }

    /** The mark of a value. */
    static String mark(String name) {
        return BEGIN + name + END;
    }

    /** Whether a text has marks in it, or something that could be taken for one. */
    public static boolean hasMarks(String text) {
        return text.indexOf(BEGIN) >= 0;
    }

    /** A text with something in the place of its marks. */
    public static String filled(String text, UnaryOperator<String> byName) {
        return hasMarks(text)
                ? MARK.matcher(text).replaceAll(mark -> Matcher.quoteReplacement(byName.apply(mark.group(1))))
                : text;
    }

    /** A text as people read it: {@code {look.video.height}}. */
    public static String shown(String text) {
        return filled(text, name -> "{" + name + "}");
    }

    /** The name of a source in the name of a value. */
    public static String source(String name) {
        return name.substring(0, Math.max(0, name.indexOf('.')));
    }

    /** Whether there is anything of it. */
    public boolean isNone() {
        return equals(NONE);
    }
}
