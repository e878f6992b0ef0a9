package io.github.asyncffmpeg.run;

import io.github.asyncffmpeg.binary.EncoderTrial;
import io.github.asyncffmpeg.error.FFmpegRejectedException;
import io.github.asyncffmpeg.graph.StreamSpec;
import io.github.asyncffmpeg.probe.MediaInfo;
import io.github.asyncffmpeg.probe.ProbeRequest;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * Whatever runs jobs, a few at a time: a pool of this JVM, or many machines. Code that is written against this interface
 * works with either.
 *
 * <p><b>Ids.</b> Without an id, each submission is a new run. With one, it attaches to the job of that id that waits or runs:
 * you get the same handle and the same future, and the settings of the job that is there hold. If that job does other work,
 * the submission is refused. Once the job has ended, the id is free, and a submission is a new run.
 *
 * <p><b>Order.</b> Jobs start by their {@linkplain FFmpegJob#priority(int) priority}, then in the order they came. There is
 * one queue, also for a job that waits to be tried {@linkplain FFmpegJob#retry again}.
 *
 * <p><b>Files.</b> A runner does not keep apart jobs that write one file at once. With {@link FFmpegJob#partialOutput} each of
 * them writes under a temporary name: the first to finish gets the final one, and the other one fails, or replaces the file if
 * its spec says {@code overwrite()}. Without it, the second FFmpeg refuses a file that it sees.
 *
 * <p>Implementations are safe for any thread. Nothing blocks but {@link #close}.
 */
public interface JobRunner extends AutoCloseable {

    /**
     * Queues a spec and returns at once.
     *
     * @param spec what FFmpeg is to do
     * @return the future of its run; to cancel it stops the run, or takes it out of the queue
     * @throws FFmpegRejectedException if the runner takes no more
     */
    default CompletableFuture<FFmpegResult> submit(StreamSpec spec) {
        return enqueue(spec).result();
    }

    /**
     * Queues a job and returns at once.
     *
     * @param job what to do
     * @return the future of its run; to cancel it stops the run, or takes it out of the queue
     * @throws FFmpegRejectedException if the runner takes no more
     */
    default CompletableFuture<FFmpegResult> submit(FFmpegJob job) {
        return enqueue(job).result();
    }

    /**
     * Queues a job, tells a listener of it, and returns at once.
     *
     * @param job what to do
     * @param listener told of this job, besides those that are told of all
     * @return the future of its run; to cancel it stops the run, or takes it out of the queue
     * @throws FFmpegRejectedException if the runner takes no more; the listener is told as well
     */
    default CompletableFuture<FFmpegResult> submit(FFmpegJob job, RunListener listener) {
        return enqueue(job, listener).result();
    }

    /**
     * Queues a job under an id, or attaches to the one that has it, and returns at once.
     *
     * @param id yours: not blank, and without a {@code #} at its start
     * @param job what to do
     * @return the future of the run; to cancel it stops the run for everybody who attached to it
     * @throws FFmpegRejectedException if the runner takes no more, or the id belongs to other work that waits or runs
     * @throws IllegalArgumentException if it cannot be an id
     */
    default CompletableFuture<FFmpegResult> submit(String id, FFmpegJob job) {
        return enqueue(id, job).result();
    }

    /**
     * Queues a spec and returns at once.
     *
     * @param spec what FFmpeg is to do
     * @return its handle
     * @throws FFmpegRejectedException if the runner takes no more
     */
    default RunningJob enqueue(StreamSpec spec) {
        return enqueue(FFmpegJob.of(spec));
    }

    /**
     * Queues a job and returns at once.
     *
     * @param job what to do
     * @return its handle
     * @throws FFmpegRejectedException if the runner takes no more
     */
    RunningJob enqueue(FFmpegJob job);

    /**
     * Queues a job, tells a listener of it, and returns at once.
     *
     * @param job what to do
     * @param listener told of this job, besides those that are told of all
     * @return its handle
     * @throws FFmpegRejectedException if the runner takes no more; the listener is told as well
     */
    RunningJob enqueue(FFmpegJob job, RunListener listener);

    /**
     * Queues a job under an id, or attaches to the one that has it, and returns at once.
     *
     * @param id yours: not blank, and without a {@code #} at its start
     * @param job what to do
     * @return the handle of the run, new or not
     * @throws FFmpegRejectedException if the runner takes no more, or the id belongs to other work that waits or runs
     * @throws IllegalArgumentException if it cannot be an id
     */
    RunningJob enqueue(String id, FFmpegJob job);

    /**
     * Queues a job under an id, or attaches to the one that has it, hands its handle over before it can start, and returns at once:
     * who begins to listen then misses no line of its log.
     *
     * @param id yours: not blank, and without a {@code #} at its start
     * @param job what to do
     * @param listening called on this thread with the handle, before the job waits for its turn; at once when the job is there
     *     already. It must not wait for the job. What it throws is thrown here, and a job that is new is not queued
     * @return its handle
     * @throws FFmpegRejectedException if the runner takes no more, or the id belongs to other work that waits or runs
     * @throws IllegalArgumentException if it cannot be an id
     */
    RunningJob enqueue(String id, FFmpegJob job, Consumer<? super RunningJob> listening);

    /**
     * Says what is in a file, where the jobs run. Probes have slots of their own: none waits for an FFmpeg.
     *
     * @param request what to look at
     * @return the answer; to cancel it ends the probe, or takes it out of its queue
     * @throws FFmpegRejectedException if the runner takes no more
     */
    CompletableFuture<MediaInfo> probe(ProbeRequest request);

    /**
     * Says whether an encoder works where the jobs run, by encoding something with it. It takes a slot of the probes.
     *
     * @param encoder its name, such as {@code h264_nvenc}
     * @return how that went, within seconds; the answer says so when FFmpeg has no such encoder, or could not be asked. To
     *     cancel it takes the trial out of its queue; one that has begun is waited for
     * @throws FFmpegRejectedException if the runner takes no more
     */
    CompletableFuture<EncoderTrial> tryEncoder(String encoder);

    /**
     * Says how much can still be written to a place, where the jobs run. It takes a slot of the probes.
     *
     * @param path a file or a folder, which need not exist: then it is the space of the nearest folder above that does
     * @return bytes, at least 0, as the file system tells them to the user of the runner; a quota may be smaller. It fails
     *     with an {@link java.io.UncheckedIOException} if the file system does not say. To cancel it takes the question out
     *     of its queue; one that has begun is waited for
     * @throws FFmpegRejectedException if the runner takes no more
     */
    CompletableFuture<Long> freeSpace(Path path);

    /**
     * The jobs that are not over.
     *
     * @return those that run, in the order they started, then those that wait, in the order they will start
     */
    List<RunningJob> jobs();

    /**
     * Finds a job by its id.
     *
     * @param id yours, or that of {@link RunningJob#id}
     * @return the job that waits or runs; otherwise the newest of those that have ended, as far as the runner remembers
     *     them
     */
    Optional<RunningJob> find(String id);

    /** Takes no more jobs, and waits until the last one that it was given is over. */
    @Override
    void close();
}
