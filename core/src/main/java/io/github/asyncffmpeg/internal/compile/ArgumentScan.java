package io.github.asyncffmpeg.internal.compile;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Arguments read as FFmpeg reads them (fftools, {@code split_commandline}): what is an option, what its value, what an
 * input, what an output. Used for compiled and hand-written commands alike.
 */
public final class ArgumentScan {

    /**
     * One option.
     *
     * @param index that of its name among the arguments; the value, if it has one, follows
     * @param name without its dash
     * @param value what it is set to, if anything
     */
    public record Option(int index, String name, @Nullable String value) {}

    /**
     * One input or output.
     *
     * @param index that of its name among the arguments
     * @param target its name, as it is written
     * @param options the options before it
     */
    public record File(int index, String target, List<Option> options) {

        Optional<String> format() {
            return option("f");
        }

        private boolean isFormat(String name) {
            return option("f").orElse("").equals(name);
        }

        /** The value of an option. The last one counts. */
        Optional<String> option(String name) {
            Optional<String> value = Optional.empty();
            for (Option option : options) {
                if (option.name().equals(name)) {
                    value = Optional.ofNullable(option.value());
                }
            }
            return value;
        }
    }

    /** For texts that {@linkplain #isOfAStream may name} a standard stream, which most commands have none of. */
    private static final class Streams {

        // pipe: and pipe:1, not pipe:0 or pipe:3; the descriptor's other names; the fd protocol, whose number is an
        // option.
        private static final Pattern STDOUT = Pattern.compile(
                "pipe:(?!0(?!\\d)|[2-9]|1\\d)|/dev/stdout|/(?:dev|proc/[^/]+)/fd/1(?!\\d)|(?<![A-Za-z0-9])fd:");
        private static final Pattern STDOUT_AS_FILE =
                Pattern.compile("^file:(?:/dev/stdout|/(?:dev|proc/[^/]+)/fd/1(?!\\d))");
        private static final Pattern PROTOCOL_ON_STDOUT =
                Pattern.compile("(?:async|cache|crypto|md5)[:+]pipe:(?!0(?!\\d)|[2-9]|1\\d)");
        private static final Pattern STDIN =
                Pattern.compile("pipe:(?![1-9])|/dev/stdin|/(?:dev|proc/[^/]+)/fd/0(?!\\d)|(?<![A-Za-z0-9])fd:");
        // The name of a literal file, file:pipe:0, is none of the protocol's.
        private static final Pattern STDIN_AS_FILE = Pattern.compile("/dev/stdin|/(?:dev|proc/[^/]+)/fd/0(?!\\d)");
    }

    private final List<Option> options = new ArrayList<>();
    private final List<File> inputs = new ArrayList<>();
    private final List<File> outputs = new ArrayList<>();

    static ArgumentScan of(List<String> arguments) {
        ArgumentScan scan = new ArgumentScan();
        List<Option> group = new ArrayList<>();
        boolean literal = false;
        for (int i = 0; i < arguments.size(); i++) {
            String token = arguments.get(i);
            if (token.equals("--") && !literal) {
                // The next argument is an output even if it begins with a dash.
                literal = true;
                continue;
            }
            if (literal || !token.startsWith("-") || token.length() == 1) {
                scan.outputs.add(new File(i, token, List.copyOf(group)));
                group.clear();
                literal = false;
                continue;
            }
            String name = token.substring(1);
            boolean alone = i + 1 == arguments.size()
                    || OptionTable.takesNoValue(name)
                    || (OptionTable.isOnByDefault(name) && !arguments.get(i + 1).matches("[01]|true|false"));
            String value = alone ? null : arguments.get(i + 1);
            if (name.equals("i")) {
                if (value != null) {
                    scan.inputs.add(new File(i + 1, value, List.copyOf(group)));
                }
                group.clear();
            } else {
                Option option = new Option(i, name, value);
                group.add(option);
                scan.options.add(option);
            }
            i += alone ? 0 : 1;
        }
        return scan;
    }

    /**
     * All options.
     *
     * @return in their order
     */
    public List<Option> options() {
        return options;
    }

    /**
     * The inputs.
     *
     * @return by their number
     */
    public List<File> inputs() {
        return inputs;
    }

    /**
     * The outputs.
     *
     * @return in their order
     */
    public List<File> outputs() {
        return outputs;
    }

    boolean hasOption(String name) {
        for (Option option : options) { // asked a dozen times a run: no stream
            if (option.name().equals(name)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Whether anything but progress may come out of stdout. When in doubt, yes: a wrong yes costs a socket, a wrong no a
     * broken file.
     */
    boolean mayWriteStdout() {
        for (Option option : options) {
            if (writesStdout(option)) {
                return true;
            }
        }
        for (File input : inputs) {
            if (input.isFormat("lavfi") && mentionsStdout(input.target())) {
                return true;
            }
        }
        for (File output : outputs) {
            if (writesStdout(output)) {
                return true;
            }
        }
        return false;
    }

    /** Whether stdout is an output of the command, or one of a tee's. */
    boolean hasOutputOnStdout() {
        for (File output : outputs) {
            if (isStdout(output)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isStdout(File output) {
        if (!writesStdout(output)) {
            return false;
        }
        String target = output.target();
        // A file may be called a=-; and file:pipe:1 is one.
        if (output.isFormat("tee") || target.equals("-")) {
            return true;
        }
        return target.startsWith("file:")
                ? mentions(Streams.STDOUT_AS_FILE, target)
                : Streams.STDOUT.matcher(target).lookingAt()
                        || Streams.PROTOCOL_ON_STDOUT.matcher(target).lookingAt();
    }

    /** Whether an input, a filter or a file of options is read from stdin. */
    boolean readsStdin() {
        for (File input : inputs) {
            if (isStdin(input)) {
                return true;
            }
        }
        for (Option option : options) {
            String value = option.value();
            if (value != null
                    && !option.name().equals("progress")
                    && isOfAStream(value)
                    && mentions(Streams.STDIN, value)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isStdin(File input) {
        String target = input.target();
        if (target.equals("-") || !isOfAStream(target)) {
            return target.equals("-");
        }
        return mentions(target.startsWith("file:") ? Streams.STDIN_AS_FILE : Streams.STDIN, target);
    }

    private static boolean writesStdout(Option option) {
        if (OptionTable.isListing(option.name()) || option.name().equals("print_graphs")) {
            return true;
        }
        String value = option.value();
        if (value == null) {
            return false;
        }
        // What is in a file cannot be seen from here.
        boolean unseen = option.name().startsWith("/")
                || option.name().startsWith("filter_script")
                || option.name().equals("filter_complex_script");
        boolean list = option.name().equals("init_hw_device") && value.equals("list");
        return unseen || list || mentionsStdout(value);
    }

    private static boolean writesStdout(File output) {
        // The null muxer opens no file: "-f null -" is silent.
        return !output.isFormat("null") && mentionsStdout(output.target());
    }

    private static boolean mentionsStdout(String text) {
        if (text.equals("-") || hasDashInside(text)) {
            return true;
        }
        boolean quoted = isQuoted(text) && hasDashInside(unquoted(text));
        return quoted || (isOfAStream(text) && mentions(Streams.STDOUT, text));
    }

    /** Whether a text has anything of what each of the patterns needs. */
    private static boolean isOfAStream(String text) {
        if (text.indexOf(':') < 0 && text.indexOf('/') < 0) {
            return false;
        }
        String plain = isQuoted(text) ? unquoted(text) : text;
        return plain.contains("pipe:") || plain.contains("/dev/std") || plain.contains("fd");
    }

    /** A dash as the value of an option inside a value: {@code metadata=print:file=-}, {@code stats_file=-}, {@code csv=-}. */
    private static boolean hasDashInside(String text) {
        for (int dash = text.indexOf('-'); dash >= 0; dash = text.indexOf('-', dash + 1)) {
            int before = dash - 1;
            while (before >= 0 && isBlank(text.charAt(before))) {
                before--;
            }
            int after = dash + 1;
            while (after < text.length() && isBlank(text.charAt(after))) {
                after++;
            }
            if (before >= 0
                    && "=:|]".indexOf(text.charAt(before)) >= 0
                    && (after == text.length() || ":,;|[]".indexOf(text.charAt(after)) >= 0)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isBlank(char c) {
        return c == ' ' || (c >= '\t' && c <= '\r');
    }

    private static boolean mentions(Pattern pattern, String text) {
        if (pattern.matcher(text).find()) {
            return true;
        }
        return isQuoted(text) && pattern.matcher(unquoted(text)).find();
    }

    /** Escapes and quotes of the graph may stand inside: {@code pipe\\:1}, {@code file='-'}. */
    private static boolean isQuoted(String text) {
        return text.indexOf('\\') >= 0 || text.indexOf('\'') >= 0;
    }

    private static String unquoted(String text) {
        return text.replace("\\", "").replace("'", "");
    }
}
