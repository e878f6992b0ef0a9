package io.github.asyncffmpeg.cli.batch;

import io.github.asyncffmpeg.cli.event.BatchEvent;
import io.github.asyncffmpeg.cli.event.BatchEvent.JobLog;
import io.github.asyncffmpeg.cli.event.BatchEvent.JobProgress;
import io.github.asyncffmpeg.cli.event.BatchEvent.JobRunning;
import io.github.asyncffmpeg.event.FFmpegEvent;
import io.github.asyncffmpeg.event.InputAnnounced;
import io.github.asyncffmpeg.event.LogLevel;
import io.github.asyncffmpeg.event.LogLine;
import io.github.asyncffmpeg.event.Progress;
import io.github.asyncffmpeg.event.Started;
import io.github.asyncffmpeg.event.StreamsMapped;
import io.github.asyncffmpeg.pool.FFmpegTask;
import java.time.Instant;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * What the events of one run are to a batch. They are delivered a little later than they happen: what comes after the end
 * of the run is left out, so that an end is the last thing told of a job.
 */
final class JobNews {

    /** Of one attempt; its trouble has the end of the log in any case. */
    private static final int MOST_LINES = 100;

    private final String job;
    private final StreamNews streams;
    private final Consumer<BatchEvent> told;

    /** Guarded by this, all below. */
    private boolean running;

    private boolean over;
    private int lines;

    JobNews(String job, StreamNews streams, Consumer<BatchEvent> told) {
        this.job = job;
        this.streams = streams;
        this.told = told;
    }

    void follow(FFmpegTask task) {
        task.on(Started.class, started -> running(started.pid(), started));
        task.on(Progress.class, this::progress);
        task.on(LogLine.class, this::log);
        task.on(InputAnnounced.class, this::streams);
        task.on(StreamsMapped.class, this::streams);
    }

    /** The run has ended: nothing more is told, but that it ran, if that is not told yet. */
    void end(FFmpegTask task) {
        task.process().ifPresent(process -> {
            synchronized (this) {
                if (!running) {
                    running = true;
                    told.accept(new JobRunning(Instant.now(), job, process.pid(), process.command()));
                }
            }
        });
        synchronized (this) {
            over = true;
        }
    }

    private synchronized void running(long pid, Started started) {
        if (!over && !running) {
            running = true;
            told.accept(new JobRunning(Instant.now(), job, pid, started.command()));
        }
    }

    private synchronized void streams(FFmpegEvent event) {
        if (!over) {
            streams.on(event).ifPresent(told);
        }
    }

    private synchronized void progress(Progress progress) {
        if (!over && !progress.last()) {
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
        if (!over && line.level().compareTo(LogLevel.WARNING) <= 0 && lines++ < MOST_LINES) {
            told.accept(new JobLog(Instant.now(), job, line.level().name().toLowerCase(Locale.ROOT), line.raw()));
        }
    }
}
