package io.github.asyncffmpeg.cli.display;

import io.github.asyncffmpeg.jobs.internal.event.BatchEvent;
import io.github.asyncffmpeg.jobs.internal.event.BatchEvent.BatchFinished;
import io.github.asyncffmpeg.jobs.internal.event.BatchEvent.BatchStarted;
import io.github.asyncffmpeg.jobs.internal.event.BatchEvent.BatchStopping;
import io.github.asyncffmpeg.jobs.internal.event.BatchEvent.FileState;
import io.github.asyncffmpeg.jobs.internal.event.BatchEvent.JobFinished;
import io.github.asyncffmpeg.jobs.internal.event.BatchEvent.JobLog;
import io.github.asyncffmpeg.jobs.internal.event.BatchEvent.JobPlanned;
import io.github.asyncffmpeg.jobs.internal.event.BatchEvent.JobProgress;
import io.github.asyncffmpeg.jobs.internal.event.BatchEvent.JobRetrying;
import io.github.asyncffmpeg.jobs.internal.event.BatchEvent.JobRunning;
import io.github.asyncffmpeg.jobs.internal.event.BatchEvent.JobStarted;
import io.github.asyncffmpeg.jobs.internal.event.BatchEvent.OutputFile;
import io.github.asyncffmpeg.jobs.internal.event.BatchEvent.Trouble;
import io.github.asyncffmpeg.jobs.internal.event.JobStatus;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/** Events of batches that nobody ran. */
final class Played {

    private static final Instant WHEN = Instant.parse("2026-01-01T00:00:00Z");
    private static final Path FOLDER = Path.of("/videos");

    private Played() {}

    static BatchStarted batch(int jobs, int slots) {
        return new BatchStarted(WHEN, "jobs.yaml", FOLDER, "ffmpeg 8.0.1", slots, jobs, false);
    }

    static BatchStarted batchIn(Path folder, int jobs) {
        return new BatchStarted(WHEN, "jobs.yaml", folder, "ffmpeg 8.0.1", 1, jobs, false);
    }

    static JobPlanned planned(String job, String... arguments) {
        return new JobPlanned(WHEN, job, "key", List.of(arguments), List.of(), List.of(), Set.of());
    }

    static JobStarted started(String job, int slot) {
        return new JobStarted(WHEN, job, "key", 1, slot, Map.of(), OptionalLong.of(92 * 1024 * 1024), List.of());
    }

    static JobRunning running(String job, String... command) {
        return new JobRunning(WHEN, job, 4711, List.of(command));
    }

    /** Of 100 seconds of media, at twice its speed. */
    static JobProgress progress(String job, int percent) {
        return new JobProgress(
                WHEN,
                job,
                OptionalDouble.of(percent / 100.0),
                Optional.of(Duration.ofSeconds(percent)),
                OptionalDouble.of(50),
                OptionalDouble.of(2),
                OptionalLong.of(percent * 1024L * 1024),
                Optional.of(Duration.ofSeconds((100 - percent) / 2)));
    }

    static JobProgress nothingKnown(String job) {
        return new JobProgress(
                WHEN,
                job,
                OptionalDouble.empty(),
                Optional.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalLong.empty(),
                Optional.empty());
    }

    static JobLog log(String job, String level, String line) {
        return new JobLog(WHEN, job, level, line);
    }

    static JobRetrying retrying(String job, Trouble trouble) {
        return new JobRetrying(WHEN, job, 1, trouble, Duration.ofSeconds(5));
    }

    static JobFinished done(String job) {
        return new JobFinished(
                WHEN,
                job,
                JobStatus.DONE,
                1,
                Duration.ofSeconds(50),
                OptionalInt.of(0),
                List.of(new OutputFile(FOLDER.resolve("out.mp4"), true, new FileState(14 * 1024 * 1024, WHEN))),
                Optional.of(Duration.ofSeconds(100)),
                Optional.empty());
    }

    static JobFinished ended(String job, JobStatus status, Trouble trouble) {
        boolean ran = status != JobStatus.SKIPPED && status != JobStatus.CANCELLED;
        return new JobFinished(
                WHEN,
                job,
                status,
                ran ? 1 : 0,
                Duration.ofMillis(ran ? 3_200 : 0),
                ran ? OptionalInt.of(1) : OptionalInt.empty(),
                List.of(),
                Optional.empty(),
                Optional.of(trouble));
    }

    static Trouble diskFull() {
        return new Trouble(
                "DISK_FULL",
                "There is no space left for out.mp4.",
                Optional.of("No space left on device"),
                List.of("Error writing trailer: No space left on device", "Conversion failed!"));
    }

    static BatchStopping stopping(String reason) {
        return new BatchStopping(WHEN, reason, false);
    }

    static BatchFinished finished(Map<JobStatus, Integer> counts) {
        return new BatchFinished(WHEN, counts, Duration.ofSeconds(200), 0);
    }

    static List<BatchEvent> begun(String job, int slot) {
        return List.of(
                planned(job, "-i", job + ".mov", job + ".mp4"), started(job, slot), running(job, "ffmpeg", "-n"));
    }
}
