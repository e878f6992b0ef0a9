package io.github.asyncffmpeg.cli.report;

import io.github.asyncffmpeg.jobs.internal.event.BatchEvent.JobFinished;
import io.github.asyncffmpeg.jobs.internal.event.BatchEvent.JobLog;
import io.github.asyncffmpeg.jobs.internal.event.BatchEvent.JobPlanned;
import io.github.asyncffmpeg.jobs.internal.event.BatchEvent.JobStreams;
import io.github.asyncffmpeg.jobs.internal.event.BatchEvent.OutputFile;
import io.github.asyncffmpeg.jobs.internal.event.BatchEvent.Trouble;
import io.github.asyncffmpeg.jobs.internal.event.JobStatus;
import io.github.asyncffmpeg.jobs.internal.words.Words;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** What became of one job. Filled by {@link RunStory}, then only read. */
final class JobStory {

    private static final int LOG_LINES = 30;

    /** One attempt, in seconds since the run began. */
    static final class Attempt {
        final int number;
        final int slot;
        final double from;
        double to;
        /** Why it failed, if another one followed. */
        @Nullable
        Trouble retried;

        Attempt(int number, int slot, double from) {
            this.number = number;
            this.slot = slot;
            this.from = from;
            this.to = from;
        }
    }

    final int number;
    final JobPlanned plan;
    final List<Attempt> attempts = new ArrayList<>();
    final Curve curve = new Curve();
    final Deque<JobLog> log = new ArrayDeque<>();
    OptionalLong inputBytes = OptionalLong.empty();
    List<String> command = List.of();

    @Nullable
    JobStreams streams;

    @Nullable
    JobFinished finished;
    /** How it ended in an earlier run that this one took up. */
    @Nullable
    JobFinished earlier;

    JobStory(int number, JobPlanned plan) {
        this.number = number;
        this.plan = plan;
    }

    void add(JobLog line) {
        if (log.size() == LOG_LINES) {
            log.removeFirst();
        }
        log.addLast(line);
    }

    /** The word for how it ended, also for what no event tells: it did not end. */
    String status() {
        JobFinished end = finished;
        if (end != null) {
            return madeEarlier() ? "done-earlier" : end.status().word();
        }
        return attempts.isEmpty() ? "not-begun" : "unfinished";
    }

    boolean madeEarlier() {
        return finished != null
                && finished.status() == JobStatus.SKIPPED
                && earlier != null
                && earlier.status() == JobStatus.DONE;
    }

    /** Whether a person should look at it. */
    boolean isBad() {
        return switch (status()) {
            case "failed", "timed-out", "killed", "unfinished" -> true;
            default -> false;
        };
    }

    private Optional<JobFinished> told() {
        return Optional.ofNullable(madeEarlier() ? earlier : finished);
    }

    Optional<Trouble> trouble() {
        return madeEarlier() ? Optional.empty() : told().flatMap(JobFinished::trouble);
    }

    List<OutputFile> outputs() {
        return told().map(JobFinished::outputs).orElse(List.of());
    }

    OptionalLong outputBytes() {
        return outputs().isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(outputs().stream()
                        .mapToLong(output -> output.state().bytes())
                        .sum());
    }

    Optional<Duration> elapsed() {
        return told().filter(end -> end.attempts() > 0).map(end -> RunStory.sane(end.elapsed()));
    }

    /** Media time per wall time, over the whole job. */
    OptionalDouble speed() {
        Optional<Duration> media = told().flatMap(JobFinished::media).map(RunStory::sane);
        Optional<Duration> elapsed = elapsed().filter(time -> Words.millis(time) > 0);
        return media.isEmpty() || elapsed.isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(Words.seconds(media.get()) / Words.seconds(elapsed.get()));
    }

    /** The size after by the size before; only of a job that is done. */
    OptionalDouble ratio() {
        boolean comparable =
                told().filter(end -> end.status() == JobStatus.DONE).isPresent()
                        && inputBytes.orElse(0) > 0
                        && outputBytes().isPresent();
        return comparable
                ? OptionalDouble.of(outputBytes().getAsLong() / (double) inputBytes.getAsLong())
                : OptionalDouble.empty();
    }
}
