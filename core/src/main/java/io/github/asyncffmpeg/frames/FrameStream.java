package io.github.asyncffmpeg.frames;

import io.github.asyncffmpeg.error.FFmpegException;
import io.github.asyncffmpeg.frame.Frame;
import io.github.asyncffmpeg.frame.FrameReader;
import io.github.asyncffmpeg.run.RunningJob;
import java.io.UncheckedIOException;
import java.lang.ref.Cleaner;
import java.lang.ref.Reference;
import java.util.Iterator;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * The frames of a run that exists for them, taken one by one. FFmpeg waits while the program is busy with one, and ends when
 * this is closed, or collected as garbage. What FFmpeg fails with is thrown where the frames end.
 *
 * <p>A frame is good until the next one is asked for; {@link Frame#copy()} makes it last. For one thread at a time; {@link
 * #close} may be called by any.
 *
 * @param <F> video or audio
 */
public final class FrameStream<F extends Frame> implements Iterable<F>, AutoCloseable {

    /** An FFmpeg that opens its input has not met its reader yet. */
    private static final long HEED_MILLIS = 1_000;

    /** Ends what nobody can read any more. Its thread ends with the class loader of this library. */
    private static final Cleaner CLEANER = Cleaner.create();

    private final RunningJob job;
    private final FrameReader<F> reader;
    private final UnaryOperator<FFmpegException> explanation;
    private final Cleaner.Cleanable abandoned;
    private volatile boolean closed;

    /**
     * The frames of a run.
     *
     * @param job the run
     * @param reader its sink
     * @param explanation says a failure of the run in words that fit what was asked for
     */
    FrameStream(RunningJob job, FrameReader<F> reader, UnaryOperator<FFmpegException> explanation) {
        this.job = job;
        this.reader = reader;
        this.explanation = explanation;
        this.abandoned = CLEANER.register(this, new End(job, reader));
    }

    /** Knows nothing of the stream: it is done when that is gone. */
    private record End(RunningJob job, FrameReader<?> reader) implements Runnable {
        @Override
        public void run() {
            reader.close();
            job.quit();
        }
    }

    /**
     * The run: progress, events, stop.
     *
     * @return its handle
     */
    public RunningJob job() {
        return job;
    }

    /**
     * Waits for the next frame. The one before is over.
     *
     * @return the frame, or null when there are no more
     * @throws FFmpegException if FFmpeg has failed; frames before that were given
     * @throws io.github.asyncffmpeg.error.FFmpegInterruptedException if the thread is interrupted; FFmpeg is stopped
     */
    public @Nullable F next() {
        try {
            F frame = reader.next();
            if (frame == null && !closed) {
                awaitEnd();
            }
            return frame;
        } catch (UncheckedIOException halfAFrame) {
            awaitEnd(); // throws what FFmpeg has to say, if it has failed
            throw halfAFrame;
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    private void awaitEnd() {
        try {
            job.result().join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof FFmpegException failure) {
                throw explanation.apply(failure);
            }
            throw e;
        }
    }

    /**
     * The frames, each good until the next one is asked for ({@code hasNext} asks).
     *
     * @return the one iterator
     * @throws IllegalStateException if there was one already
     */
    @Override
    public Iterator<F> iterator() {
        Iterator<F> frames = reader.iterator();
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                try {
                    boolean more = frames.hasNext();
                    if (!more && !closed) {
                        awaitEnd();
                    }
                    return more;
                } finally {
                    Reference.reachabilityFence(FrameStream.this);
                }
            }

            @Override
            public F next() {
                return frames.next();
            }
        };
    }

    /**
     * The frames as a stream, each good until the next one is handled: copy them before what collects or sorts.
     *
     * @return a sequential stream that closes this when it is closed
     */
    public Stream<F> stream() {
        return StreamSupport.stream(spliterator(), false).onClose(this::close);
    }

    /** Wants no more: FFmpeg ends, and this waits for it. An interrupt is kept for later. */
    @Override
    public void close() {
        closed = true;
        reader.close(); // by itself that ends FFmpeg, which has nothing else to do, and completes the run
        try {
            job.result().get(HEED_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (TimeoutException | ExecutionException | CancellationException itIsStillOpeningOrHasFailed) {
            // the ladder, then
        }
        try {
            job.stop();
        } catch (FFmpegException itFailed) {
            // the frames have told
        }
        abandoned.clean();
    }
}
