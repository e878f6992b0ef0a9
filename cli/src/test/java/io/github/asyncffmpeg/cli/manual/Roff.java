package io.github.asyncffmpeg.cli.manual;

/** Text for roff, in which a backslash, and a dot at the beginning of a line, are commands. */
final class Roff {

    private Roff() {}

    /** Text within a line. Hyphens stay hyphens, so that an option can be copied from the page. */
    static String escaped(String text) {
        return text.replace("\\", "\\e")
                .replace("-", "\\-")
                .replace("'", "\\(aq")
                .replace("`", "\\(ga")
                .replace("\"", "\\(dq")
                .replace("^", "\\(ha")
                .replace("~", "\\(ti");
    }

    /** A line of text. */
    static String line(String text) {
        String escaped = escaped(text);
        return escaped.startsWith(".") ? "\\&" + escaped : escaped;
    }
}
