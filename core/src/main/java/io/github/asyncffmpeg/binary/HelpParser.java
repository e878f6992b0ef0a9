package io.github.asyncffmpeg.binary;

import io.github.asyncffmpeg.binary.ComponentHelp.Constant;
import io.github.asyncffmpeg.binary.ComponentHelp.Option;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** FFmpeg's help, read line by line. What has no known shape is passed over; nothing here throws. */
final class HelpParser {

    // "  -crf   <float>   E..V....... Select …": a dash for coders and formats, none for filters; [<int>  ] is a list.
    private static final Pattern OPTION =
            Pattern.compile("^ {1,4}(-?)([^\\s<]+)\\s+\\[?<([^>]*)>\\s*]?\\s*([A-Z.]{6,})?(?:\\s+(.*))?$");

    private static final Pattern CONSTANT =
            Pattern.compile("^ {5,}(\\S+)(?:\\s+(-?[\\w.+-]+))?\\s+([A-Z.]{8,})(?:\\s+(.*))?$");
    private static final Pattern ATTRIBUTE = Pattern.compile("^ {2,}([A-Z][^:<>]*): *(.*)$");
    private static final Pattern RANGE = Pattern.compile("\\((from [^()]* to [^()]*)\\)");
    private static final Pattern DEFAULT = Pattern.compile("\\(default (.*)\\)$");

    // "-c[:<stream_spec>] <codec>  select …" at the beginning of a line: an option of the program itself.
    private static final Pattern PROGRAM_OPTION =
            Pattern.compile("^-([^\\s\\[<]+)(?:\\[\\S*])?(?: <[^>]*>)?(?:\\s+(.*))?$");

    private HelpParser() {}

    static ComponentHelp component(Component component, String name, String text) {
        Map<String, String> attributes = new LinkedHashMap<>();
        List<Option> options = new ArrayList<>();
        List<Constant> constants = new ArrayList<>();
        for (String line : text.lines().toList()) {
            Matcher option = OPTION.matcher(line);
            Matcher constant = CONSTANT.matcher(line);
            Matcher attribute = ATTRIBUTE.matcher(line);
            if (option.matches()) {
                close(options, constants);
                options.add(option(option));
            } else if (!options.isEmpty() && constant.matches()) {
                constants.add(new Constant(constant.group(1), given(constant.group(4)), line));
            } else if (options.isEmpty() && attribute.matches()) {
                attributes.putIfAbsent(attribute.group(1), attribute.group(2).strip());
            }
        }
        close(options, constants);
        return new ComponentHelp(
                component, name, attributes, options, text.lines().toList(), missing(component, text));
    }

    /**
     * FFmpeg 5.1 and 8.0 end with 0 when they know no such thing, and say so in one line on standard output. What it
     * does know is headed "Encoder libx264 [", "Filter scale", for a protocol "http AVOptions:"; one without options
     * prints nothing at all.
     */
    private static @Nullable String missing(Component component, String text) {
        String first = text.lines().findFirst().orElse("").strip();
        boolean protocol = component == Component.PROTOCOL;
        boolean refused = first.startsWith("Unknown ") || first.contains(" is not recognized by FFmpeg");
        return refused || (first.isEmpty() && !protocol) ? (first.isEmpty() ? "FFmpeg said nothing" : first) : null;
    }

    private static Option option(Matcher row) {
        String rest = given(row.group(5));
        Matcher range = RANGE.matcher(rest);
        Matcher standard = DEFAULT.matcher(rest);
        return new Option(
                row.group(2),
                row.group(3),
                given(row.group(4)),
                rest,
                range.find() ? Optional.of(range.group(1)) : Optional.empty(),
                standard.find() ? Optional.of(standard.group(1)) : Optional.empty(),
                List.of(),
                row.group());
    }

    /** Gives the constants that were read since to the option before them. */
    private static void close(List<Option> options, List<Constant> constants) {
        if (!constants.isEmpty()) {
            Option last = options.remove(options.size() - 1);
            options.add(new Option(
                    last.name(),
                    last.type(),
                    last.flags(),
                    last.description(),
                    last.range(),
                    last.defaultValue(),
                    constants,
                    last.line()));
            constants.clear();
        }
    }

    /**
     * Everything that may stand behind a dash, out of {@code -h full}: the options of the program, and those of codecs,
     * formats, protocols, the scaler and the resampler. Options of filters, written without a dash, are not among them.
     *
     * @return name → what is said of it
     */
    static Map<String, String> commandLineOptions(String text) {
        Map<String, String> options = new HashMap<>();
        text.lines().forEach(line -> {
            Matcher program = PROGRAM_OPTION.matcher(line);
            Matcher option = OPTION.matcher(line);
            if (program.matches()) {
                options.putIfAbsent(program.group(1), given(program.group(2)));
            } else if (option.matches() && option.group(1).equals("-")) {
                options.putIfAbsent(option.group(2), given(option.group(5)));
            }
        });
        return options;
    }

    private static String given(@Nullable String text) {
        return text == null ? "" : text.strip();
    }
}
