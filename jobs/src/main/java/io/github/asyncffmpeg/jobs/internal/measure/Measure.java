package io.github.asyncffmpeg.jobs.internal.measure;

import io.github.asyncffmpeg.event.LogLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads what one kind of filter has measured, line by line, while FFmpeg runs: only numbers count, and only in lines of that
 * filter. The forms are those of FFmpeg 5.1 and 8.0. For one thread at a time.
 */
public abstract class Measure {

    private final String filters;
    private final boolean needsAll;
    private long missed;

    /**
     * A measure.
     *
     * @param filters what must be in the job, for the message when nothing was measured
     * @param needsAll whether its values are wrong when a line was missed
     */
    Measure(String filters, boolean needsAll) {
        this.filters = filters;
        this.needsAll = needsAll;
    }

    /** Takes a line of the log. */
    public abstract void read(LogLine line);

    /** What was found so far. */
    abstract Map<String, String> found();

    /** Lines came too fast, and were left out. */
    public final void missed(long lines) {
        missed += lines;
    }

    /**
     * The values, when FFmpeg has ended.
     *
     * @throws IllegalStateException with a sentence, when there are none, or wrong ones
     */
    public final Map<String, String> values() {
        if (needsAll && missed > 0) {
            throw new IllegalStateException(missed + " lines of FFmpeg's log came too fast to be measured");
        }
        Map<String, String> found = found();
        if (found.isEmpty()) {
            throw new IllegalStateException(
                    "nothing was measured: FFmpeg's log has no result of " + filters + " (at log level info or above)");
        }
        return found;
    }

    /** Whether a filter has written a line: {@code Parsed_psnr_2}, {@code psnr@name} and {@code psnr} are one. */
    static boolean isBy(LogLine line, String filter) {
        String speaker = line.speaker().orElse("");
        String name = speaker.startsWith("Parsed_") ? speaker.substring("Parsed_".length()) : speaker;
        return name.startsWith(filter)
                && (name.length() == filter.length() || "_@".indexOf(name.charAt(filter.length())) >= 0);
    }

    /** What a line says after the name of who says it. */
    static String text(LogLine line) {
        String message = line.message();
        int end = line.speaker().isPresent() && message.startsWith("[") ? message.indexOf("] ") : -1;
        return end < 0 ? message : message.substring(end + 2);
    }

    /** A number, finite or {@code -inf}; empty when it is something else. */
    static Optional<String> number(String text) {
        try {
            return Double.isNaN(Double.parseDouble(text.replace("inf", "Infinity")))
                    ? Optional.empty()
                    : Optional.of(text);
        } catch (NumberFormatException notOne) {
            return Optional.empty();
        }
    }

    /** Words between blanks, without empty ones. */
    static List<String> words(String text) {
        List<String> words = new ArrayList<>(List.of(text.split("\\s+")));
        words.removeAll(Set.of(""));
        return words;
    }
}
