package io.github.asyncffmpeg.cli.manual;

import java.util.regex.Pattern;
import picocli.CommandLine.Help.Ansi;

/** Picocli's texts without its markup. */
final class Plain {

    private static final Pattern SENTENCE_END = Pattern.compile("(?<=[.;:])\\s|\\n");

    private Plain() {}

    /** One line of a help text: without styles, and {@code %n} and {@code %%} as they are shown. */
    static String line(String line) {
        return Ansi.OFF.string(line.replace("%n", "\n").replace("%%", "%"));
    }

    /** Several lines as one text. */
    static String text(String... lines) {
        StringBuilder text = new StringBuilder();
        for (String line : lines) {
            text.append(text.length() == 0 ? "" : " ").append(line(line).strip());
        }
        return text.toString();
    }

    /** Without its full stop. */
    static String firstSentence(String text) {
        String first = SENTENCE_END.split(text, 2)[0].strip();
        return first.endsWith(".") || first.endsWith(";") || first.endsWith(":")
                ? first.substring(0, first.length() - 1)
                : first;
    }
}
