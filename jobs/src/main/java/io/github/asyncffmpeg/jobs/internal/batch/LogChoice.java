package io.github.asyncffmpeg.jobs.internal.batch;

import io.github.asyncffmpeg.command.CommandOutline;
import io.github.asyncffmpeg.command.FFmpegCommand;
import io.github.asyncffmpeg.event.LogLevel;
import io.github.asyncffmpeg.event.LogLine;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which lines of one run's log are told: all that a {@code -loglevel} of the user's asks for. Without one, warnings and
 * errors, and what FFmpeg tells nowhere else: the lines of filters ({@code psnr}, {@code cropdetect}, {@code loudnorm}) and
 * of options that only write to the log. For one thread at a time.
 */
public final class LogChoice {

    /** {@code Parsed_psnr_0}, and {@code psnr@name} where the user gave a name. */
    private static final Pattern OF_FILTER = Pattern.compile("Parsed_(\\w+)_\\d+|(\\w+)@.*");

    /** Filters of FFmpeg 5.1 to 8.0 that say at level info which font or device they use. */
    private static final Set<String> CHATTY = Set.of(
            "amovie",
            "ass",
            "azmq",
            "drawtext",
            "frei0r",
            "frei0r_src",
            "libplacebo",
            "movie",
            "palettegen",
            "sofalizer",
            "subtitles",
            "vidstabtransform",
            "zmq");

    private static final Set<String> BITSTREAM_FILTERS = Set.of("showinfo", "trace_headers");

    /** Options whose only result is in the log. */
    private static final Set<String> FOR_THE_LOG = Set.of(
            "benchmark",
            "benchmark_all",
            "debug_ts",
            "dump",
            "hex",
            "list_devices",
            "list_formats",
            "list_options",
            "list_standards");

    private static final Map<Integer, LogLevel> NUMBERS = Map.of(
            0, LogLevel.PANIC,
            8, LogLevel.FATAL,
            16, LogLevel.ERROR,
            24, LogLevel.WARNING,
            32, LogLevel.INFO,
            40, LogLevel.VERBOSE,
            48, LogLevel.DEBUG,
            56, LogLevel.TRACE);

    /** FFmpeg's answer to an option of the library's. */
    private static final String PERIOD_SET = "ffmpeg stats and -progress period set to";

    private final boolean asked;
    private final boolean tagsAsked;
    private final boolean stats;
    private final boolean periodAsked;
    private final @Nullable LogLevel least;

    /** What was decided of the last line that said its level: a line without one belongs to it. */
    private boolean telling;

    private LogLevel level = LogLevel.INFO;
    private boolean levels;

    private LogChoice(boolean asked, boolean tagsAsked, FFmpegCommand command, @Nullable LogLevel least) {
        this.asked = asked;
        this.tagsAsked = tagsAsked;
        this.stats = command.hasOption("stats");
        this.periodAsked = command.hasOption("stats_period");
        this.least = least;
    }

    public static LogChoice of(FFmpegCommand command) {
        Optional<String> given = level(command.outline());
        if (given.isEmpty()) {
            // Without an output FFmpeg says what its inputs are, and fails.
            boolean all = command.outputs().isEmpty() || FOR_THE_LOG.stream().anyMatch(command::hasOption);
            return new LogChoice(all, false, command, all ? LogLevel.INFO : LogLevel.WARNING);
        }
        String text = given.get().toLowerCase(Locale.ROOT);
        String name = text.substring(text.lastIndexOf('+') + 1);
        return new LogChoice(true, text.contains("level"), command, name.equals("quiet") ? null : named(name));
    }

    /** The last one counts, under whichever of its two names. */
    private static Optional<String> level(CommandOutline command) {
        Optional<String> last = Optional.empty();
        for (CommandOutline.Option option : command.options()) {
            if (option.name().equals("v") || option.name().equals("loglevel")) {
                last = option.value();
            }
        }
        return last;
    }

    /** Of flags without a level, and of what FFmpeg will refuse: its own default. */
    private static @Nullable LogLevel named(String name) {
        try {
            int number = Integer.parseInt(name);
            return number < 0 ? null : NUMBERS.getOrDefault(Math.min(number, 56) / 8 * 8, LogLevel.TRACE);
        } catch (NumberFormatException aName) {
            for (LogLevel each : LogLevel.values()) {
                if (each.name().toLowerCase(Locale.ROOT).equals(name)) {
                    return each;
                }
            }
            return LogLevel.INFO;
        }
    }

    /** Whether a line is told. To be asked of every line, in their order. */
    boolean tells(LogLine line) {
        boolean says = line.message().length() < line.raw().length();
        levels |= says;
        if (says || !levels) {
            level = line.level();
            telling = isWanted(line);
        }
        return telling;
    }

    private boolean isWanted(LogLine line) {
        String message = line.message();
        if (message.startsWith(PERIOD_SET) && !periodAsked) {
            return false;
        }
        if (message.startsWith("frame=") || message.startsWith("size=")) {
            return stats && message.contains("Lsize="); // the bar shows the others
        }
        if (least != null && line.level().compareTo(least) <= 0) {
            return true;
        }
        return !asked
                && line.level() == LogLevel.INFO
                && isResult(line.speaker().orElse(""));
    }

    private static boolean isResult(String speaker) {
        Matcher filter = OF_FILTER.matcher(speaker);
        if (!filter.matches()) {
            return BITSTREAM_FILTERS.contains(speaker);
        }
        String name = filter.group(1) == null ? filter.group(2) : filter.group(1);
        return !CHATTY.contains(name);
    }

    /** The level of the line that was asked about last, or of the one that it continues. */
    LogLevel level() {
        return level;
    }

    /** The line as it is told: as FFmpeg would have written it, and where nobody asked for levels, trouble says its own. */
    String text(LogLine line) {
        boolean tagged = tagsAsked || (!asked && level.isTrouble());
        return tagged ? line.raw() : line.message();
    }
}
