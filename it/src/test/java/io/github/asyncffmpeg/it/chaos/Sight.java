package io.github.asyncffmpeg.it.chaos;

import io.github.asyncffmpeg.error.Outcome;
import io.github.asyncffmpeg.error.StopReason;
import io.github.asyncffmpeg.event.Ended;
import io.github.asyncffmpeg.event.FFmpegEvent;
import io.github.asyncffmpeg.event.LogLine;
import io.github.asyncffmpeg.event.Progress;
import io.github.asyncffmpeg.event.Started;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** What a host sees of a run: it writes it down, and knows which moments have come. Safe for any thread. */
final class Sight {

    private static final int MOST_LOG_LINES = 200;

    private final CaseLog log;
    private final CountDownLatch started = new CountDownLatch(1);
    private final CountDownLatch output = new CountDownLatch(1);
    private final CountDownLatch trailer = new CountDownLatch(1);
    private final CountDownLatch end = new CountDownLatch(1);
    private volatile long pid = -1;

    /** The listener's own. */
    private int logLines;

    Sight(CaseLog log) {
        this.log = log;
    }

    void event(FFmpegEvent event) {
        if (event instanceof Started s) {
            pid = s.pid();
            log.line("ffmpeg " + s.pid() + " " + s.raw());
            started.countDown();
        } else if (event instanceof Progress p) {
            log.line("progress " + p.frame().orElse(0) + " "
                    + p.outTime().map(time -> time.toNanos() / 1000).orElse(0L) + (p.last() ? " last" : ""));
            if (p.hasOutput()) {
                output.countDown();
            }
        } else if (event instanceof LogLine l) {
            if (l.message().contains("Starting second pass")) {
                trailer.countDown();
            }
            if (l.level().isTrouble() && logLines++ < MOST_LOG_LINES) {
                log.line("log " + l.message());
            }
        } else if (event instanceof Ended e) {
            log.line("ended " + words(e.outcome()) + " exit " + e.exitCode());
        }
    }

    /** The run is over, or never was: no moment is waited for any more. */
    void end() {
        started.countDown();
        output.countDown();
        trailer.countDown();
        end.countDown();
    }

    /** Waits for what a moment is counted from. */
    void await(Moment moment) {
        CountDownLatch latch = switch (moment) {
            case AT_ONCE -> null;
            case OPENING, NEAR_THE_END -> started;
            case FIRST_PROGRESS, MIDDLE -> output;
            case TRAILER -> trailer;
            case AFTER_THE_END -> end;
        };
        if (latch != null && !await(latch, Duration.ofSeconds(40))) {
            log.line("problem the moment did not come in 40 s");
        }
    }

    /** Waits for the end of the run, for some time. */
    void awaitEnd(Duration most) {
        await(end, most);
    }

    private static boolean await(CountDownLatch latch, Duration most) {
        try {
            return latch.await(most.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** The process id of FFmpeg, once it has one. */
    long awaitPid() {
        await(Moment.OPENING);
        return pid;
    }

    boolean isOver() {
        return end.getCount() == 0;
    }

    /** An outcome as {@link CaseRecord.Told} reads it. */
    static String words(Outcome outcome) {
        if (outcome instanceof Outcome.Stopped s) {
            return words("Stopped", s.reason(), s.finalised());
        }
        if (outcome instanceof Outcome.TimedOut t) {
            return words("TimedOut", t.reason(), t.finalised());
        }
        if (outcome instanceof Outcome.Killed k) {
            return words("Killed", k.reason(), false);
        }
        return outcome.getClass().getSimpleName() + " - " + outcome.finalised();
    }

    private static String words(String kind, StopReason reason, boolean finalised) {
        return kind + " " + reason + " " + finalised;
    }
}
