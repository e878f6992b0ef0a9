package io.github.asyncffmpeg.internal.failure;

import io.github.asyncffmpeg.error.Failure;
import io.github.asyncffmpeg.error.Failure.Culprit;
import io.github.asyncffmpeg.error.Failure.Part;
import io.github.asyncffmpeg.error.Failure.Stage;
import io.github.asyncffmpeg.error.FailureKind;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the reason of a failure among the last lines of a log. What cannot be anything else is looked for first: an
 * output that cannot be written, then the particular rules, then error numbers, then what FFmpeg says in summing up.
 */
public final class FailureReading {

    /** An output could not be written. Before all else: a run that goes on after its errors does not go on after this. */
    private static final Pattern WRITING = Pattern.compile("(?:Error writing trailer|Error closing file"
            + "|av_interleaved_write_frame\\(\\)|Error submitting a packet to the muxer"
            + "|Could not write header (?:for output file #\\d+ )?\\(incorrect codec parameters \\?\\))"
            + "(?: of)? ?(?<who>.*?)?: (?<reason>[^:]+)");

    private static final Pattern INPUT = Pattern.compile("Error opening input: (?<reason>.*)");
    private static final Pattern OUTPUT =
            Pattern.compile("Error opening output (?!files: )(?<who>.*): (?<reason>[^:]*)");
    private static final Pattern NAMED = Pattern.compile("(?<who>.+): (?<reason>[^:]+)");
    private static final Pattern INPUTS = Pattern.compile("Error opening input files: (?<reason>.*)");
    private static final Pattern OUTPUTS = Pattern.compile("Error opening output files: (?<reason>.*)");
    private static final Pattern NO_MEMORY =
            Pattern.compile("Task finished with error code: -?\\d+ \\(Cannot allocate memory\\)");
    private static final Pattern SLAVE =
            Pattern.compile("Slave muxer #\\d+ failed: (?<reason>.*), (?:continuing with .*|aborting\\.)");
    private static final Pattern TASK = Pattern.compile("Task finished with error code: -?\\d+ \\((?<reason>.*)\\)");

    private final List<ErrorLine> lines;
    private final int exitCode;
    private final Culprits culprits;
    private final KnownFiles files;

    /**
     * Reads the reason of a failure. A pure function, which knows the words of ffmpeg and ffprobe 5.1 to 8.0.
     *
     * @param lines the last lines of the log of level error or graver, oldest first, with the tags of components
     *     ({@code [libx264 @ 0x55…]}) and without those of levels; where the log has no levels, its last lines
     * @param exitCode the exit code as the operating system gave it (128 + n for a signal n); it decides where words are
     *     missing
     * @param inputs the inputs as the program was given them, by their number
     * @param outputs the outputs as the program was given them, by their number
     * @return the failure, without suggestions; of kind {@link FailureKind#UNRECOGNISED} when no rule knows it
     */
    public static Failure of(List<String> lines, int exitCode, List<String> inputs, List<String> outputs) {
        return new FailureReading(lines, exitCode, new KnownFiles(inputs, outputs)).read();
    }

    private FailureReading(List<String> lines, int exitCode, KnownFiles files) {
        List<ErrorLine> all = lines.stream()
                .map(line -> ErrorLine.parse(line, files))
                .filter(line -> !line.text().isEmpty())
                .toList();
        List<ErrorLine> grave = all.stream().filter(line -> !line.isNoise()).toList();
        this.lines = grave.isEmpty() ? all : grave;
        this.exitCode = exitCode;
        this.files = files;
        this.culprits = new Culprits(this.lines, files);
    }

    private Failure read() {
        if (ErrorText.isBySignal(exitCode)) {
            return failure(ErrorText.of(exitCode), null, Optional.empty(), CauseLine.among(lines));
        }
        return Stream.<Supplier<Optional<Failure>>>of(
                        () -> byNumber(WRITING, Stage.MUX, Part.OUTPUT, false),
                        () -> byRules(FailureRules.PARTICULAR),
                        () -> byNumber(SLAVE, Stage.MUX, Part.OUTPUT, true),
                        () -> byOpening(false),
                        this::byMemory,
                        () -> byRules(FailureRules.GENERAL),
                        () -> byNumber(WRITING, Stage.MUX, Part.OUTPUT, true),
                        () -> byOpening(true),
                        () -> bySum(INPUTS, Stage.OPEN),
                        () -> bySum(OUTPUTS, Stage.CONFIGURE),
                        () -> bySum(TASK, Stage.ENCODE),
                        () -> byRules(FailureRules.LAST))
                .flatMap(phase -> phase.get().stream())
                .findFirst()
                .orElseGet(this::unrecognised);
    }

    /** The exit code may tell; and the file that FFmpeg names last is kept. */
    private Failure unrecognised() {
        Optional<Culprit> named =
                lines.isEmpty() ? Optional.empty() : culprits.of(null, null, lines.get(lines.size() - 1));
        return failure(ErrorText.of(exitCode), null, named, CauseLine.among(lines));
    }

    private Optional<Failure> byRules(List<FailureRule> rules) {
        for (FailureRule rule : rules) {
            for (ErrorLine line : lines) {
                Matcher words = rule.words().matcher(line.text());
                boolean fits = words.matches()
                        && rule.words().matcher(files.masked(line.text())).matches();
                if (fits) {
                    return Optional.of(byRule(rule, line, FailureRule.who(words)));
                }
            }
        }
        return Optional.empty();
    }

    private Failure byRule(FailureRule rule, ErrorLine line, @Nullable String who) {
        if (rule.sumsUp()) {
            ErrorLine reason = culprits.ownWords(rule.part(), line, who).orElse(line);
            ErrorLine named = rule.part() == Part.INPUT ? line : reason;
            return failure(
                    rule.kind(),
                    rule.stage(),
                    culprits.of(rule.part(), who, named),
                    Optional.of(withRemedy(reason.text())));
        }
        Optional<Culprit> culprit = culprits.of(rule.part(), who, line);
        if (culprit.isPresent() && StreamWords.isOfAStream(line.text())) {
            String specifier = StreamWords.numbered(culprit.get().name(), line.text());
            Optional<String> file = culprits.inputOf(specifier);
            Culprit lacking = file.map(name -> new Culprit(Part.INPUT, name))
                    .orElseGet(() -> new Culprit(Part.STREAM, specifier));
            String words = StreamWords.of(specifier, file, line.text());
            return failure(rule.kind(), rule.stage(), Optional.of(lacking), Optional.of(words));
        }
        if (rule.kind() == FailureKind.REFUSED_BY_POLICY) {
            boolean unknown = RefusalWords.isByNameAlone(line);
            return new Failure(
                    unknown ? FailureKind.INVALID_DATA : rule.kind(),
                    Optional.of(stage(rule, culprit)),
                    culprit,
                    Optional.of(RefusalWords.of(line)),
                    List.of(),
                    unknown ? Optional.empty() : Optional.of(RefusalWords.limit(line)));
        }
        return failure(rule.kind(), stage(rule, culprit), culprit, Optional.of(line.text()));
    }

    /** Of drawtext in an FFmpeg without fontconfig, as the bundled one is. */
    private static String withRemedy(String reason) {
        return reason.equals("No font filename provided")
                ? reason + " (this FFmpeg looks for no font by itself: give the option fontfile)"
                : reason;
    }

    /** Words that fit an input and an output alike: the first is opened before anything is set up, the second after. */
    private static Stage stage(FailureRule rule, Optional<Culprit> culprit) {
        Part found = culprit.map(Culprit::part).orElse(null);
        if (rule.part() == null && found == Part.INPUT && rule.stage() == Stage.CONFIGURE) {
            return Stage.OPEN;
        }
        return rule.part() == null && found == Part.OUTPUT && rule.stage() == Stage.OPEN
                ? Stage.CONFIGURE
                : rule.stage();
    }

    /** A thread of FFmpeg's without memory. Demuxers and muxers say that for reasons of their own. */
    private Optional<Failure> byMemory() {
        return lines.stream()
                .filter(line ->
                        line.isOfNoFile() && NO_MEMORY.matcher(line.text()).matches())
                .findFirst()
                .map(line -> failure(
                        FailureKind.OUT_OF_MEMORY,
                        Stage.ENCODE,
                        culprits.of(null, null, line),
                        Optional.of(line.text())));
    }

    private Optional<Failure> byOpening(boolean weak) {
        return byNumber(INPUT, Stage.OPEN, Part.INPUT, weak)
                .or(() -> byNumber(OUTPUT, Stage.CONFIGURE, Part.OUTPUT, weak))
                .or(() -> byName(weak));
    }

    /** {@code in.mp4: No such file or directory}, FFmpeg 5.1's way; and a filter's. */
    private Optional<Failure> byName(boolean weak) {
        for (ErrorLine line : lines) {
            Matcher words = NAMED.matcher(line.text());
            if (!words.matches()) {
                continue;
            }
            String who = words.group("who");
            Optional<ErrorText> text = number(words, weak, files.outputs().contains(who));
            if (text.isEmpty()) {
                continue;
            }
            Optional<String> cause = Optional.of(words.group("reason"));
            FailureKind kind = text.get().kind();
            if (files.inputs().contains(who)) {
                return Optional.of(failure(kind, Stage.OPEN, Optional.of(new Culprit(Part.INPUT, who)), cause));
            }
            if (files.outputs().contains(who)) {
                return Optional.of(failure(kind, Stage.CONFIGURE, Optional.of(new Culprit(Part.OUTPUT, who)), cause));
            }
            if (line.filter().isPresent() || (line.speakers().isEmpty() && !CauseLine.isSum(line.text()))) {
                Stage stage = line.filter().isPresent() ? Stage.CONFIGURE : null;
                return Optional.of(failure(kind, stage, culprits.of(null, null, line), Optional.of(line.text())));
            }
        }
        return Optional.empty();
    }

    private Optional<Failure> byNumber(Pattern pattern, Stage stage, @Nullable Part part, boolean weak) {
        for (ErrorLine line : lines) {
            Matcher words = pattern.matcher(line.text());
            Optional<ErrorText> text = words.matches() ? number(words, weak, pattern == OUTPUT) : Optional.empty();
            if (text.isPresent()) {
                return Optional.of(failure(
                        text.get().kind(),
                        stage,
                        culprits.of(part, FailureRule.who(words), line),
                        Optional.of(words.group("reason"))));
            }
        }
        return Optional.empty();
    }

    /** A number with which FFmpeg 7 and later sum up: what it is about is in other words. */
    private Optional<Failure> bySum(Pattern pattern, Stage stage) {
        return byNumber(pattern, stage, null, true)
                .map(found -> failure(found.kind(), stage, Optional.empty(), CauseLine.among(lines)));
    }

    private static Optional<ErrorText> number(Matcher words, boolean weak, boolean opensOutput) {
        return ErrorText.of(words.group("reason"))
                .filter(text -> weak ? text.isReason(opensOutput) : text.isSure(opensOutput));
    }

    private static Failure failure(
            FailureKind kind, @Nullable Stage stage, Optional<Culprit> culprit, Optional<String> cause) {
        return new Failure(kind, Optional.ofNullable(stage), culprit, cause, List.of());
    }
}
