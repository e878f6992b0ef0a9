package io.github.asyncffmpeg.cli.display;

import io.github.asyncffmpeg.jobs.internal.event.BatchEvent.BatchStarted;
import io.github.asyncffmpeg.jobs.internal.event.BatchEvent.JobFinished;
import io.github.asyncffmpeg.jobs.internal.event.BatchEvent.JobLog;
import io.github.asyncffmpeg.jobs.internal.event.BatchEvent.JobPlanned;
import io.github.asyncffmpeg.jobs.internal.event.BatchEvent.JobProgress;
import io.github.asyncffmpeg.jobs.internal.event.BatchEvent.JobRetrying;
import io.github.asyncffmpeg.jobs.internal.event.BatchEvent.JobStarted;
import io.github.asyncffmpeg.jobs.internal.event.BatchEvent.JobStreams;
import io.github.asyncffmpeg.jobs.internal.event.JobStatus;
import io.github.asyncffmpeg.jobs.internal.words.Words;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

/**
 * How a batch stands. Each event costs the same however many jobs there are; what is shown costs by the jobs that run. For
 * one thread at a time.
 */
final class BatchView {

    /** A time left in the first seconds would be a guess. */
    private static final long SILENT = TimeUnit.SECONDS.toNanos(2);

    private final Map<String, JobView> open = new HashMap<>();

    /** By slot, so that a row stays where it is. */
    private final TreeSet<JobView> running = new TreeSet<>(BatchView::inOrder);

    private final Map<JobStatus, Integer> counts = new EnumMap<>(JobStatus.class);
    private final Pace pace = new Pace();
    private final TimeLeft timeLeft = new TimeLeft();

    private Optional<Path> directory = Optional.empty();
    private int jobs;
    private int slots = 1;
    private int over;
    private long begun;
    private boolean stopping;
    private double doneSeconds;
    private int done;

    private static int inOrder(JobView one, JobView other) {
        int slots = Integer.compare(one.slot(), other.slot());
        return slots == 0 ? one.id().compareTo(other.id()) : slots;
    }

    void started(BatchStarted event, long now) {
        directory = Optional.of(event.directory());
        jobs = event.jobs();
        slots = Math.max(1, event.slots());
        begun = now;
        pace.begin(now);
    }

    void planned(JobPlanned event) {
        job(event.job()).planned(event);
    }

    void started(JobStarted event, long now) {
        JobView job = job(event.job());
        running.remove(job); // before its slot changes
        job.started(event, now);
        running.add(job);
    }

    void progressed(JobProgress event, long now) {
        JobView job = open.get(event.job());
        if (job != null && running.contains(job)) {
            pace.add(job.progressed(event, now), now);
        }
    }

    void streams(JobStreams event) {
        job(event.job()).streams(event);
    }

    void logged(JobLog event) {
        JobView job = open.get(event.job());
        if (job != null) {
            job.logged(event);
        }
    }

    void retrying(JobRetrying event) {
        running.remove(job(event.job()));
    }

    /** It is over; what was known of it is given back, and forgotten. */
    JobView finished(JobFinished event, long now) {
        JobView job = job(event.job());
        running.remove(job);
        open.remove(event.job());
        over++;
        counts.merge(event.status(), 1, Integer::sum);
        event.media().ifPresent(media -> pace.add(job.reached(media), now));
        if (event.status() == JobStatus.DONE) {
            doneSeconds += Words.seconds(event.elapsed());
            done++;
        }
        return job;
    }

    void stopping() {
        stopping = true;
    }

    boolean isStopping() {
        return stopping;
    }

    private JobView job(String id) {
        return open.computeIfAbsent(id, JobView::new);
    }

    Collection<JobView> running() {
        return running;
    }

    /** Where the names in arguments of jobs begin, once that is told. */
    Optional<Path> directory() {
        return directory;
    }

    int jobs() {
        return Math.max(jobs, over + running.size());
    }

    int over() {
        return over;
    }

    int waiting() {
        return jobs() - over - running.size();
    }

    int count(JobStatus... statuses) {
        int count = 0;
        for (JobStatus status : statuses) {
            count += counts.getOrDefault(status, 0);
        }
        return count;
    }

    /** How much is over, 0 to 1: each job counts the same, as the length of one that has not begun is not known. */
    double fraction() {
        double sum = over;
        for (JobView job : running) {
            sum += Math.max(0, Math.min(1, job.fraction().orElse(0)));
        }
        return jobs() == 0 ? 0 : sum / jobs();
    }

    OptionalDouble speed(long now) {
        return pace.at(now);
    }

    Optional<Duration> timeLeft(long now) {
        boolean pointless = stopping || over >= jobs() || now - begun < SILENT;
        return timeLeft.at(now, pointless ? OptionalDouble.empty() : secondsLeft(now));
    }

    private OptionalDouble secondsLeft(long now) {
        OptionalDouble usual = done == 0 ? OptionalDouble.empty() : OptionalDouble.of(doneSeconds / done);
        double sum = 0;
        double elapsed = 0;
        double longest = 0;
        for (JobView job : running) {
            OptionalDouble left = job.left(now, usual);
            if (left.isEmpty()) {
                return left;
            }
            sum += left.getAsDouble();
            elapsed += job.elapsed(now);
            longest = Math.max(longest, left.getAsDouble());
        }
        if (waiting() > 0) {
            if (usual.isEmpty() && running.isEmpty()) {
                return usual;
            }
            // None is done yet: those that run will show how long one takes.
            sum += waiting() * usual.orElse((sum + elapsed) / Math.max(1, running.size()));
        }
        int atATime = Math.max(1, Math.min(slots, waiting() + running.size()));
        return OptionalDouble.of(Math.max(longest, sum / atATime));
    }
}
