package io.github.asyncffmpeg.jobs.internal.flow;

import io.github.asyncffmpeg.command.FFmpegCommand;
import io.github.asyncffmpeg.event.FFmpegEvent;
import io.github.asyncffmpeg.event.Progress;
import io.github.asyncffmpeg.event.Retrying;
import io.github.asyncffmpeg.jobs.StepResult;
import io.github.asyncffmpeg.jobs.StepStatus;
import io.github.asyncffmpeg.jobs.internal.batch.AttemptEnd;
import io.github.asyncffmpeg.jobs.internal.batch.Inputs;
import io.github.asyncffmpeg.jobs.internal.batch.JobFiles;
import io.github.asyncffmpeg.jobs.internal.batch.JobNews;
import io.github.asyncffmpeg.jobs.internal.batch.LogChoice;
import io.github.asyncffmpeg.jobs.internal.batch.OutputLength;
import io.github.asyncffmpeg.jobs.internal.batch.StreamNews;
import io.github.asyncffmpeg.jobs.internal.event.BatchEvent;
import io.github.asyncffmpeg.jobs.internal.event.BatchEvent.FileState;
import io.github.asyncffmpeg.jobs.internal.event.BatchEvent.JobFinished;
import io.github.asyncffmpeg.jobs.internal.event.BatchEvent.JobRetrying;
import io.github.asyncffmpeg.jobs.internal.event.BatchEvent.JobRunning;
import io.github.asyncffmpeg.jobs.internal.event.BatchEvent.JobStarted;
import io.github.asyncffmpeg.jobs.internal.event.BatchEvent.Trouble;
import io.github.asyncffmpeg.jobs.internal.event.JobStatus;
import io.github.asyncffmpeg.jobs.internal.plan.JobAssembly;
import io.github.asyncffmpeg.jobs.internal.plan.PlannedJob;
import io.github.asyncffmpeg.pool.FFmpegTask;
import io.github.asyncffmpeg.probe.FFprobe;
import io.github.asyncffmpeg.run.FFmpegProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/** One job of a flow that is with the pool, and what is told of it. Safe for any thread. */
final class FlowJob {

    private static final int NONE = -1;

    private final String name;
    private final PlannedJob planned;
    private final FFmpegTask task;
    private final Consumer<BatchEvent> told;
    private final Supplier<FFprobe> ffprobe;
    private final IntSupplier slots;
    private final FFmpegCommand command;
    private final Map<Path, FileState> before;

    /** Events come one by one; an end comes when the last has. */
    private volatile JobNews news;

    private volatile int attempt = 1;
    private volatile int slot = NONE;

    /**
     * Of a job.
     *
     * @param ffprobe tells how long its outputs are
     * @param told takes what is told of it
     * @param slots gives a free slot
     */
    FlowJob(String name, FFmpegTask task, Supplier<FFprobe> ffprobe, Consumer<BatchEvent> told, IntSupplier slots) {
        this.name = name;
        this.task = task;
        this.told = told;
        this.slots = slots;
        this.planned = JobAssembly.of(name, task.job());
        this.ffprobe = ffprobe;
        this.command = FFmpegCommand.of(task.job().spec());
        this.before = JobFiles.states(planned);
        this.news = news();
    }

    private JobNews news() {
        return new JobNews(name, new StreamNews(name, command), LogChoice.of(command), false, this::tell);
    }

    PlannedJob planned() {
        return planned;
    }

    FFmpegCommand command() {
        return command;
    }

    int slot() {
        return slot;
    }

    Optional<FFmpegProcess> process() {
        return task.process();
    }

    void follow() {
        task.on(FFmpegEvent.class, this::on);
    }

    private void on(FFmpegEvent event) {
        if (event instanceof Retrying retrying) {
            AttemptEnd failed = AttemptEnd.of(null, retrying.error(), planned, before, Optional.empty());
            Trouble trouble = failed.trouble().orElseThrow();
            told.accept(new JobRetrying(Instant.now(), name, retrying.attempt(), trouble, retrying.delay()));
            slot = NONE;
            attempt = retrying.attempt() + 1;
            news = news();
        } else {
            news.on(event);
        }
    }

    /** A start is told when FFmpeg runs: until then the job waits for its turn. */
    private void tell(BatchEvent event) {
        if (event instanceof JobRunning && slot == NONE) {
            slot = slots.getAsInt();
            told.accept(new JobStarted(
                    Instant.now(),
                    name,
                    key(),
                    attempt,
                    slot,
                    before,
                    JobFiles.bytes(planned.inputs()),
                    Inputs.of(planned)));
        }
        told.accept(event);
    }

    String key() {
        return FlowBatch.key(name, command.arguments());
    }

    /**
     * Its step is over.
     *
     * @param then gets its end when nothing more is told of it
     */
    void end(StepResult step, Consumer<JobFinished> then) {
        news.end(task, () -> {
            if (step.status() == StepStatus.SKIPPED) {
                then.accept(without(JobStatus.SKIPPED, Trouble.of("EXISTS", "its output is there already")));
            } else if (step.status() == StepStatus.CANCELLED) {
                then.accept(without(JobStatus.CANCELLED, Trouble.of("STOPPED", step.because())));
            } else {
                AttemptEnd first = attempt(task.lastProgress().flatMap(Progress::outTime));
                OutputLength.of(
                        first,
                        ffprobe,
                        length -> then.accept(finished(length.isPresent() ? attempt(length) : first, step)));
            }
        });
    }

    private AttemptEnd attempt(Optional<Duration> media) {
        try {
            return AttemptEnd.of(task.result().join(), null, planned, before, media);
        } catch (CompletionException | CancellationException failed) {
            Throwable cause = failed.getCause() == null ? failed : failed.getCause();
            return AttemptEnd.of(null, cause, planned, before, media);
        }
    }

    private JobFinished finished(AttemptEnd end, StepResult step) {
        if (end.status() == JobStatus.DONE && step.status() == StepStatus.FAILED) { // FFmpeg has done its part
            return without(JobStatus.FAILED, Trouble.of("STEP", step.because()));
        }
        return new JobFinished(
                Instant.now(),
                name,
                end.status(),
                slot == NONE ? 0 : attempt,
                end.elapsed(),
                end.exitCode(),
                end.outputs(),
                end.media(),
                end.trouble());
    }

    private JobFinished without(JobStatus status, Trouble trouble) {
        return finished(name, status, Optional.of(trouble));
    }

    /** An end without an FFmpeg. */
    static JobFinished finished(String name, JobStatus status, Optional<Trouble> trouble) {
        return new JobFinished(
                Instant.now(),
                name,
                status,
                0,
                Duration.ZERO,
                OptionalInt.empty(),
                List.of(),
                Optional.empty(),
                trouble);
    }
}
