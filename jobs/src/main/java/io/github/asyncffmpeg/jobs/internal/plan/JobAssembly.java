package io.github.asyncffmpeg.jobs.internal.plan;

import io.github.asyncffmpeg.error.FFmpegSpecException;
import io.github.asyncffmpeg.error.FailureKind;
import io.github.asyncffmpeg.graph.StreamSpec;
import io.github.asyncffmpeg.internal.compile.CompiledCommand;
import io.github.asyncffmpeg.internal.compile.OutputForm;
import io.github.asyncffmpeg.jobs.internal.plan.PlannedJob.Retries;
import io.github.asyncffmpeg.run.FFmpegJob;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
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
        StreamSpec whole = settings.isOn(JobKey.OVERWRITE) ? spec.overwrite() : spec;
        CompiledCommand command = CompiledCommand.of(whole);
        checkValues(command);
        // A batch does by itself what these three are for.
        JobSettings own = settings.with(JobKey.PARTIAL, partial(settings, command))
                .without(JobKey.RETRIES)
                .without(JobKey.MAKE_FOLDERS)
                .without(JobKey.SKIP_EXISTING);
        FFmpegJob job = SettingsOfJob.apply(own, FFmpegJob.of(whole).name(id).directory(directory));
        return new PlannedJob(
                id,
                job,
                FileTargets.inputs(command, directory),
                FileTargets.outputs(command, directory),
                FileTargets.series(command, directory),
                needs,
                settings.get(JobKey.USES).orElse(Map.of()),
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

    /** What is known of the files of a job that is all there. */
    public static PlannedJob of(String id, FFmpegJob job) {
        CompiledCommand command = CompiledCommand.of(job.spec());
        Path directory = job.directory().orElse(Path.of("")).toAbsolutePath();
        return new PlannedJob(
                id,
                job,
                FileTargets.inputs(command, directory),
                FileTargets.outputs(command, directory),
                FileTargets.series(command, directory),
                Set.of(),
                Map.of(),
                Retries.NONE);
    }

    /** The same job with another id, after other jobs. */
    public static PlannedJob named(PlannedJob job, String id, Set<String> needs) {
        return new PlannedJob(
                id,
                job.job().name(id),
                job.inputs(),
                job.outputs(),
                job.series(),
                needs,
                job.uses(),
                job.retries(),
                job.flow());
    }

    /**
     * What becomes of an output that is not whole: what was said, or what a file means that does not say it.
     *
     * @throws FFmpegSpecException when the spec cannot be a command
     */
    public static Partial partialOf(JobSettings settings, StreamSpec spec) {
        CompiledCommand command = CompiledCommand.of(spec);
        return settings.get(JobKey.PARTIAL).orElseGet(() -> partial(settings, command));
    }

    private static Partial partial(JobSettings settings, CompiledCommand command) {
        boolean unknownNames = false;
        for (int i = 0; i < command.outputs().size(); i++) {
            unknownNames |= command.outputForm(i) == OutputForm.OTHER;
        }
        Partial said = settings.get(JobKey.PARTIAL).orElse(null);
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
        int most = settings.get(JobKey.RETRIES).orElse(0);
        Optional<Set<FailureKind>> kinds = settings.get(JobKey.RETRY_ON);
        boolean never = most == 0 || kinds.filter(Set::isEmpty).isPresent();
        return never ? Retries.NONE : new Retries(most, kinds.orElse(Set.of()), settings.get(JobKey.RETRY_PAUSES));
    }
}
