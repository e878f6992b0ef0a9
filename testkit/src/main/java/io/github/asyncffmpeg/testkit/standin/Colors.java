package io.github.asyncffmpeg.testkit.standin;

/** The colors in which ffmpeg writes its log when {@code AV_LOG_FORCE_COLOR} says so. Stateless. */
final class Colors {

    private static final String ESCAPE = "\u001b[";
    private static final String END = "\u001b[0m";

    private static final String[][] LEVELS = {
        {"[panic] ", "4;31m"},
        {"[fatal] ", "4;31m"},
        {"[error] ", "1;31m"},
        {"[warning] ", "0;33m"},
        {"[verbose] ", "0;32m"},
        {"[debug] ", "0;32m"},
        {"[trace] ", "0;37m"},
        {"[info] ", ""}
    };

    private Colors() {}

    /**
     * Colors a line that says its level: {@code [libx264 @ 0x55] [error] broken}. One that does not is of level info,
     * which has no color.
     *
     * @param line the line, without its end
     * @return the line with its end, as ffmpeg writes it
     */
    static String colored(String line) {
        int from = 0;
        for (int end = line.indexOf("] "); line.startsWith("[", from) && end >= 0; end = line.indexOf("] ", from)) {
            for (String[] level : LEVELS) {
                if (line.startsWith(level[0], from)) {
                    String text = line.substring(from + level[0].length()).concat("\n");
                    return speaker(line.substring(0, from))
                            .concat(in(level[1], level[0]))
                            .concat(in(level[1], text));
                }
            }
            if (!line.substring(from, end).contains(" @ 0x")) {
                break;
            }
            from = end + 2;
        }
        return line.concat("\n");
    }

    private static String speaker(String tags) {
        return tags.isEmpty() ? "" : in("1;35m", tags);
    }

    private static String in(String color, String text) {
        return color.isEmpty() ? text : ESCAPE.concat(color).concat(text).concat(END);
    }
}
