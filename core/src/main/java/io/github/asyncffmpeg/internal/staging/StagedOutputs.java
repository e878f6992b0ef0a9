package io.github.asyncffmpeg.internal.staging;

import io.github.asyncffmpeg.error.FFmpegSpecException;
import io.github.asyncffmpeg.error.FailureKind;
import io.github.asyncffmpeg.error.Outcome;
import io.github.asyncffmpeg.error.OutputFate;
import io.github.asyncffmpeg.internal.compile.CommandEdits;
import io.github.asyncffmpeg.internal.compile.CompiledCommand;
import io.github.asyncffmpeg.internal.compile.OutputForm;
import io.github.asyncffmpeg.internal.process.ProgramLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The outputs of a run that are written under temporary names: made ready before FFmpeg starts, settled when it has ended.
 * Without a policy there are none, and nothing here does anything.
 *
 * <p>{@link #edits}, {@link #observed} and {@link #inWordsOfTheSpec} are safe for any thread; the rest is called by one
 * thread after the other, and blocks.
 */
public final class StagedOutputs implements CheckedOutputs.FilesByOutput {

    private final String run;
    private final @Nullable PartialFates policy;
    private final @Nullable Path directory;
    private final CompiledCommand command;
    private final List<StagedOutput> outputs;
    private final boolean overwrite;

    /** Of the thread that prepares, then of the one that settles. */
    private @Nullable WrittenFiles written;

    /** The same of what FFmpeg was told, for a look while it writes. */
    private volatile @Nullable WrittenFiles beingWritten;

    private StagedOutputs(
            String run,
            @Nullable PartialFates policy,
            @Nullable Path directory,
            CompiledCommand command,
            List<StagedOutput> outputs) {
        this.run = run;
        this.policy = policy;
        this.directory = directory;
        this.command = command;
        this.outputs = outputs;
        this.overwrite = command.hasOption("y");
    }

    /**
     * Plans.
     *
     * @param run how it is called in messages
     * @param policy what becomes of what is not whole; {@code null} for a run that writes under the final names
     * @param directory FFmpeg's working directory; {@code null} for that of this JVM
     * @param command its command, as the spec says it
     * @return the plan: nothing is taken or made yet; {@link #claim} and {@link #prepare} carry it out
     * @throws FFmpegSpecException if an output cannot be written under another name, or two have one name
     */
    public static StagedOutputs of(
            String run, @Nullable PartialFates policy, @Nullable Path directory, CompiledCommand command) {
        List<StagedOutput> outputs = policy == null ? List.of() : new Staging(command, directory, owners()).outputs();
        StagedOutputs staged = new StagedOutputs(run, policy, directory, command, outputs);
        staged.checkNames();
        return staged;
    }

    private static Abandonment owners() {
        return new Abandonment(HostSystem.THIS);
    }

    private void checkNames() {
        if (command.outputs().size() < 2) {
            return;
        }
        Optional<NameClashes.Clash> clash = new NameClashes(command, directory).ofOutputs();
        if (clash.isPresent()) {
            throw new FFmpegSpecException(run + ": " + clash.get().words() + ". Give each a name of its own");
        }
    }

    /**
     * What FFmpeg is told.
     *
     * @return temporary names in place of the final ones
     */
    public CommandEdits edits() {
        CommandEdits edits = CommandEdits.none();
        for (StagedOutput output : outputs) {
            edits = edits.output(output.number(), output.written());
            if (!output.options().isEmpty()) {
                edits = edits.beforeOutput(output.number(), output.options().toArray(String[]::new));
            }
        }
        return edits;
    }

    /**
     * Makes ready: looks after what earlier runs left, refuses what would be overwritten, makes temporary folders.
     *
     * @throws io.github.asyncffmpeg.error.FFmpegProcessException if an output is there already, or is an input too, or
     *     its folder is not there
     */
    public void prepare() {
        if (policy != null) {
            AbandonedOutputs abandoned = new AbandonedOutputs(owners(), policy, overwrite);
            for (StagedOutput output : outputs) {
                abandoned.lookAfter(output);
            }
        }
        ExistingOutputs existing = new ExistingOutputs(run, directory, command);
        if (!overwrite) {
            existing.check(outputs);
        }
        if (overwrite || writesManyFiles()) {
            existing.checkInputs(); // else FFmpeg itself writes over nothing that is there
        }
        written = WrittenFiles.before(command, directory, observed().keySet());
        if (writesManyFiles()) {
            beingWritten =
                    outputs.isEmpty() ? written : WrittenFiles.before(command.edited(edits()), directory, Set.of());
        }
        for (StagedOutput output : outputs) {
            if (!output.many()) {
                continue;
            }
            try {
                Files.createDirectory(output.temporary());
                for (String folder : output.inside()) {
                    Files.createDirectories(output.temporary().resolve(folder));
                }
            } catch (IOException e) {
                boolean noFolder = !Files.isDirectory(output.folder());
                String words = OutputFault.words(e) + (noFolder ? " (there is no folder " + output.folder() + ")" : "");
                throw existing.refusal(output.target(), OutputFault.kind(e), words, e);
            }
        }
    }

    private boolean writesManyFiles() {
        for (int output = 0; output < command.outputs().size(); output++) {
            if (isMany(command.outputForm(output))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isMany(OutputForm form) {
        return form != OutputForm.ONE_FILE && form != OutputForm.NO_FILE;
    }

    /**
     * How large the files are that an output of many files has written and that are still there. Not before {@link #prepare},
     * and safe for any thread from then on.
     *
     * @param output its number
     * @return bytes; empty for an output of one file, or none
     */
    public OptionalLong bytesOfMany(int output) {
        WrittenFiles now = beingWritten;
        return now == null || !isMany(command.outputForm(output))
                ? OptionalLong.empty()
                : OptionalLong.of(now.bytes(output));
    }

    /** Nothing was started: no temporary folder is to be left. */
    public void abandon() {
        for (StagedOutput output : outputs) {
            try {
                Placement.delete(output.temporary());
            } catch (IOException left) {
                String what = "cannot delete " + output.temporary() + "; the next start of that output will";
                ProgramLog.log(ProgramLog.LIBRARY, System.Logger.Level.WARNING, what, left);
            } finally {
                OutputClaims.release(output);
            }
        }
    }

    /**
     * Looks at what was written, if FFmpeg calls it finished. What is not to get its name is deleted or marked, as the
     * policy says; what is, is left under its temporary name. Whatever goes wrong is told, not thrown.
     *
     * @param outcome how FFmpeg ended
     * @param reported what it said of its outputs
     * @return what is to be committed; the names are taken until that is done, or given up
     */
    public CheckedOutputs check(Outcome outcome, Reported reported) {
        Map<Integer, Lack> lacks = new TreeMap<>();
        boolean allEmpty = outcome.finalised() && lacks(outcome, reported, lacks);
        boolean complete = outcome instanceof Outcome.Completed;
        boolean lacking = worst(lacks, complete).isPresent();
        List<CheckedOutputs.Checked> checked = new ArrayList<>();
        for (StagedOutput output : outputs) {
            OutputSettling settling = new OutputSettling(
                    output,
                    Objects.requireNonNull(policy),
                    overwrite,
                    command.holdsPicturesOrSound(output.number()),
                    command.outputNames(output.number()));
            Optional<OutputFate> fate = settling.check(outcome, lacks.remove(output.number()));
            checked.add(new CheckedOutputs.Checked(settling, fate));
        }
        Optional<OutputFault> others = worst(lacks, complete);
        return new CheckedOutputs(checked, others, !lacking && !allEmpty, this, outcome);
    }

    /** The first that counts: of a run that was stopped an output may be empty. */
    private Optional<OutputFault> worst(Map<Integer, Lack> lacks, boolean complete) {
        for (Map.Entry<Integer, Lack> each : lacks.entrySet()) {
            if (complete || each.getValue().kind() != FailureKind.OUTPUT_EMPTY) {
                return Optional.of(each.getValue().of(command.outputs().get(each.getKey())));
            }
        }
        return Optional.empty();
    }

    /**
     * Looks at what was written, and gives each output its name, or does what the policy says.
     *
     * @param outcome how FFmpeg ended
     * @param reported what it said of its outputs
     * @return what became of them; no fates of a run without a policy
     */
    public OutputSettlement settle(Outcome outcome, Reported reported) {
        try {
            return check(outcome, reported).commit();
        } finally {
            release();
        }
    }

    /**
     * A segment that FFmpeg has closed.
     *
     * @param output the number of its output
     * @param file by the name that it has while FFmpeg runs
     */
    public record Segment(int output, Path file) {}

    /**
     * Whether an output is written in segments.
     *
     * @return {@code false} when {@link #segments} gives none
     */
    public boolean hasSegments() {
        for (int output = 0; output < command.outputs().size(); output++) {
            if (isSegmented(output)) {
                return true;
            }
        }
        return false;
    }

    private boolean isSegmented(int output) {
        OutputForm form = command.outputForm(output);
        return form == OutputForm.HLS || form == OutputForm.DASH || form == OutputForm.SEGMENTS;
    }

    /**
     * The segments that this run has finished, as far as they are there. Not before {@link #prepare}, and safe for any
     * thread from then on.
     *
     * @param all whether FFmpeg has ended, and finished the last ones too
     * @return the segments of each output, by their numbers
     */
    public List<Segment> segments(boolean all) {
        WrittenFiles now = beingWritten;
        List<Segment> segments = new ArrayList<>();
        for (int output = 0; now != null && output < command.outputs().size(); output++) {
            if (isSegmented(output)) {
                for (Path file : now.counted(output, all)) {
                    segments.add(new Segment(output, file));
                }
            }
        }
        return segments;
    }

    @Override
    public List<List<Path>> files(Outcome outcome, Map<Integer, List<Path>> settled) {
        WrittenFiles under = written;
        List<List<Path>> files = new ArrayList<>();
        for (int output = 0; output < command.outputs().size(); output++) {
            List<Path> own = settled.get(output);
            if (own != null) {
                files.add(own);
            } else {
                files.add(under == null || !outcome.finalised() ? List.of() : under.of(output));
            }
        }
        return files;
    }

    /**
     * Looks at all outputs.
     *
     * @return whether all that can be looked at are empty
     */
    private boolean lacks(Outcome outcome, Reported reported, Map<Integer, Lack> lacks) {
        OutputLook look =
                new OutputLook(command.edited(edits()), directory, reported, !(outcome instanceof Outcome.Completed));
        int seen = 0;
        int empty = 0;
        for (int output = 0; output < command.outputs().size(); output++) {
            if (!look.sees(output)) {
                continue;
            }
            seen++;
            Optional<Lack> lack = look.at(output);
            if (lack.isPresent()) {
                lacks.put(output, lack.get());
                empty += lack.get().kind() == FailureKind.OUTPUT_EMPTY ? 1 : 0;
            }
        }
        return seen > 0 && seen == empty;
    }

    /**
     * Takes the names, temporary and final ones, until the outputs are settled, abandoned or {@linkplain #release
     * released}. A run that does not get them all may write to them all the same.
     *
     * @return whether no other run of this JVM writes to one of the final names; files with numbers of their own have
     *     none
     */
    public boolean claim() {
        boolean all = true;
        for (StagedOutput output : outputs) {
            all &= OutputClaims.claim(output) || output.hasPattern();
        }
        return all;
    }

    /** Gives up the names, of a run that did not begin or that is over. */
    public void release() {
        for (StagedOutput output : outputs) {
            OutputClaims.release(output);
        }
    }

    /**
     * A line of FFmpeg's with the names of the spec.
     *
     * @param line as FFmpeg wrote it, with temporary names
     * @return the same with those the user knows
     */
    public String inWordsOfTheSpec(String line) {
        return new Words(outputs).apply(line);
    }

    /**
     * {@link #inWordsOfTheSpec} for whoever may be there longer than the rest of this.
     *
     * @return puts the words of the spec in the place of temporary names; {@code null} where there are none
     */
    public @Nullable UnaryOperator<String> words() {
        return outputs.isEmpty() ? null : new Words(outputs);
    }

    private record Words(List<StagedOutput> outputs) implements UnaryOperator<String> {

        @Override
        public String apply(String line) {
            String known = line;
            for (StagedOutput output : outputs) {
                known = output.inWordsOfTheSpec(known);
            }
            return known;
        }
    }

    /**
     * Whether no output has a temporary name.
     *
     * @return whether there is nothing to settle
     */
    public boolean isEmpty() {
        return outputs.isEmpty();
    }

    /**
     * What FFmpeg writes to, to look at its size and age.
     *
     * @return the temporary file or files, by the number of the output
     */
    public Map<Integer, Path> observed() {
        Map<Integer, Path> observed = new HashMap<>();
        for (StagedOutput output : outputs) {
            observed.put(output.number(), output.observed());
        }
        return observed;
    }

    /** The outputs that have temporary names. */
    List<StagedOutput> outputs() {
        return outputs;
    }
}
