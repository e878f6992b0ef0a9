package io.github.asyncffmpeg.internal.engine;

import io.github.asyncffmpeg.internal.compile.CompiledCommand;
import io.github.asyncffmpeg.internal.process.ProgramLog;
import io.github.asyncffmpeg.media.MediaTarget;
import io.github.asyncffmpeg.run.FFmpegJob;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The sources and sinks of a job, for whoever must tell them that nothing comes of it. Stateless. */
final class ProgramMedia {

    private ProgramMedia() {}

    /** Tells all that the run is over. */
    static void tellTheEnd(FFmpegJob job, @Nullable Throwable failure) {
        tellTheEnd(CompiledCommand.targets(job.spec()), failure);
    }

    /** Tells those among some targets. */
    static void tellTheEnd(List<MediaTarget> targets, @Nullable Throwable failure) {
        for (MediaTarget target : targets) {
            try {
                if (target instanceof MediaTarget.FromProgram program) {
                    program.source().runEnded(failure);
                } else if (target instanceof MediaTarget.ToProgram program) {
                    program.sink().runEnded(failure);
                }
            } catch (RuntimeException | Error fault) {
                String what = "the end of a run was not told to " + target;
                ProgramLog.log(ProgramLog.LIBRARY, System.Logger.Level.ERROR, what, fault);
            }
        }
    }
}
