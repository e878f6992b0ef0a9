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

    // pipe: and pipe:1, not pipe:0 or pipe:3; the descriptor's other names; the fd protocol, whose number is an option.
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
    // A dash as the value of an option inside a value: metadata=print:file=-, stats_file=-, csv=-.
    private static final Pattern DASH_INSIDE = Pattern.compile("[=:|\\]]\\s*-\\s*(?=$|[:,;|\\[\\]])");

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
        return options.stream().anyMatch(ArgumentScan::writesStdout)
                || inputs.stream().anyMatch(input -> isGraph(input) && mentionsStdout(input.target()))
                || outputs.stream().anyMatch(ArgumentScan::writesStdout);
    }

    /** Whether stdout is an output of the command, or one of a tee's. */
    boolean hasOutputOnStdout() {
        return outputs.stream().anyMatch(ArgumentScan::isStdout);
    }

    private static boolean isStdout(File output) {
        if (!writesStdout(output)) {
            return false;
        }
        String target = output.target();
        boolean tee = output.format().filter("tee"::equals).isPresent();
        // A file may be called a=-; and file:pipe:1 is one.
        return tee
                || target.equals("-")
                || (target.startsWith("file:")
                        ? mentions(STDOUT_AS_FILE, target)
                        : STDOUT.matcher(target).lookingAt()
                                || PROTOCOL_ON_STDOUT.matcher(target).lookingAt());
    }

    /** Whether an input, a filter or a file of options is read from stdin. */
    boolean readsStdin() {
        return inputs.stream().anyMatch(ArgumentScan::isStdin)
                || options.stream()
                        .anyMatch(option -> option.value() != null
                                && !option.name().equals("progress")
                                && mentions(STDIN, option.value()));
    }

    private static boolean isStdin(File input) {
        String target = input.target();
        return target.startsWith("file:")
                ? mentions(STDIN_AS_FILE, target)
                : target.equals("-") || mentions(STDIN, target);
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
        boolean silent = output.format().filter("null"::equals).isPresent();
        return !silent && mentionsStdout(output.target());
    }

    private static boolean isGraph(File input) {
        return input.format().filter("lavfi"::equals).isPresent();
    }

    private static boolean mentionsStdout(String text) {
        return text.equals("-") || mentions(STDOUT, text) || mentions(DASH_INSIDE, text);
    }

    private static boolean mentions(Pattern pattern, String text) {
        // Most texts have nothing of what each of the patterns needs.
        if (text.indexOf(':') < 0 && text.indexOf('/') < 0 && text.indexOf('-') < 0) {
            return false;
        }
        if (pattern.matcher(text).find()) {
            return true;
        }
        // Escapes and quotes of the graph may stand inside: pipe\\:1, file='-'.
        boolean quoted = text.indexOf('\\') >= 0 || text.indexOf('\'') >= 0;
        return quoted
                && pattern.matcher(text.replace("\\", "").replace("'", "")).find();
    }
}
