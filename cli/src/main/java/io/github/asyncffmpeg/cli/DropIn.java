package io.github.asyncffmpeg.cli;

import io.github.asyncffmpeg.FFmpeg;
import io.github.asyncffmpeg.cli.display.Display;
import io.github.asyncffmpeg.graph.StreamSpec;
import io.github.asyncffmpeg.internal.compile.CompiledCommand;
import io.github.asyncffmpeg.jobs.internal.batch.BatchOptions;
import io.github.asyncffmpeg.jobs.internal.event.BatchEvent;
import io.github.asyncffmpeg.jobs.internal.event.BatchEvent.JobFinished;
import io.github.asyncffmpeg.jobs.internal.plan.FileTargets;
import io.github.asyncffmpeg.jobs.internal.plan.Plan;
import io.github.asyncffmpeg.jobs.internal.plan.PlannedJob;
import io.github.asyncffmpeg.jobs.internal.plan.PlannedJob.Retries;
import io.github.asyncffmpeg.run.FFmpegJob;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/**
 * {@code asyncffmpeg -- ffmpeg-arguments…}: in the place of {@code ffmpeg}, with its exit code, its stdin and its stdout.
 * It writes where FFmpeg would, and knows no policy for partial outputs: a broken file is left as FFmpeg leaves it.
 */
final class DropIn {

    private static final String ID = "ffmpeg";

    private final FFmpeg ffmpeg;
    private final DisplayMixin shown;
    private volatile OptionalInt exitCode = OptionalInt.empty();

    DropIn(FFmpeg ffmpeg, DisplayMixin shown) {
        this.ffmpeg = ffmpeg;
        this.shown = shown;
    }

    /**
     * Runs it.
     *
     * @param job what FFmpeg does, without its standard streams
     * @return FFmpeg's exit code, or that of a signal; 2 if it was not started
     */
    int run(FFmpegJob job, PrintWriter err) throws CannotStart {
        CompiledCommand command = CompiledCommand.of(job.spec());
        if ("-".equals(shown.events) && command.mayWriteStdout()) {
            throw new CannotStart("FFmpeg may write media to stdout, so events cannot go there: give --events a file.");
        }
        Path here = Path.of("").toAbsolutePath();
        PlannedJob planned = new PlannedJob(
                ID,
                job.inheritStdin(true).inheritStdout(true),
                FileTargets.inputs(command, here),
                FileTargets.outputs(command, here),
                FileTargets.series(command, here),
                Set.of(),
                Map.of(),
                Retries.NONE);
        Plan plan = new Plan(ID, here, List.of(planned), Map.of());
        Display display = shown.ofOneJob(err);
        Session session = new Session(ffmpeg, display);
        try {
            session.events(shown.events);
            session.listener(this::remember);
            int ending = session.run(plan, BatchOptions.ofOneLikeFFmpeg());
            boolean signal = ending > ExitCode.NOTHING_STARTED;
            if (signal || ending == ExitCode.DONE) {
                return ending;
            }
            int own = exitCode.orElse(ExitCode.NOTHING_STARTED);
            return own == 0 ? ExitCode.FAILED : own; // 7.1 and later say 0 of an output that they did not write
        } finally {
            session.close();
        }
    }

    private void remember(BatchEvent event) {
        if (event instanceof JobFinished finished) {
            exitCode = finished.exitCode();
        }
    }

    /** A job of arguments as they were typed. */
    static FFmpegJob job(List<String> arguments) {
        return FFmpegJob.of(StreamSpec.ofArguments(arguments));
    }
}
