package io.github.asyncffmpeg.cli;

import java.io.PrintWriter;
import java.nio.file.InvalidPathException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.TypeConversionException;

/**
 * A command line as people mostly write them, read without picocli, whose model of one command is a third of a start: its
 * classes, and annotations by reflection. Picocli gets every other line: help, mistakes, and what is seldom written. So
 * all that is said of a command line is said by picocli, and what both can read means the same ({@code PlainLineTest}).
 */
final class PlainLine {

    private final PlainCommand command;
    private final List<String> rest;

    private PlainLine(PlainCommand command, List<String> rest) {
        this.command = command;
        this.rest = rest;
    }

    /**
     * Runs a command line, if it is one of these.
     *
     * @return the exit code; empty for a line that is picocli's, of which nothing has been done
     */
    static OptionalInt execute(String[] arguments, PrintWriter out, PrintWriter err) {
        Optional<PlainLine> line = read(arguments);
        return line.isEmpty() ? OptionalInt.empty() : OptionalInt.of(line.get().run(out, err));
    }

    private int run(PrintWriter out, PrintWriter err) {
        try {
            return command.run(rest, out, err);
        } catch (CannotStart | RuntimeException error) {
            return UnexpectedErrors.tell(error, err);
        }
    }

    /** Reads a line; empty for one that is picocli's. */
    static Optional<PlainLine> read(String[] arguments) {
        String first = arguments.length == 0 ? "" : arguments[0];
        PlainCommand command = command(first);
        if (command == null) {
            return Optional.empty();
        }
        try {
            return new Reading(command, arguments, first.startsWith("-") ? 0 : 1).read();
        } catch (TypeConversionException | InvalidPathException | NumberFormatException wrong) {
            return Optional.empty();
        }
    }

    private static @Nullable PlainCommand command(String first) {
        if (first.startsWith("-")) {
            return new AsyncFFmpegCommand();
        }
        return switch (first) {
            case "run" -> new RunCommand();
            case "convert" -> new ConvertCommand();
            case "probe" -> new ProbeCommand();
            default -> null;
        };
    }

    /** What was set, for tests. */
    PlainCommand command() {
        return command;
    }

    /** What comes after {@code --}. */
    List<String> rest() {
        return rest;
    }

    /** One pass over the words. */
    private static final class Reading {

        private final PlainCommand command;
        private final String[] arguments;
        private final Set<String> seen = new HashSet<>();
        private int next;

        Reading(PlainCommand command, String[] arguments, int next) {
            this.command = command;
            this.arguments = arguments;
            this.next = next;
        }

        Optional<PlainLine> read() {
            while (next < arguments.length) {
                String word = arguments[next++];
                if (word.equals("--")) {
                    List<String> rest = Arrays.asList(arguments).subList(next, arguments.length);
                    return command.takesDashes() && !rest.isEmpty() ? line(rest) : Optional.empty();
                }
                if (!(word.startsWith("-") ? takesOption(word) : isWord(word) && command.word(word))) {
                    return Optional.empty();
                }
            }
            return command instanceof AsyncFFmpegCommand ? Optional.empty() : line(List.of());
        }

        private Optional<PlainLine> line(List<String> rest) {
            return command.isComplete() ? Optional.of(new PlainLine(command, rest)) : Optional.empty();
        }

        private boolean takesOption(String word) {
            int equals = word.indexOf('=');
            String name = longName(equals < 0 ? word : word.substring(0, equals));
            if (!seen.add(name)) {
                return false; // some may come twice, and some may not
            }
            if (equals >= 0) {
                String value = word.substring(equals + 1);
                return word.startsWith("--") && isWord(value) && command.option(name, value);
            }
            return command.flag(name)
                    || (next < arguments.length && isWord(arguments[next]) && command.option(name, arguments[next++]));
        }

        /** Not a name of a command: whether that is called by it is picocli's to say. */
        private static boolean isWord(String word) {
            return !word.isEmpty() && !word.startsWith("-") && !word.startsWith("\"") && !Commands.isName(word);
        }

        private static String longName(String name) {
            return switch (name) {
                case "-j" -> "--jobs";
                case "-n" -> "--dry-run";
                case "-r" -> "--recursive";
                default -> name;
            };
        }
    }
}
