package io.github.asyncffmpeg.internal.engine;

import io.github.asyncffmpeg.error.FFmpegStartException;
import io.github.asyncffmpeg.error.Outcome;
import io.github.asyncffmpeg.internal.compile.CompiledCommand;
import io.github.asyncffmpeg.internal.staging.LeftoverSweep;
import io.github.asyncffmpeg.internal.staging.OutputPlaces;
import io.github.asyncffmpeg.internal.staging.PartialFates;
import io.github.asyncffmpeg.run.FFmpegJob;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** What a job has done to files before FFmpeg starts, beside it. A job that asks for none of it costs nothing. Stateless. */
final class FileWork {

    private FileWork() {}

    /**
     * Does what the job says.
     *
     * @param job the job
     * @param sweep what the runner has swept
     * @return the end, if there is nothing left to do
     */
    static Optional<Conclusion> before(FFmpegJob job, LeftoverSweep sweep) {
        boolean skips = job.skipExisting() && !job.numberedOutputs();
        if (!skips && !job.makeFolders() && !job.sweepLeftovers()) {
            return Optional.empty();
        }
        OutputPlaces places = places(job);
        if (skips && places.areAllThere()) {
            Outcome outcome = new Outcome.Skipped();
            return Optional.of(new Conclusion(outcome, NotStarted.result(outcome), null));
        }
        if (job.makeFolders()) {
            try {
                places.makeFolders();
            } catch (IOException e) {
                throw new FFmpegStartException(
                        job + " could not be started: the folder of an output cannot be made: " + e, List.of(), e);
            }
        }
        if (job.sweepLeftovers()) {
            PartialFates policy = job.partialOutput().map(Fates::of).orElse(null);
            places.folders().forEach(folder -> sweep.sweep(folder, LeftoverSweep.deletes(policy)));
        }
        return Optional.empty();
    }

    /** Whether a later attempt may overwrite: what will be in its way is what this one writes. */
    static boolean writesNothingOver(FFmpegJob job) {
        return !job.numberedOutputs() && places(job).areAllFree();
    }

    private static OutputPlaces places(FFmpegJob job) {
        return new OutputPlaces(CompiledCommand.of(job.spec()), job.directory().orElse(null));
    }
}
