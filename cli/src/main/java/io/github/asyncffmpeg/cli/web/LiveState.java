package io.github.asyncffmpeg.cli.web;

import io.github.asyncffmpeg.jobs.internal.event.BatchEvent;
import io.github.asyncffmpeg.jobs.internal.event.BatchEvent.BatchFinished;
import io.github.asyncffmpeg.jobs.internal.event.BatchEvent.BatchStarted;
import io.github.asyncffmpeg.jobs.internal.event.BatchEvent.BatchStopping;
import io.github.asyncffmpeg.jobs.internal.event.BatchEvent.JobFinished;
import io.github.asyncffmpeg.jobs.internal.event.BatchEvent.JobLog;
import io.github.asyncffmpeg.jobs.internal.event.BatchEvent.JobPlanned;
import io.github.asyncffmpeg.jobs.internal.event.BatchEvent.JobProgress;
import io.github.asyncffmpeg.jobs.internal.event.BatchEvent.JobRetrying;
import io.github.asyncffmpeg.jobs.internal.event.BatchEvent.JobRunning;
import io.github.asyncffmpeg.jobs.internal.event.BatchEvent.JobStarted;
import io.github.asyncffmpeg.jobs.internal.event.BatchEvent.OfJob;
import io.github.asyncffmpeg.jobs.internal.event.BatchEvent.Trouble;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How the batch is now. Each change has a number; who has seen changes up to one of them is told what is different since:
 * so what is kept grows with the jobs and not with the events, and nobody who is slow holds up anybody. Safe for any
 * thread.
 */
final class LiveState {

    private final Map<String, LiveJob> byId = new HashMap<>();
    private final List<LiveJob> jobs = new ArrayList<>();
    private @Nullable BatchStarted start;
    private @Nullable BatchStopping stopping;
    private @Nullable BatchFinished finish;
    private long changes;
    private long batchChanged;
    private boolean closed;

    synchronized void take(BatchEvent event) {
        changes++;
        if (event instanceof OfJob ofJob) {
            LiveJob job = byId.computeIfAbsent(ofJob.job(), id -> {
                LiveJob added = new LiveJob(id, jobs.size());
                jobs.add(added);
                return added;
            });
            job.changed = changes;
            if (!(event instanceof JobProgress)) {
                job.restated = changes;
            }
            take(job, ofJob);
        } else {
            batchChanged = changes;
            if (event instanceof BatchStarted started) {
                start = started;
            } else if (event instanceof BatchStopping stop) {
                stopping = stop;
            } else if (event instanceof BatchFinished finished) {
                finish = finished;
            }
        }
        // Progress alone wakes nobody: a page is told of it at its next turn.
        if (!(event instanceof JobProgress) && !(event instanceof JobPlanned)) {
            notifyAll();
        }
    }

    private static void take(LiveJob job, OfJob event) {
        if (event instanceof JobStarted started) {
            job.status = "running";
            job.attempt = started.attempt();
            job.started = started.time();
            job.progress = null;
            job.sentence = null;
        } else if (event instanceof JobRunning) {
            job.status = "running";
        } else if (event instanceof JobProgress progress) {
            job.progress = progress;
        } else if (event instanceof JobLog log) {
            job.addToLog(log.level() + ": " + log.line());
        } else if (event instanceof JobRetrying retrying) {
            job.status = "pausing";
            job.sentence = retrying.trouble().sentence();
        } else if (event instanceof JobFinished finished) {
            job.status = finished.status().word();
            job.finished = finished;
            job.sentence = finished.trouble().map(Trouble::sentence).orElse(null);
            finished.trouble().map(Trouble::logTail).orElse(List.of()).forEach(job::addToLog);
        }
    }

    /** The number of the newest change. */
    synchronized long changes() {
        return changes;
    }

    /**
     * What is different, as JSON. It is written outside the lock: the batch waits no longer than it takes to copy.
     *
     * @param since the number of the newest change that was seen; 0 for none, and one that never was counts as none
     */
    String since(long since) {
        LiveJson json;
        List<LiveJob> different = new ArrayList<>();
        long seen;
        synchronized (this) {
            seen = since > changes ? 0 : since;
            json = new LiveJson(seen == 0);
            if (batchChanged > seen) {
                json.batch(start, stopping, finish);
            }
            for (LiveJob job : jobs) {
                if (job.changed > seen) {
                    different.add(job.copy());
                }
            }
        }
        json.jobs(different, seen);
        return json.end();
    }

    synchronized Optional<String> log(int number) {
        return number < 0 || number >= jobs.size() ? Optional.empty() : Optional.of(LiveJson.log(jobs.get(number)));
    }

    synchronized Optional<String> id(int number) {
        return number < 0 || number >= jobs.size() ? Optional.empty() : Optional.of(jobs.get(number).id);
    }

    synchronized void close() {
        closed = true;
        notifyAll();
    }

    synchronized boolean isClosed() {
        return closed;
    }

    /**
     * Waits for something new, in milliseconds: at least so long, so that many changes are one message, but for the end;
     * and at most so long. Progress alone ends no wait.
     */
    synchronized void await(long seen, long least, long most) throws InterruptedException {
        long begin = System.nanoTime();
        long waited = 0;
        while (!closed && waited < (changes > seen ? least : most)) {
            wait((waited < least ? least : most) - waited);
            waited = (System.nanoTime() - begin) / 1_000_000;
        }
    }
}
