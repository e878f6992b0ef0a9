package io.github.asyncffmpeg.jobs.internal.batch;

import io.github.asyncffmpeg.event.Dropped;
import io.github.asyncffmpeg.event.Ended;
import io.github.asyncffmpeg.event.FFmpegEvent;
import io.github.asyncffmpeg.event.InputAnnounced;
import io.github.asyncffmpeg.event.LogLevel;
import io.github.asyncffmpeg.event.LogLine;
import io.github.asyncffmpeg.event.Progress;
import io.github.asyncffmpeg.event.SegmentFinished;
import io.github.asyncffmpeg.event.Started;
import io.github.asyncffmpeg.event.StreamsMapped;
import io.github.asyncffmpeg.jobs.internal.event.BatchEvent;
import io.github.asyncffmpeg.jobs.internal.event.BatchEvent.JobLog;
import io.github.asyncffmpeg.jobs.internal.event.BatchEvent.JobProgress;
import io.github.asyncffmpeg.jobs.internal.event.BatchEvent.JobRunning;
import io.github.asyncffmpeg.jobs.internal.event.BatchEvent.JobSegment;
import io.github.asyncffmpeg.pool.FFmpegTask;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * What the events of one run are to a batch. They are delivered a little later than they happen: what comes after the end
 * of the run is left out, so that an end is the last thing told of a job.
 */
public final class JobNews {

    /** Of one attempt, of warnings the first and of others the last; its trouble has the end of the log in any case. */
    private static final int MOST_LINES = 100;

    /** Events come within milliseconds. Whoever gets none after this long gets none. */
    private static final long LATEST = 5;

    private final String job;
    private final StreamNews streams;
    private final LogChoice choice;
    private final boolean all;
    private final Consumer<BatchEvent> told;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();

    /** Guarded by this, all below. */
    private final Deque<JobLog> results = new ArrayDeque<>();

    private boolean running;
    private boolean over;
    private int lines;

    /**
     * News of one attempt.
     *
     * @param job its id
     * @param streams what becomes of the streams of its inputs
     * @param choice which lines of its log are told
     * @param all whether all of these are, at once; otherwise a number that an events file can hold
     * @param told takes them
     */
    public JobNews(String job, StreamNews streams, LogChoice choice, boolean all, Consumer<BatchEvent> told) {
        this.job = job;
        this.streams = streams;
        this.choice = choice;
        this.all = all;
        this.told = told;
    }

    void follow(FFmpegTask task) {
        task.on(FFmpegEvent.class, this::on);
    }

    /** Takes one event of the run, in its turn. */
    public void on(FFmpegEvent event) {
        if (event instanceof Progress progress) {
            progress(progress);
        } else if (event instanceof LogLine line) {
            log(line);
        } else if (event instanceof Started started) {
            running(started);
        } else if (event instanceof InputAnnounced || event instanceof StreamsMapped) {
            streams(event);
        } else if (event instanceof SegmentFinished segment) {
            segment(segment);
        } else if (event instanceof Dropped dropped) {
            dropped(dropped);
        } else if (event instanceof Ended) {
            ended.complete(null);
        }
    }

    /**
     * Waits for what the run still has to say, without a thread.
     *
     * @param task has ended
     * @param then is called once, when nothing more is told but that the job is over
     */
    public void end(FFmpegTask task, Runnable then) {
        if (task.process().isEmpty()) { // it never ran
            ended.complete(null);
        }
        ended.completeOnTimeout(null, LATEST, TimeUnit.SECONDS).whenComplete((nothing, never) -> {
            end(task);
            then.run();
        });
    }

    private synchronized void end(FFmpegTask task) {
        task.process().ifPresent(process -> {
            if (!running) {
                running = true;
                told.accept(new JobRunning(Instant.now(), job, process.pid(), process.command()));
            }
        });
        results.forEach(told);
        results.clear();
        over = true;
    }

    private synchronized void running(Started started) {
        if (!over && !running) {
            running = true;
            told.accept(new JobRunning(Instant.now(), job, started.pid(), started.command()));
        }
    }

    private synchronized void streams(FFmpegEvent event) {
        if (!over) {
            streams.on(event).ifPresent(told);
        }
    }

    private synchronized void segment(SegmentFinished segment) {
        if (!over) {
            told.accept(new JobSegment(
                    Instant.now(), job, segment.output(), segment.file().toAbsolutePath()));
        }
    }

    private synchronized void progress(Progress progress) {
        if (!over) {
            told.accept(new JobProgress(
                    Instant.now(),
                    job,
                    progress.fraction(),
                    progress.outTime(),
                    progress.fps(),
                    progress.speed(),
                    progress.totalSize(),
                    progress.timeLeft()));
        }
    }

    private synchronized void log(LogLine line) {
        if (over || !choice.tells(line)) {
            return;
        }
        JobLog log = new JobLog(Instant.now(), job, choice.level().name().toLowerCase(Locale.ROOT), choice.text(line));
        if (all) {
            told.accept(log);
        } else if (choice.level().isTrouble() && lines < MOST_LINES) {
            lines++;
            told.accept(log);
        } else if (choice.level() != LogLevel.WARNING) {
            results.add(log); // the last ones have the sums, and the reason of a failure
            if (results.size() > MOST_LINES) {
                results.remove();
            }
        }
    }

    /** Somebody who reads all of a log must know that he does not. */
    private synchronized void dropped(Dropped dropped) {
        if (!over && all) {
            String text = dropped.count() + " lines of the log came too fast and were left out";
            told.accept(new JobLog(Instant.now(), job, LogLevel.WARNING.name().toLowerCase(Locale.ROOT), text));
        }
    }
}
