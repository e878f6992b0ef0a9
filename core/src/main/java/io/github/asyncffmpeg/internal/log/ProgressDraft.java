package io.github.asyncffmpeg.internal.log;

import io.github.asyncffmpeg.event.Progress;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A progress block that is being read, a line at a time. Unknown keys, {@code N/A} and numbers that are none never throw;
 * they leave their field empty. Not thread-safe.
 *
 * <p>A thousand jobs report a thousand times a second, and nearly always nobody listens: so nothing is cut out of a line
 * that need not be.
 */
final class ProgressDraft {

    private static final String NOT_AVAILABLE = "N/A";

    /** So many digits are exact in a double, and so is their quotient by such a power of ten. */
    private static final int EXACT_DIGITS = 15;

    private OptionalLong frame = OptionalLong.empty();
    private OptionalDouble fps = OptionalDouble.empty();
    private OptionalLong micros = OptionalLong.empty();
    private OptionalLong historicMicros = OptionalLong.empty();
    private OptionalLong totalSize = OptionalLong.empty();
    private OptionalDouble kilobits = OptionalDouble.empty();
    private OptionalDouble speed = OptionalDouble.empty();
    private long duplicatedFrames;
    private long droppedFrames;
    private boolean last;

    /**
     * Takes a line of the block. The later of two that have the same key counts.
     *
     * @param line the line, without its end
     * @param equals where its first equals sign is
     * @return whether this line ends the block
     */
    boolean take(String line, int equals) {
        int from = afterBlanks(line, 0, equals);
        int to = beforeBlanks(line, from, equals);
        int value = afterBlanks(line, equals + 1, line.length());
        int end = beforeBlanks(line, value, line.length());
        switch (line.charAt(Math.min(from, equals))) {
            case 'f' -> {
                if (is("frame", line, from, to)) {
                    frame = whole(line, value, end);
                } else if (is("fps", line, from, to)) {
                    fps = decimal(line, value, end, "");
                }
            }
            case 'o' -> {
                if (is("out_time_us", line, from, to)) {
                    micros = whole(line, value, end);
                } else if (is("out_time_ms", line, from, to)) {
                    historicMicros = whole(line, value, end); // microseconds too, by an old mistake
                }
            }
            case 't' -> {
                if (is("total_size", line, from, to)) {
                    totalSize = whole(line, value, end);
                }
            }
            case 'b' -> {
                if (is("bitrate", line, from, to)) {
                    kilobits = decimal(line, value, end, "kbits/s");
                }
            }
            case 's' -> {
                if (is("speed", line, from, to)) {
                    speed = decimal(line, value, end, "x");
                }
            }
            case 'd' -> {
                if (is("dup_frames", line, from, to)) {
                    duplicatedFrames = whole(line, value, end).orElse(0);
                } else if (is("drop_frames", line, from, to)) {
                    droppedFrames = whole(line, value, end).orElse(0);
                }
            }
            case 'p' -> {
                if (is("progress", line, from, to)) {
                    last = is("end", line, value, end);
                    return true;
                }
            }
            default -> {
                // stream_0_0_q, and what later versions report
            }
        }
        return false;
    }

    /** The block. */
    Progress done(String raw) {
        return new Progress(
                frame,
                fps,
                time(micros.isPresent() ? micros : historicMicros),
                totalSize,
                kilobits.isPresent() ? OptionalDouble.of(kilobits.getAsDouble() * 1000) : kilobits,
                speed,
                duplicatedFrames,
                droppedFrames,
                OptionalDouble.empty(),
                Optional.empty(),
                last,
                raw);
    }

    private static int afterBlanks(String line, int from, int to) {
        int i = from;
        while (i < to && Character.isWhitespace(line.charAt(i))) {
            i++;
        }
        return i;
    }

    private static int beforeBlanks(String line, int from, int to) {
        int i = to;
        while (i > from && Character.isWhitespace(line.charAt(i - 1))) {
            i--;
        }
        return i;
    }

    private static boolean is(String word, String line, int from, int to) {
        return to - from == word.length() && line.startsWith(word, from);
    }

    private static OptionalLong whole(String line, int from, int to) {
        if (from == to || is(NOT_AVAILABLE, line, from, to)) { // an exception for each of them took 10 µs
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(Long.parseLong(line, from, to, 10));
        } catch (NumberFormatException notAvailable) {
            return OptionalLong.empty();
        }
    }

    private static OptionalDouble decimal(String line, int from, int to, String unit) {
        int end = to - unit.length();
        if (end <= from || is(NOT_AVAILABLE, line, from, to) || !line.startsWith(unit, end)) {
            return OptionalDouble.empty();
        }
        Double plain = plainDecimal(line, from, end);
        try {
            double number = plain != null ? plain : Double.parseDouble(line.substring(from, end));
            return Double.isFinite(number) ? OptionalDouble.of(number) : OptionalDouble.empty();
        } catch (NumberFormatException notAvailable) {
            return OptionalDouble.empty();
        }
    }

    /** Digits with at most one point among them, exactly as {@link Double#parseDouble} reads them; else null. */
    private static @Nullable Double plainDecimal(String line, int from, int to) {
        if (to - from > EXACT_DIGITS || line.charAt(to - 1) == '.') {
            return null;
        }
        long digits = 0;
        double scale = 1;
        boolean point = false;
        for (int i = from; i < to; i++) {
            char c = line.charAt(i);
            if (c == '.' && !point) {
                point = true;
            } else if (c >= '0' && c <= '9') {
                digits = digits * 10 + (c - '0');
                scale = point ? scale * 10 : scale;
            } else {
                return null;
            }
        }
        return digits / scale;
    }

    private static Optional<Duration> time(OptionalLong value) {
        return value.isPresent() ? Optional.of(Duration.ofNanos(saturated(value.getAsLong()))) : Optional.empty();
    }

    private static long saturated(long micros) {
        long most = Long.MAX_VALUE / 1000;
        return Math.max(-most, Math.min(most, micros)) * 1000;
    }
}
