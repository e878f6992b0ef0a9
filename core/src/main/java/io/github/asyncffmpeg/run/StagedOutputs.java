package io.github.asyncffmpeg.run;

import io.github.asyncffmpeg.command.CommandEdits;
import io.github.asyncffmpeg.command.FFmpegCommand;
import io.github.asyncffmpeg.error.FFmpegSpecException;
import io.github.asyncffmpeg.error.Outcome;
import io.github.asyncffmpeg.error.OutputFate;
import io.github.asyncffmpeg.event.FFmpegEvent;
import io.github.asyncffmpeg.event.OutputAnnounced;
import io.github.asyncffmpeg.process.ProgramLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The outputs of a run that are written under temporary names: made ready before FFmpeg starts, settled when it has ended.
 * Without a policy there are none, and nothing here does anything.
 *
 * <p>{@link #edits}, {@link #outputs} and {@link #inWordsOfTheSpec} are safe for any thread; the rest is called by one
 * thread after the other, and blocks.
 */
final class StagedOutputs {

    private final FFmpegJob job;
    private final FFmpegCommand command;
    private final List<StagedOutput> outputs;
    private final boolean overwrite;
    private final Abandonment owners;
    private final boolean hasItsNames;

    private StagedOutputs(FFmpegJob job, FFmpegCommand command, List<StagedOutput> outputs, Abandonment owners) {
        this.job = job;
        this.command = command;
        this.outputs = outputs;
        this.overwrite = command.hasOption("y");
        this.owners = owners;
        boolean all = true;
        for (StagedOutput output : outputs) {
            all &= NamesInUse.take(output) || output.hasPattern();
        }
        this.hasItsNames = all;
    }

    /**
     * Plans.
     *
     * @param job has the policy
     * @param command its command, as the spec says it
     * @throws FFmpegSpecException if an output cannot be written under another name, or two have one name
     */
    static StagedOutputs of(FFmpegJob job, FFmpegCommand command) {
        Abandonment owners = new Abandonment(HostSystem.THIS);
        List<StagedOutput> outputs = job.partialOutput().isEmpty()
                ? List.of()
                : new Staging(command, job.directory().orElse(null), owners).outputs();
        StagedOutputs staged = new StagedOutputs(job, command, outputs, owners);
        try {
            staged.checkNames();
        } catch (RuntimeException e) {
            staged.release();
            throw e;
        }
        return staged;
    }

    private void checkNames() {
        Set<Path> names = new HashSet<>();
        for (StagedOutput output : outputs) {
            if (!names.add(output.last().normalize())) {
                throw new FFmpegSpecException("two outputs of " + job + " are one file: " + output.target());
            }
        }
    }

    /** What FFmpeg is told. */
    CommandEdits edits() {
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
    void prepare() {
        PartialOutput policy = job.partialOutput().orElse(null);
        if (policy == null) {
            return;
        }
        AbandonedOutputs abandoned = new AbandonedOutputs(owners, policy, overwrite);
        for (StagedOutput output : outputs) {
            abandoned.lookAfter(output);
        }
        ExistingOutputs existing = new ExistingOutputs(job, command);
        for (StagedOutput output : outputs) {
            existing.check(output, overwrite);
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
                throw existing.refusal(output, OutputFault.kind(e), OutputFault.words(e), e);
            }
        }
    }

    /** Nothing was started: no temporary folder is to be left. */
    void abandon() {
        for (StagedOutput output : outputs) {
            try {
                Placement.delete(output.temporary());
            } catch (IOException left) {
                String what = "cannot delete " + output.temporary() + "; the next start of that output will";
                ProgramLog.log(ProgramLog.LIBRARY, System.Logger.Level.WARNING, what, left);
            } finally {
                release(output);
            }
        }
    }

    /**
     * Gives each output its name, or does what the policy says. Whatever goes wrong is told, not thrown.
     *
     * @param outcome how FFmpeg ended
     */
    Settlement settle(Outcome outcome) {
        PartialOutput policy = job.partialOutput().orElse(PartialOutput.KEEP);
        List<OutputFate> fates = new ArrayList<>();
        Optional<OutputFault> fault = Optional.empty();
        try {
            for (StagedOutput output : outputs) {
                OutputSettling settling = new OutputSettling(output, policy, overwrite);
                fates.add(settling.settle(outcome));
                fault = fault.or(settling::fault);
            }
        } finally {
            release();
        }
        return new Settlement(fates, fault);
    }

    /** Whether no other run of this JVM writes to one of the final names. Files with numbers of their own have none. */
    boolean hasItsNames() {
        return hasItsNames;
    }

    /** Gives up the names, of a run that did not begin or that is over. */
    void release() {
        outputs.forEach(StagedOutputs::release);
    }

    private static void release(StagedOutput output) {
        NamesInUse.release(output);
        Abandonment.release(output.owner());
    }

    /**
     * What became of the outputs.
     *
     * @param fates of each that was written under a temporary name
     * @param fault the first thing that went wrong
     */
    record Settlement(List<OutputFate> fates, Optional<OutputFault> fault) {}

    /** A line of FFmpeg's with the names of the spec. */
    String inWordsOfTheSpec(String line) {
        String known = line;
        for (StagedOutput output : outputs) {
            known = output.inWordsOfTheSpec(known);
        }
        return known;
    }

    FFmpegEvent inWordsOfTheSpec(FFmpegEvent event) {
        if (outputs.isEmpty() || !(event instanceof OutputAnnounced announced)) {
            return event;
        }
        return new OutputAnnounced(
                announced.index(),
                announced.format(),
                inWordsOfTheSpec(announced.target()),
                announced.tags(),
                announced.streams(),
                announced.raw());
    }

    /** The outputs that have temporary names. */
    List<StagedOutput> outputs() {
        return outputs;
    }
}
