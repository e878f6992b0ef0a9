package io.github.asyncffmpeg.cli.report;

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
import io.github.asyncffmpeg.jobs.internal.event.BatchEvent.JobStreams;
import io.github.asyncffmpeg.jobs.internal.event.BatchEvent.OfJob;
import io.github.asyncffmpeg.jobs.internal.record.EventReader;
import io.github.asyncffmpeg.jobs.internal.words.Words;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** What happened in the last run of a file of events. */
final class RunStory {

    private static final int MOST_SLOTS = 1000;
    private static final Duration LONGEST = Duration.ofDays(3650);

    final BatchStarted start;
    private final Map<String, JobFinished> earlier;
    private final Map<String, JobStory> jobs = new LinkedHashMap<>();
    private Instant last;

    @Nullable
    BatchStopping stopping;

    @Nullable
    BatchFinished finish;

    private RunStory(BatchStarted start, Map<String, JobFinished> earlier) {
        this.start = start;
        this.earlier = earlier;
        this.last = start.time();
    }

    /** The story; empty if no run begins in these events. */
    static Optional<RunStory> of(EventReader events) throws IOException {
        RunStory story = null;
        for (Optional<BatchEvent> next = events.next(); next.isPresent(); next = events.next()) {
            BatchEvent event = next.get();
            if (event instanceof BatchStarted start) {
                story = new RunStory(start, start.resumed() && story != null ? story.ends() : Map.of());
            } else if (story != null) {
                story.add(event);
            }
        }
        return Optional.ofNullable(story);
    }

    private Map<String, JobFinished> ends() {
        Map<String, JobFinished> ends = new LinkedHashMap<>();
        jobs.forEach((id, job) -> {
            JobFinished end = job.madeEarlier() ? job.earlier : job.finished;
            if (end != null) {
                ends.put(job.plan.key(), end);
            }
        });
        return ends;
    }

    private void add(BatchEvent event) {
        last = event.time().isAfter(last) ? event.time() : last;
        if (event instanceof JobPlanned planned) {
            JobStory job = new JobStory(jobs.size(), planned);
            job.earlier = earlier.get(planned.key());
            jobs.put(planned.job(), job);
        } else if (event instanceof BatchStopping stop) {
            stopping = stop;
        } else if (event instanceof BatchFinished finished) {
            finish = finished;
        } else if (event instanceof OfJob ofJob) {
            JobStory job = jobs.get(ofJob.job());
            if (job != null) {
                add(job, ofJob);
            }
        }
    }

    private void add(JobStory job, OfJob event) {
        if (event instanceof JobStarted started) {
            job.attempts.add(new JobStory.Attempt(
                    started.attempt(), Math.max(0, Math.min(MOST_SLOTS - 1, started.slot())), at(started.time())));
            job.inputBytes = started.inputBytes();
            return;
        }
        JobStory.Attempt attempt = job.attempts.isEmpty() ? null : job.attempts.get(job.attempts.size() - 1);
        if (attempt != null && attempt.retried == null) {
            attempt.to = Math.max(attempt.from, at(event.time()));
        }
        if (event instanceof JobRunning running) {
            job.command = running.command();
        } else if (event instanceof JobProgress progress) {
            job.curve.add(new Curve.Point(
                    at(progress.time()),
                    progress.speed().orElse(-1),
                    progress.fraction().orElse(-1)));
        } else if (event instanceof JobLog log) {
            job.add(log);
        } else if (event instanceof JobStreams streams) {
            job.streams = streams;
        } else if (event instanceof JobRetrying retrying && attempt != null) {
            attempt.retried = retrying.trouble();
        } else if (event instanceof JobFinished finished) {
            job.finished = finished;
        }
    }

    /** Seconds since the run began. */
    private double at(Instant time) {
        return Words.seconds(sane(Duration.between(start.time(), time)));
    }

    /** The time, if a run can take it: a file may say anything. */
    static Duration sane(Duration time) {
        return time.isNegative() ? Duration.ZERO : time.compareTo(LONGEST) > 0 ? LONGEST : time;
    }

    List<JobStory> jobs() {
        return new ArrayList<>(jobs.values());
    }

    /** Wall time of the run; until the last event, if it has no end. */
    Duration wall() {
        BatchFinished end = finish;
        return sane(end == null ? Duration.between(start.time(), last) : end.elapsed());
    }

    /** How long the time line is, in seconds; more than 0. */
    double seconds() {
        double attempts = jobs.values().stream()
                .flatMap(job -> job.attempts.stream())
                .mapToDouble(attempt -> attempt.to)
                .max()
                .orElse(0);
        return Math.max(0.001, Math.max(Words.seconds(wall()), attempts));
    }

    /** The slots that jobs were in. */
    int slots() {
        return jobs.values().stream()
                .flatMap(job -> job.attempts.stream())
                .mapToInt(attempt -> attempt.slot + 1)
                .reduce(Math.max(1, Math.min(MOST_SLOTS, start.slots())), Math::max);
    }

    /** How much of the slots' time jobs ran in, 0 to 1. */
    double busy() {
        return Math.min(
                1,
                sum(job -> job.attempts.stream().mapToDouble(a -> a.to - a.from).sum()) / (seconds() * slots()));
    }

    double sum(ToDoubleFunction<JobStory> figure) {
        return jobs.values().stream().mapToDouble(figure).sum();
    }

    long total(ToLongFunction<JobStory> figure) {
        return jobs.values().stream().mapToLong(figure).sum();
    }

    /** Media time that was written per wall time. */
    OptionalDouble speed() {
        double media = sum(job -> job.finished == null || job.madeEarlier()
                ? 0
                : job.finished.media().map(time -> sane(time).toMillis()).orElse(0L));
        return media == 0 || wall().toMillis() == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(media / wall().toMillis());
    }

    /** How many jobs ended in which way, in the order of first sight. */
    Map<String, Integer> counts() {
        Map<String, Integer> counts = new LinkedHashMap<>();
        for (String status : Statuses.IN_ORDER) {
            int count = (int) jobs.values().stream()
                    .filter(job -> job.status().equals(status))
                    .count();
            if (count > 0) {
                counts.put(status, count);
            }
        }
        return counts;
    }
}
