package io.github.asyncffmpeg.jobs.internal.plan;

import io.github.asyncffmpeg.error.FFmpegSpecException;
import io.github.asyncffmpeg.graph.StreamSpec;
import io.github.asyncffmpeg.internal.compile.CompiledCommand;
import io.github.asyncffmpeg.internal.compile.OutputForm;
import io.github.asyncffmpeg.jobs.internal.plan.PlannedJob.Retries;
import io.github.asyncffmpeg.run.FFmpegJob;
import io.github.asyncffmpeg.run.ResourceLimits;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

/** Makes a planned job out of a spec and settings. Looks at no disk. */
public final class JobAssembly {

    private JobAssembly() {}

    /**
     * Makes one.
     *
     * @param id its id, not blank
     * @param spec what FFmpeg does
     * @param settings how it is run; without a word about partial outputs they get a marked name, where that can be
     * @param directory where relative names begin, absolute
     * @param needs the ids of the jobs that come before it
     * @throws FFmpegSpecException when the spec cannot be a command, or a setting is out of its range
     */
    public static PlannedJob job(String id, StreamSpec spec, JobSettings settings, Path directory, Set<String> needs) {
        StreamSpec whole = Boolean.TRUE.equals(settings.overwrite()) ? spec.overwrite() : spec;
        CompiledCommand command = CompiledCommand.of(whole);
        checkValues(command);
        FFmpegJob job = FFmpegJob.of(whole).name(id).directory(directory).limits(limits(settings.limits()));
        if (settings.timeout() != null) {
            job = job.timeout(settings.timeout());
        }
        if (settings.stallTimeout() != null) {
            job = job.stallTimeout(settings.stallTimeout());
        }
        if (settings.grace() != null) {
            job = job.timeToForceTermination(settings.grace());
        }
        if (settings.priority() != null) {
            job = job.priority(settings.priority());
        }
        for (Map.Entry<String, String> variable : settings.environment().entrySet()) {
            job = job.environment(variable.getKey(), variable.getValue());
        }
        Partial partial = partial(settings, command);
        if (partial.policy().isPresent()) {
            job = job.partialOutput(partial.policy().get());
        }
        return new PlannedJob(
                id,
                job,
                FileTargets.inputs(command, directory),
                FileTargets.outputs(command, directory),
                FileTargets.series(command, directory),
                needs,
                settings.uses(),
                retries(settings));
    }

    /** An option that lacks its value takes what follows for it, an output above all. */
    private static void checkValues(CompiledCommand command) {
        CompiledCommand read = CompiledCommand.of(StreamSpec.ofArguments(command.arguments()));
        if (read.outputs().size() != command.outputs().size()
                || read.inputs().size() != command.inputs().size()) {
            throw new FFmpegSpecException("an option without a value would take the file after it for its value;"
                    + " give each option a value, and true to those that take none");
        }
    }

    /** The same job with another id, after other jobs. */
    public static PlannedJob named(PlannedJob job, String id, Set<String> needs) {
        return new PlannedJob(
                id, job.job().name(id), job.inputs(), job.outputs(), job.series(), needs, job.uses(), job.retries());
    }

    private static Partial partial(JobSettings settings, CompiledCommand command) {
        boolean unknownNames = false;
        for (int i = 0; i < command.outputs().size(); i++) {
            unknownNames |= command.outputForm(i) == OutputForm.OTHER;
        }
        Partial said = settings.partial();
        if (said == null) {
            return unknownNames ? Partial.NONE : Partial.MARK;
        }
        if (unknownNames && said != Partial.NONE) {
            throw new FFmpegSpecException(
                    "only the muxer knows the names of the files this job writes (tee and the like),"
                            + " so they cannot get temporary names first; write partial: none");
        }
        return said;
    }

    private static Retries retries(JobSettings settings) {
        Integer most = settings.retries();
        Set<io.github.asyncffmpeg.error.FailureKind> kinds = settings.retryOn();
        return most == null || most == 0 ? Retries.NONE : new Retries(most, kinds == null ? Set.of() : kinds);
    }

    private static ResourceLimits limits(JobSettings.Limits said) {
        ResourceLimits limits = ResourceLimits.none();
        if (said.niceness() != null) {
            limits = limits.niceness(said.niceness());
        }
        Integer io = said.ioPriority();
        if (io != null) {
            limits = io == JobSettings.Limits.IDLE ? limits.ioIdle() : limits.ioPriority(io);
        }
        if (said.threads() != null) {
            limits = limits.threads(said.threads());
        }
        if (said.memory() != null) {
            limits = limits.memory(said.memory());
        }
        if (said.maxOutputSize() != null) {
            limits = limits.maxOutputSize(said.maxOutputSize());
        }
        if (said.maxOutputDuration() != null) {
            limits = limits.maxOutputDuration(said.maxOutputDuration());
        }
        return limits;
    }
}
