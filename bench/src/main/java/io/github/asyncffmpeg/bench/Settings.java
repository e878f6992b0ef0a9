package io.github.asyncffmpeg.bench;

import io.github.asyncffmpeg.FFmpeg;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * What the command line asks for.
 *
 * @param amount {@code -n}: jobs or megabytes, by the benchmark
 * @param rounds {@code --rounds}: how often each contender has its turn
 * @param seconds {@code --seconds}: how long something that runs on is watched
 * @param ffmpeg {@code --ffmpeg}: the executable; {@code null} for the one the library finds
 */
record Settings(
        OptionalInt amount,
        OptionalInt rounds,
        OptionalInt seconds,
        @Nullable Path ffmpeg) {

    static final String HELP = """

            options: -n N            jobs (overhead, threads, cli), megabytes (flood), files (probe), pictures (frames) or trials
                                     (endings)
                     --rounds N      how often each contender has its turn
                     --seconds N     how long threads watches, and flood listens
                     --ffmpeg PATH   another FFmpeg than the one the library finds\
            """;

    static Settings of(List<String> options) {
        OptionalInt amount = OptionalInt.empty();
        OptionalInt rounds = OptionalInt.empty();
        OptionalInt seconds = OptionalInt.empty();
        Path ffmpeg = null;
        for (Iterator<String> each = options.iterator(); each.hasNext(); ) {
            String option = each.next();
            switch (option) {
                case "-n" -> amount = number(option, each);
                case "--rounds" -> rounds = number(option, each);
                case "--seconds" -> seconds = number(option, each);
                case "--ffmpeg" -> ffmpeg = Path.of(value(option, each)).toAbsolutePath();
                default -> throw new IllegalArgumentException("unknown option " + option);
            }
        }
        return new Settings(amount, rounds, seconds, ffmpeg);
    }

    private static OptionalInt number(String option, Iterator<String> rest) {
        String text = value(option, rest);
        if (!text.matches("[1-9][0-9]{0,6}")) {
            throw new IllegalArgumentException(option + ": a number from 1 expected, not " + text);
        }
        return OptionalInt.of(Integer.parseInt(text));
    }

    private static String value(String option, Iterator<String> rest) {
        if (!rest.hasNext()) {
            throw new IllegalArgumentException(option + ": a value expected");
        }
        return rest.next();
    }

    /** The library, with the executable that was asked for. */
    FFmpeg library() {
        FFmpeg.Builder builder = FFmpeg.builder();
        if (ffmpeg != null) {
            builder.executable(ffmpeg);
        }
        return builder.build();
    }
}
