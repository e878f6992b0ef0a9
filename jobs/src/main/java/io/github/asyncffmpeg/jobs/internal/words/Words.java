package io.github.asyncffmpeg.jobs.internal.words;

import io.github.asyncffmpeg.event.Progress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/** Numbers and names as people read them. */
public final class Words {

    private static final String[] UNITS = {"KiB", "MiB", "GiB", "TiB"};

    private Words() {}

    /** {@code 226613} is {@code 221 KiB}. */
    public static String size(long bytes) {
        if (bytes < 1024) {
            return bytes + " B";
        }
        double value = bytes;
        int unit = -1;
        do {
            value /= 1024;
            unit++;
        } while (value >= 999.5 && unit < UNITS.length - 1);
        return (value < 9.95 ? String.format(Locale.ROOT, "%.1f ", value) : Math.round(value) + " ") + UNITS[unit];
    }

    /** A position in a video: {@code 0:08.3}, {@code 1:02:03.4}; what is before the beginning is {@code 0:00.0}. */
    public static String time(Duration position) {
        long tenths = Math.max(0, millis(position) / 100);
        long seconds = tenths / 10;
        String small = String.format(Locale.ROOT, "%02d.%d", seconds % 60, tenths % 10);
        long minutes = seconds / 60;
        return minutes < 60
                ? minutes + ":" + small
                : String.format(Locale.ROOT, "%d:%02d:", minutes / 60, minutes % 60) + small;
    }

    /** How long something took: {@code 0.08 s}, {@code 3.2 s}, {@code 12:30 min}, {@code 1:02:03 h}. */
    public static String took(Duration elapsed) {
        double seconds = seconds(elapsed);
        if (seconds < 99.95) {
            return String.format(Locale.ROOT, seconds < 0.995 ? "%.2f s" : "%.1f s", seconds);
        }
        long whole = elapsed.toSeconds();
        return whole < 3600
                ? String.format(Locale.ROOT, "%d:%02d min", whole / 60, whole % 60)
                : String.format(Locale.ROOT, "%d:%02d:%02d h", whole / 3600, whole / 60 % 60, whole % 60);
    }

    /** Any duration in seconds: {@link Duration#toNanos()} throws for more than 292 years, which a file may announce. */
    public static double seconds(Duration time) {
        return time.getSeconds() + time.getNano() / 1e9;
    }

    /** Any duration in milliseconds; those of ten million years for anything longer. */
    public static long millis(Duration time) {
        Duration most = Duration.ofDays(3_652_500_000L);
        return time.compareTo(most) > 0 || time.negated().compareTo(most) > 0 ? most.toMillis() : time.toMillis();
    }

    /** How much longer: {@code 12 s left}, {@code 5 min left}, {@code 2:05 h left}; begun seconds and minutes count whole. */
    public static String left(Duration time) {
        long seconds = Math.max(1, (millis(time) + 999) / 1000);
        if (seconds < 100) {
            return seconds + " s left";
        }
        long minutes = (seconds + 59) / 60;
        return minutes < 100
                ? minutes + " min left"
                : String.format(Locale.ROOT, "%d:%02d h left", minutes / 60, minutes % 60);
    }

    /** How much is done, 0 to 100; empty when that is not known. 100 is kept for the end. */
    public static Optional<Integer> percent(OptionalDouble fraction) {
        return fraction.isEmpty()
                ? Optional.empty()
                : Optional.of((int) Math.max(0, Math.min(99, fraction.getAsDouble() * 100)));
    }

    /** How far a job has come, how fast it is and how long it still takes: what is known of that. */
    public static List<String> pace(Progress progress) {
        List<String> known = new ArrayList<>();
        progress.outTime().ifPresent(time -> known.add(time(time)));
        progress.speed().ifPresent(speed -> known.add(String.format(Locale.ROOT, "%.1fx", speed)));
        progress.timeLeft().ifPresent(time -> known.add(left(time)));
        return known;
    }

    /** A file's name in a message: a line break in it must not break the line, nor an escape reach the terminal. */
    public static String name(String file) {
        StringBuilder shown = new StringBuilder(file.length());
        file.codePoints().forEach(c -> {
            if (c == '\n') {
                shown.append("\\n");
            } else if (Character.isISOControl(c)) {
                shown.append(String.format(Locale.ROOT, "\\x%02x", c));
            } else {
                shown.appendCodePoint(c);
            }
        });
        return shown.toString();
    }

    /**
     * The same where letters can also run from right to left: what turns the direction of a name around, so that it seems
     * to have another ending, is shown as well.
     */
    public static String visible(String text) {
        StringBuilder shown = new StringBuilder(text.length());
        name(text).codePoints().forEach(c -> {
            if (turnsDirection(c) || isUnseen(c) || c == 0x2028 || c == 0x2029) {
                shown.append(String.format(Locale.ROOT, "\\u%04x", c));
            } else {
                shown.appendCodePoint(c);
            }
        });
        return shown.toString();
    }

    /** Takes no room, and nobody needs it in a word: two names that look alike would be two. Joiners are needed. */
    private static boolean isUnseen(int c) {
        return c == 0x200b || (c >= 0x2060 && c <= 0x2064) || c == 0xfeff;
    }

    private static boolean turnsDirection(int c) {
        boolean embeds = c >= 0x202a && c <= 0x202e;
        boolean isolates = c >= 0x2066 && c <= 0x2069;
        return embeds || isolates || c == 0x200e || c == 0x200f || c == 0x061c;
    }
}
