package io.github.asyncffmpeg.internal.compile;

import io.github.asyncffmpeg.graph.Output;
import io.github.asyncffmpeg.graph.StreamSpec;
import io.github.asyncffmpeg.media.FFmpegVersion;
import io.github.asyncffmpeg.media.MediaTarget;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A spec as FFmpeg's arguments, with what a run must know of them. Compiling reads and writes nothing, and takes linear
 * time.
 *
 * <p>Immutable and safe for any thread.
 */
public final class CompiledCommand {

    private final List<String> arguments;
    private final List<MediaTarget> inputs;
    private final List<MediaTarget> outputs;
    private final List<String> warnings;
    private final Supplier<String> description;
    private final ArgumentScan scan;
    private final LongArguments longArguments;
    private final Lengths lengths;

    private CompiledCommand(
            List<String> arguments,
            ArgumentScan scan,
            List<MediaTarget> inputs,
            List<MediaTarget> outputs,
            List<String> warnings,
            Supplier<String> description) {
        this.arguments = List.copyOf(arguments);
        this.scan = scan;
        this.inputs = List.copyOf(inputs);
        this.outputs = List.copyOf(outputs);
        this.warnings = List.copyOf(warnings);
        this.description = description;
        this.longArguments = new LongArguments(this.arguments, scan);
        this.lengths = new Lengths(scan);
    }

    /**
     * Compiles a spec.
     *
     * @param spec the spec
     * @return the command
     * @throws io.github.asyncffmpeg.error.FFmpegSpecException when the spec cannot be what it was made to be; the
     *     message names the node, the line that made it, and what was expected
     */
    public static CompiledCommand of(StreamSpec spec) {
        Objects.requireNonNull(spec, "spec");
        List<String> handWritten = spec.handWritten().orElse(null);
        return handWritten == null ? compile(spec) : ofHandWritten(handWritten);
    }

    /**
     * What a spec reads and writes, whether it can be compiled or not.
     *
     * @param spec the spec
     * @return inputs and outputs, each once, in no order
     */
    public static List<MediaTarget> targets(StreamSpec spec) {
        Objects.requireNonNull(spec, "spec");
        List<MediaTarget> targets = new ArrayList<>();
        for (Unit unit : UnitOrder.of(spec.outputs()).inOrder()) {
            if (unit.input != null) {
                targets.add(unit.input.source());
            } else if (unit.output != null) {
                targets.add(unit.output.target());
            }
        }
        return targets;
    }

    private static CompiledCommand ofHandWritten(List<String> arguments) {
        ArgumentScan scan = ArgumentScan.of(arguments);
        return new CompiledCommand(
                arguments,
                scan,
                targets(scan.inputs()),
                targets(scan.outputs()),
                Warnings.ofHandWritten(arguments),
                new OfHandWritten(arguments, scan));
    }

    private static List<MediaTarget> targets(List<ArgumentScan.File> files) {
        List<MediaTarget> targets = new ArrayList<>();
        for (ArgumentScan.File file : files) {
            targets.add(MediaTarget.of(file.target()));
        }
        return targets;
    }

    /** Written when it is asked for. */
    private record OfHandWritten(List<String> arguments, ArgumentScan scan) implements Supplier<String> {

        @Override
        public String get() {
            return Description.of(arguments, scan);
        }
    }

    private record OfNodes(
            List<Unit> units, LinkNames names, Rendering rendering, List<String> labels, List<String> warnings)
            implements Supplier<String> {

        @Override
        public String get() {
            return Description.of(units, names, rendering, labels, warnings);
        }
    }

    private static CompiledCommand compile(StreamSpec spec) {
        List<Output> outputs = spec.outputs();
        UnitOrder plan = UnitOrder.of(outputs);
        GraphBinding.apply(plan);
        Validation.check(plan.inOrder());
        SplitInsertion.apply(plan);
        List<Unit> units = plan.inOrder();
        LinkNames names = new LinkNames(units);
        Rendering rendering = new Rendering(names);
        List<String> arguments = rendering.arguments(units, spec);
        List<String> warnings = Warnings.of(units, arguments);
        ArgumentScan scan = ArgumentScan.of(arguments);
        Validation.checkTargets(outputs, scan);
        List<MediaTarget> sources = new ArrayList<>();
        for (Unit unit : units) {
            if (unit.input != null) {
                sources.add(unit.input.source());
            }
        }
        List<MediaTarget> targets = new ArrayList<>();
        for (Output output : outputs) {
            targets.add(output.target());
        }
        return new CompiledCommand(
                arguments,
                scan,
                sources,
                targets,
                warnings,
                new OfNodes(units, names, rendering, spec.labels(), warnings));
    }

    /**
     * This command with changes that a run makes to it: what the spec says stays, and is read together with them.
     *
     * @param edits the changes; those for an input or an output that is not there are left out
     * @return the changed command; the warnings and the description are those of this one
     */
    public CompiledCommand edited(CommandEdits edits) {
        if (edits.isEmpty()) {
            return this;
        }
        List<MediaTarget> sources = new ArrayList<>(inputs);
        edits.inputs().forEach((number, target) -> {
            if (number < sources.size()) {
                sources.set(number, target);
            }
        });
        List<MediaTarget> targets = new ArrayList<>(outputs);
        edits.outputs().forEach((number, target) -> {
            if (number < targets.size()) {
                targets.set(number, target);
            }
        });
        List<String> changed = edits.apply(arguments, scan);
        return new CompiledCommand(changed, ArgumentScan.of(changed), sources, targets, warnings, description);
    }

    /**
     * Finds names for the outputs that are not taken: {@code camera-2.mkv} when {@code camera.mkv} is there, the next
     * numbers for segments and pictures, a playlist of HLS that goes on. {@code docs/supervision.md} has the rules. URLs,
     * pipes and devices stay as they are, and so does what is meant to be written over ({@code -update 1}).
     *
     * @param taken says which names are taken
     * @param now the local time, for names that are made from it
     * @return the changes; none when all names are free
     * @throws io.github.asyncffmpeg.error.FFmpegSpecException if the outputs cannot be named otherwise: HLS or DASH inside a tee
     */
    public CommandEdits freeNames(FolderListing taken, LocalDateTime now) {
        return FreeNames.of(scan, outputs, taken, now);
    }

    /**
     * The arguments: the spec alone, with neither the program nor options of this library, the graph in one argument
     * whatever its length.
     *
     * @return the arguments, in their order
     */
    public List<String> arguments() {
        return arguments;
    }

    /**
     * The arguments for a version of FFmpeg, with graphs over 100 KiB in files: {@code -filter_complex_script} before
     * FFmpeg 7, {@code -/filter_complex} from 7. One argument has at most 128 KiB on Linux.
     *
     * @param version the version of the FFmpeg that will run
     * @param place says where each of {@link #files} is; called once for each
     * @return the arguments, in their order
     */
    public List<String> arguments(FFmpegVersion version, Function<CommandFile, Path> place) {
        return longArguments.placed(version, place);
    }

    /**
     * The files that {@link #arguments(FFmpegVersion, Function)} refers to. Nothing is written here.
     *
     * @param version the version of the FFmpeg that will run
     * @return the files, mostly none
     */
    public List<CommandFile> files(FFmpegVersion version) {
        Objects.requireNonNull(version, "version");
        return longArguments.files();
    }

    /**
     * The command as a line for a POSIX shell.
     *
     * @return {@code ffmpeg} and the arguments, quoted where needed
     */
    public String toShellString() {
        return toShellString(arguments);
    }

    /** The same of arguments in which something is changed. */
    public static String toShellString(List<String> arguments) {
        List<String> line = new ArrayList<>(List.of("ffmpeg"));
        line.addAll(arguments);
        return ShellQuoting.line(line);
    }

    /**
     * The command in words: inputs, filters, outputs, warnings, each on a line. For people; the form may change.
     *
     * @return several lines
     */
    public String describe() {
        return description.get();
    }

    /**
     * What is allowed and probably not meant, with the remedy: a filtered output that leaves its input's audio behind,
     * two outputs with one target.
     *
     * @return a sentence or two each, mostly none
     */
    public List<String> warnings() {
        return warnings;
    }

    /**
     * What is read.
     *
     * @return the inputs, by their number
     */
    public List<MediaTarget> inputs() {
        return inputs;
    }

    /**
     * What is written. Those of a hand-written command are texts as FFmpeg gets them.
     *
     * @return the outputs, in their order
     */
    public List<MediaTarget> outputs() {
        return outputs;
    }

    /**
     * Whether the program that runs FFmpeg gives or takes media.
     *
     * @return whether an input or an output is code of that program
     */
    public boolean usesProgram() {
        for (MediaTarget input : inputs) {
            if (input instanceof MediaTarget.FromProgram) {
                return true;
            }
        }
        for (MediaTarget output : outputs) {
            if (output instanceof MediaTarget.ToProgram) {
                return true;
            }
        }
        return false;
    }

    /**
     * Which files an output is made of.
     *
     * @param output its number
     * @return what its format, or its name where there is none, says; {@link OutputForm#OTHER} for an output that FFmpeg
     *     will not see as one, because an option before it lacks its value
     */
    public OutputForm outputForm(int output) {
        return output < scan.outputs().size() ? OutputForms.of(scan.outputs().get(output)) : OutputForm.OTHER;
    }

    /**
     * The names under which an output may write: its own, and those of its segments, lists, headers and keys.
     *
     * @param output its number
     * @return names of files; none of an output that is no file
     */
    public List<OutputName> outputNames(int output) {
        return output < scan.outputs().size() ? OutputNames.of(scan.outputs().get(output)) : List.of();
    }

    /**
     * The names from which an input is read, as far as its own name tells.
     *
     * @param input its number
     * @return names of files; none of an input that is no file
     */
    public List<OutputName> inputNames(int input) {
        return input < scan.inputs().size() ? OutputNames.ofInput(scan.inputs().get(input)) : List.of();
    }

    /**
     * Whether an output is to hold pictures or sound.
     *
     * @param output its number
     * @return {@code false} for one of subtitles, metadata or attachments alone, and for the first of two passes
     */
    public boolean holdsPicturesOrSound(int output) {
        return output < scan.outputs().size()
                && OutputContent.isMedia(scan.outputs().get(output));
    }

    /**
     * How many streams of pictures and sound an output is asked for by name ({@code -map 0:v}, {@code -map [mix]}).
     *
     * @param output its number
     * @return the least number that it must hold; 0 where FFmpeg chooses, or where it cannot be told
     */
    public int namedStreams(int output) {
        return output < scan.outputs().size()
                ? OutputContent.namedStreams(scan.outputs().get(output))
                : 0;
    }

    /**
     * What an option of an output is set to.
     *
     * @param output its number
     * @param name the option as it is written, without its dash
     * @return the value, the last one where there are several; empty when the option is not there, or has no value
     */
    public Optional<String> outputOption(int output, String name) {
        return optionOf(scan.outputs(), output, name);
    }

    /**
     * How long the outputs will be.
     *
     * @return an arithmetic that needs to know the inputs
     */
    public Lengths lengths() {
        return lengths;
    }

    /**
     * Whether an option is written anywhere, such as {@code y}, {@code progress} or {@code nostdin}.
     *
     * @param name the option as it is written, without its dash
     * @return whether it is there
     */
    public boolean hasOption(String name) {
        return scan.hasOption(name);
    }

    /**
     * The value of an option of one input; the last one counts.
     *
     * @param input the number of the input
     * @param name the option as it is written, without its dash
     * @return the value, if the option is there and has one
     */
    public Optional<String> inputOption(int input, String name) {
        return optionOf(scan.inputs(), input, name);
    }

    private static Optional<String> optionOf(List<ArgumentScan.File> files, int number, String name) {
        return number < files.size() ? files.get(number).option(name) : Optional.empty();
    }

    /**
     * The arguments as FFmpeg reads them.
     *
     * @return inputs, outputs and the options before each
     */
    public ArgumentScan scan() {
        return scan;
    }

    /**
     * The encoders, filters, formats and other things of FFmpeg's that the command names. Read anew at each call.
     *
     * @return their names, as they are written
     */
    public CommandNames names() {
        return NameScan.of(scan);
    }

    /**
     * Whether FFmpeg may write media, or anything else the command asks for, to stdout. {@code true} when in doubt.
     * {@code -f null -} writes nothing.
     *
     * @return whether stdout must be left alone
     */
    public boolean mayWriteStdout() {
        return scan.mayWriteStdout();
    }

    /**
     * Whether an output itself is stdout ({@code pipe:1}, {@code -}), also one of a tee. What filters and other options print
     * there does not count.
     *
     * @return whether what comes out of stdout is what the command was asked for
     */
    public boolean hasOutputOnStdout() {
        return scan.hasOutputOnStdout();
    }

    /**
     * Whether FFmpeg reads media from stdin. What a playlist or a concat list names is not looked at.
     *
     * @return whether an input or a filter names stdin
     */
    public boolean readsStdin() {
        return scan.readsStdin();
    }

    @Override
    public String toString() {
        return toShellString();
    }
}
