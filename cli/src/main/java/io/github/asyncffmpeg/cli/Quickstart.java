package io.github.asyncffmpeg.cli;

import io.github.asyncffmpeg.FFmpeg;
import io.github.asyncffmpeg.jobs.internal.batch.BatchOptions;
import io.github.asyncffmpeg.jobs.internal.event.BatchEvent;
import io.github.asyncffmpeg.jobs.internal.event.BatchEvent.JobFinished;
import io.github.asyncffmpeg.jobs.internal.plan.Plan;
import io.github.asyncffmpeg.jobs.internal.plan.PlannedJob;
import io.github.asyncffmpeg.jobs.internal.plan.PlannedJob.Retries;
import io.github.asyncffmpeg.jobs.internal.words.Words;
import io.github.asyncffmpeg.run.FFmpegJob;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.concurrent.ConcurrentSkipListSet;

/** asyncffmpeg's example on a real video: a copy and a smaller version of it, made at the same time. */
final class Quickstart {

    private static final int WORKERS = 3;
    private static final int WIDTH = 768;

    private final FFmpeg ffmpeg;
    private final DisplayMixin shown;
    private final PrintWriter out;
    private final PrintWriter err;

    /** What was made, in the order of names. Told by one thread at a time, and read when the last has ended. */
    private final SortedSet<Path> made = new ConcurrentSkipListSet<>();

    Quickstart(FFmpeg ffmpeg, DisplayMixin shown, PrintWriter out, PrintWriter err) {
        this.ffmpeg = ffmpeg;
        this.shown = shown;
        this.out = out;
        this.err = err;
    }

    /**
     * Makes the two files.
     *
     * @return the exit code
     * @throws CannotStart if nothing was started
     */
    int run(SourceFile source) throws CannotStart {
        Target copied = Target.inCurrentFolder("output1.mp4", source);
        Target scaled = Target.inCurrentFolder("output2.mp4", source);
        SourceStreams streams = SourceStreams.of(ffmpeg, source.path(), source.shownAs());
        if (streams.of(SourceStreams.Kind.VIDEO).isEmpty()) {
            throw new CannotStart(source.shownAs() + " has no video, so there is nothing to scale.");
        }
        tellWhatIsLeftOut(streams);
        FFmpegJob copy = QuickstartJobs.copy(source.path(), streams, copied.path());
        FFmpegJob scale = QuickstartJobs.scale(source.path(), streams, WIDTH, source.height(), scaled.path());
        int exitCode = run(new Plan(
                "quickstart",
                Path.of("").toAbsolutePath(),
                List.of(planned(copy, source, copied), planned(scale, source, scaled)),
                Map.of()));
        made.forEach(file -> out.println(Words.name(file.toString())));
        out.flush();
        return exitCode;
    }

    private static PlannedJob planned(FFmpegJob job, SourceFile source, Target target) {
        return new PlannedJob(
                target.name(), job, List.of(source.path()), List.of(target.path()), Set.of(), Map.of(), Retries.NONE);
    }

    private void tellWhatIsLeftOut(SourceStreams streams) {
        List<SourceStreams.Stream> pictures = streams.of(SourceStreams.Kind.PICTURE_SUBTITLE);
        if (!pictures.isEmpty()) {
            err.println("Left out, because these subtitles are pictures, which an mp4 cannot hold: "
                    + String.join(
                            ", ",
                            pictures.stream()
                                    .map(s -> "stream " + s.index() + " (" + s.codec() + ")")
                                    .toList()));
        }
    }

    private int run(Plan plan) throws CannotStart {
        Session session = new Session(ffmpeg, shown.ofBatch(err));
        try {
            session.events(shown.events);
            session.listener(this::remember);
            return session.run(plan, BatchOptions.ofSlots(WORKERS));
        } finally {
            session.close();
        }
    }

    private void remember(BatchEvent event) {
        if (event instanceof JobFinished finished) {
            finished.outputs().forEach(output -> made.add(output.file()));
        }
    }
}
