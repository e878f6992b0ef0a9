package io.github.asyncffmpeg.jobs.internal.jobfile;

import java.util.regex.Pattern;

/** What the library says of a spec, in the words of a job file. */
public final class SpecWords {

    /** The line of Java is one of this program's. */
    private static final Pattern MADE_AT = Pattern.compile(" \\(made at [^()]*(\\([^()]*\\))?\\)");

    private SpecWords() {}

    /** A warning of the library's. */
    public static String of(String sentence) {
        return MADE_AT.matcher(sentence)
                .replaceAll("")
                .replace(
                        "add in.audio() to the output, or in.stream(\"a?\") where the input may have none",
                        "add its audio to" + " from:, such as talk:a, or talk:a? where there may be none")
                .replace("add noAudio()", "add the option an: true");
    }

    static String of(RuntimeException e) {
        return of(String.valueOf(e.getMessage()))
                .replace(
                        "expected .asVideo() or .asAudio() on it, or an explicit split",
                        "write split or asplit after it")
                .replace(
                        "arguments are given one by one: filter(\"scale\", 640, 360), and each filter by a call of its own",
                        "its values stand in args: or options:, and each filter is an item of its own")
                .replaceAll("\\.$", "");
    }
}
