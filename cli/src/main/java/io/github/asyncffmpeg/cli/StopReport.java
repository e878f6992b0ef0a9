package io.github.asyncffmpeg.cli;

import io.github.asyncffmpeg.cli.words.Words;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Says what is kept when Ctrl+C or SIGTERM ends the program. The library stops FFmpeg in a shutdown hook of its own, at
 * the same time; this one only looks on.
 */
final class StopReport {

    /** Under the 8 s after which the library kills: this must not be what the end of the JVM waits for. */
    private static final long LIMIT = TimeUnit.MILLISECONDS.toNanos(7_500);

    private final List<RunningJob> jobs;
    private final ProgressBoard board;
    private final PrintWriter err;
    private final Thread hook = new Thread(this::report, "asyncffmpeg-cli-stop-report");

    StopReport(List<RunningJob> jobs, ProgressBoard board, PrintWriter err) {
        this.jobs = List.copyOf(jobs);
        this.board = board;
        this.err = err;
    }

    /** From now on it reports. */
    void arm() {
        try {
            Runtime.getRuntime().addShutdownHook(hook);
        } catch (IllegalStateException alreadyEnding) {
            board.close();
        }
    }

    /**
     * Ends its watch.
     *
     * @return {@code false} when the JVM is ending: the report is its, not the caller's
     */
    boolean disarm() {
        try {
            return Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException ending) {
            return false;
        }
    }

    private void report() {
        board.close();
        long deadline = System.nanoTime() + LIMIT;
        for (RunningJob job : jobs) {
            err.println(sentence(job, deadline - System.nanoTime()));
            err.flush();
        }
    }

    private static String sentence(RunningJob job, long nanos) {
        try {
            job.task().result().handle((result, error) -> true).get(Math.max(0, nanos), TimeUnit.NANOSECONDS);
        } catch (TimeoutException slow) {
            return "stopping; FFmpeg still writes " + job.target().shown();
        } catch (Exception unexpected) {
            return "stopped: " + job.target().shown();
        }
        RunningJob.End end = job.await();
        if (end.done()) {
            return "done: " + job.target().shown();
        }
        if (end.playable()) {
            return "stopped, " + Words.time(end.length()) + " kept: "
                    + job.target().shown();
        }
        job.target().discard();
        return "stopped before there was anything to keep: " + job.target().name();
    }
}
