package io.github.asyncffmpeg.internal.compile;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** FFmpeg's "Time duration" syntax: {@code [-][HH:]MM:SS[.m…]} or {@code [-]S+[.m…][s|ms|us]}. */
final class TimeText {

    private static final Pattern CLOCK = Pattern.compile("(-?)(?:(\\d+):)?(\\d+):(\\d+(?:\\.\\d*)?)");
    private static final Pattern NUMBER = Pattern.compile("(-?\\d*\\.?\\d+|-?\\d+\\.)(s|ms|us)?");

    private TimeText() {}

    /** The time in seconds; NaN when the text is empty or is no time. */
    static double seconds(String text) {
        Matcher clock = CLOCK.matcher(text);
        if (clock.matches()) {
            double hours = clock.group(2) == null ? 0 : Double.parseDouble(clock.group(2));
            double seconds =
                    (hours * 60 + Double.parseDouble(clock.group(3))) * 60 + Double.parseDouble(clock.group(4));
            return clock.group(1).isEmpty() ? seconds : -seconds;
        }
        Matcher number = NUMBER.matcher(text);
        if (!number.matches()) {
            return Double.NaN;
        }
        double value = Double.parseDouble(number.group(1));
        String unit = number.group(2);
        return "ms".equals(unit) ? value / 1_000 : "us".equals(unit) ? value / 1_000_000 : value;
    }
}
