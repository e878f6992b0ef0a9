package io.github.asyncffmpeg.cli;

import io.github.asyncffmpeg.FFmpeg;
import io.github.asyncffmpeg.event.Progress;
import io.github.asyncffmpeg.pool.FFmpegPool;
import io.github.asyncffmpeg.run.FFmpegJob;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** asyncffmpeg's example on a real video: a copy and a smaller version of it, made at the same time. */
final class Quickstart {

    private static final int WORKERS = 3;
    private static final int WIDTH = 768;

    private final FFmpeg ffmpeg;
    private final Terminal terminal;
    private final PrintWriter out;
    private final PrintWriter err;

    Quickstart(FFmpeg ffmpeg, Terminal terminal, PrintWriter out, PrintWriter err) {
        this.ffmpeg = ffmpeg;
        this.terminal = terminal;
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
        copied.clear();
        scaled.clear();

        Map<FFmpegJob, Target> jobs = new LinkedHashMap<>();
        jobs.put(QuickstartJobs.copy(source.path(), streams, copied.path()), copied);
        jobs.put(QuickstartJobs.scale(source.path(), streams, WIDTH, source.height(), scaled.path()), scaled);
        return run(jobs);
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

    private int run(Map<FFmpegJob, Target> jobs) {
        List<RunningJob> running = new ArrayList<>();
        List<CompletableFuture<RunningJob.End>> shown = new ArrayList<>();
        List<RunningJob.End> ends = new ArrayList<>();
        List<ProgressBoard.Row> rows = jobs.entrySet().stream()
                .map(job -> new ProgressBoard.Row(
                        job.getValue().name(), job.getKey().name().orElse("")))
                .toList();
        StopReport report;
        try (FFmpegPool pool = ffmpeg.pool(WORKERS)) {
            jobs.forEach((job, target) -> running.add(new RunningJob(pool.enqueue(job), target)));
            ProgressBoard board = ProgressBoard.of(terminal, err, rows);
            report = new StopReport(running, board, err);
            report.arm();
            for (int i = 0; i < running.size(); i++) {
                int row = i;
                RunningJob job = running.get(row);
                job.task().on(Progress.class, progress -> board.progress(row, progress));
                shown.add(job.task().result().handle((result, error) -> {
                    RunningJob.End end = job.await();
                    board.ended(row, end.done(), end.elapsed());
                    return end;
                }));
            }
            shown.forEach(end -> ends.add(end.join()));
            if (report.disarm()) {
                board.close();
            } else {
                return ExitCode.FAILED; // the JVM is ending, with a code of its own
            }
        }
        return conclude(running, ends);
    }

    private int conclude(List<RunningJob> jobs, List<RunningJob.End> ends) {
        List<Summary.Made> made = new ArrayList<>();
        boolean allDone = true;
        for (int i = 0; i < jobs.size(); i++) {
            RunningJob.End end = ends.get(i);
            Target target = jobs.get(i).target();
            allDone &= end.done();
            if (end.done() || end.playable()) {
                made.add(new Summary.Made(target.name(), target.size(), end.length(), end.elapsed(), target.shown()));
            } else {
                target.discard();
            }
            if (!end.done()) {
                err.println("asyncffmpeg: " + end.trouble());
            }
        }
        err.flush();
        if (!made.isEmpty()) {
            Summary.lines(made).forEach(out::println);
            out.flush();
        }
        return allDone ? ExitCode.DONE : ExitCode.FAILED;
    }
}
