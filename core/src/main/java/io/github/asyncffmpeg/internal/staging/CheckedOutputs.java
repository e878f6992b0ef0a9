package io.github.asyncffmpeg.internal.staging;

import io.github.asyncffmpeg.error.Outcome;
import io.github.asyncffmpeg.error.OutputFate;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The outputs of a run that has ended, looked at, under their temporary names still. Whoever has them commits them here and
 * now, by {@link #commit}, or {@linkplain #held holds} them and says what somebody else is to commit. One of the two is
 * done, once.
 *
 * <p>For one thread; it blocks.
 */
public final class CheckedOutputs {

    private final List<Checked> outputs;
    private final Optional<OutputFault> others;
    private final boolean whole;
    private final FilesByOutput files;
    private final Outcome outcome;

    /**
     * One of them.
     *
     * @param settling carries it out
     * @param fate what became of it already; empty if it is to get its name
     */
    record Checked(OutputSettling settling, Optional<OutputFate> fate) {}

    /** The files of all outputs. */
    interface FilesByOutput {

        /**
         * The files of each output, by its number.
         *
         * @param outcome how the run ended
         * @param settled the files of those that are settled here
         */
        List<List<Path>> files(Outcome outcome, Map<Integer, List<Path>> settled);
    }

    /**
     * Looked at.
     *
     * @param outputs those with temporary names
     * @param others what is wrong with an output that has none
     * @param whole whether what FFmpeg calls finished is so, as far as a look at it tells
     * @param files knows those of the other outputs
     * @param outcome how the run ended
     */
    CheckedOutputs(
            List<Checked> outputs, Optional<OutputFault> others, boolean whole, FilesByOutput files, Outcome outcome) {
        this.outputs = List.copyOf(outputs);
        this.others = others;
        this.whole = whole;
        this.files = files;
        this.outcome = outcome;
    }

    /**
     * Gives each output its name.
     *
     * @return what became of all
     */
    public OutputSettlement commit() {
        List<OutputFate> fates = new ArrayList<>();
        Map<Integer, List<Path>> left = new TreeMap<>();
        Optional<OutputFault> fault = Optional.empty();
        for (Checked each : outputs) {
            try {
                fates.add(
                        each.fate().isPresent()
                                ? each.fate().get()
                                : each.settling().commit());
            } finally {
                OutputClaims.release(each.settling().output());
            }
            left.put(each.settling().output().number(), each.settling().files());
            fault = fault.isPresent() ? fault : each.settling().fault();
        }
        return new OutputSettlement(fates, fault.isPresent() ? fault : others, whole, files.files(outcome, left));
    }

    /**
     * Leaves the outputs under their temporary names, for somebody who has yet to decide whether they count.
     *
     * @return what became of the others, and what is to be committed. Its names stay taken in this JVM until that is done,
     *     or given up
     */
    public Held held() {
        List<OutputFate> fates = new ArrayList<>();
        List<Commitment.Entry> entries = new ArrayList<>();
        Map<Integer, List<Path>> left = new TreeMap<>();
        Optional<OutputFault> fault = Optional.empty();
        for (Checked each : outputs) {
            OutputSettling settling = each.settling();
            Optional<OutputFate> fate = each.fate();
            if (fate.isEmpty()) {
                try {
                    entries.add(entry(settling));
                } catch (IOException e) {
                    fate = Optional.of(settling.notSettled(e));
                }
            }
            if (fate.isPresent()) {
                fates.add(fate.get());
                OutputClaims.release(settling.output());
            }
            left.put(settling.output().number(), settling.files());
            fault = fault.isPresent() ? fault : settling.fault();
        }
        return new Held(
                new OutputSettlement(fates, fault.isPresent() ? fault : others, whole, files.files(outcome, left)),
                new Commitment(entries));
    }

    private static Commitment.Entry entry(OutputSettling settling) throws IOException {
        StagedOutput output = settling.output();
        List<FileMark> files = new ArrayList<>();
        if (output.many()) {
            for (Path file : output.placement().files()) {
                files.add(FileMark.of(file, output.temporary().resolve(file)));
            }
        } else {
            files.add(FileMark.of(Path.of(output.tail()), output.temporary()));
        }
        return new Commitment.Entry(output, settling.meant(), settling.overwrites(), settling.names(), files);
    }

    /**
     * What is left of a run whose outputs are held.
     *
     * @param settled what became of those that will not get their names
     * @param commitment what is to be committed
     */
    public record Held(OutputSettlement settled, Commitment commitment) {}
}
