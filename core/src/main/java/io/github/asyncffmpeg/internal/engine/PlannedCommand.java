package io.github.asyncffmpeg.internal.engine;

import io.github.asyncffmpeg.internal.compile.CommandEdits;
import io.github.asyncffmpeg.internal.compile.CompiledCommand;
import io.github.asyncffmpeg.internal.staging.ListedFolders;
import io.github.asyncffmpeg.internal.staging.PartialFates;
import io.github.asyncffmpeg.internal.staging.StagedOutputs;
import io.github.asyncffmpeg.run.FFmpegJob;
import java.time.LocalDateTime;
import java.time.ZoneId;

/**
 * The command of one run, as its user knows it and as FFmpeg is told it. All that a run changes of a spec is gathered
 * first and made in one edit, because each edit reads the whole command again.
 *
 * @param named the command of the spec, with the names of this run in it; the names that stay, not the temporary ones
 * @param told the command that FFmpeg gets
 * @param staged the outputs that have temporary names
 * @param ports the inputs and outputs that are code of this program
 */
record PlannedCommand(CompiledCommand named, CompiledCommand told, StagedOutputs staged, PortPlan ports) {

    /**
     * Plans.
     *
     * @param job the job, with its limits
     * @param spec the command of its spec
     * @param files gives out names
     */
    static PlannedCommand of(FFmpegJob job, CompiledCommand spec, RunFiles files) {
        CommandEdits limits = WriteLimits.edits(job.limits(), spec);
        if (job.untrusted().isPresent()) {
            limits = limits.and(UntrustedInputs.edits(job, spec));
        }
        CommandEdits names = names(job, spec);
        CompiledCommand named = spec.edited(names); // its segments and lists are looked at under these names
        PartialFates policy =
                job.partialOutput().isPresent() ? Fates.of(job.partialOutput().get()) : null;
        StagedOutputs staged =
                StagedOutputs.of(job.toString(), policy, job.directory().orElse(null), named);
        PortPlan ports = PortPlan.of(job.toString(), named, isStdoutFree(job, named), files);
        CommandEdits moved = staged.edits().and(ports.edits());
        boolean onlyNamed = limits.isEmpty() && moved.isEmpty();
        CompiledCommand told = onlyNamed ? named : spec.edited(limits.and(names).and(moved));
        return new PlannedCommand(named, told, staged, ports);
    }

    /** Names that no earlier run has used, if the job says so. */
    private static CommandEdits names(FFmpegJob job, CompiledCommand spec) {
        return job.numberedOutputs()
                ? ListedFolders.freeNames(spec, job.directory().orElse(null), LocalDateTime.now(ZoneId.systemDefault()))
                : CommandEdits.none();
    }

    private static boolean isStdoutFree(FFmpegJob job, CompiledCommand command) {
        return job.captureStdout().isEmpty() && !command.mayWriteStdout();
    }
}
