package io.github.asyncffmpeg.internal.engine;

import io.github.asyncffmpeg.internal.compile.CompiledCommand;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The whole command line of a run: the executable, what this library adds, the arguments of the spec. What the user
 * wrote already is not added again; an option of the user's comes later and so wins.
 *
 * @param transport how the run learns of progress
 * @param words the executable and its arguments
 */
record CommandLine(Transport transport, List<String> words) {

    /** How the run learns of progress. */
    enum Transport {
        /** Nothing else writes to standard output: progress has it to itself. */
        STDOUT,
        /** Standard output may carry media: a {@code unix:} socket. */
        SOCKET,
        /** The last resort, where there are no such sockets: amid the log. */
        STDERR,
        /** The user has sent progress elsewhere. */
        NONE
    }

    /** Copies the words. */
    CommandLine {
        words = List.copyOf(words);
    }

    /**
     * What a line is made of.
     *
     * @param executable FFmpeg
     * @param command knows which options the spec has
     * @param arguments the arguments of the spec, as this version of FFmpeg takes them
     * @param maskStdin whether standard input carries media that FFmpeg does not know to be its standard input, and
     *     would read as key presses
     */
    record Parts(Path executable, CompiledCommand command, List<String> arguments, boolean maskStdin) {

        /**
         * Puts the line together.
         *
         * @param transport how the run learns of progress
         * @param progressUrl where progress goes; empty when it is not ours
         */
        CommandLine line(Transport transport, String progressUrl) {
            List<String> line = new ArrayList<>();
            line.add(executable.toString());
            line.add("-hide_banner");
            // Each line says how grave it is: "[error] …". A level of the user's comes later and wins, and the lines
            // still say theirs, unless it names flags of its own without "level" ("repeat+info").
            line.addAll(List.of("-loglevel", "level+info"));
            if (!command.hasOption("stats") && !command.hasOption("nostats")) {
                line.add("-nostats");
            }
            if (!progressUrl.isEmpty()) {
                if (!command.hasOption("stats_period")) {
                    // FFmpeg 8 looks at its keyboard, and at its signals, once a period: with 0.5 s a stop took 460 ms
                    // in the median where 5.1, which looks at every frame, took 86 ms.
                    line.addAll(List.of("-stats_period", "0.2"));
                }
                line.addAll(List.of("-progress", progressUrl));
            }
            if (!command.hasOption("y") && !command.hasOption("n")) {
                // Without either FFmpeg asks whether to overwrite, and waits for an answer for ever.
                line.add("-n");
            }
            if (maskStdin && !command.hasOption("nostdin")) {
                line.add("-nostdin");
            }
            line.addAll(arguments);
            return new CommandLine(transport, line);
        }
    }
}
