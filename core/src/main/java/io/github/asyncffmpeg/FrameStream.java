package io.github.asyncffmpeg;

import io.github.asyncffmpeg.error.FFmpegException;
import io.github.asyncffmpeg.frame.Frame;
import io.github.asyncffmpeg.frame.FrameReader;
import io.github.asyncffmpeg.run.FFmpegProcess;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * The frames of a run that exists for them, taken one by one. FFmpeg waits while the program is busy with one, and ends when
 * this is closed. What FFmpeg fails with is thrown where the frames end.
 *
 * <p>A frame is good until the next one is asked for; {@link Frame#copy()} makes it last. For one thread at a time; {@link
 * #close} may be called by any.
 *
 * @param <F> video or audio
 */
public final class FrameStream<F extends Frame> implements Iterable<F>, AutoCloseable {

    private final FFmpegProcess process;
    private final FrameReader<F> reader;
    private volatile boolean closed;
    private boolean iterated;

    FrameStream(FFmpegProcess process, FrameReader<F> reader) {
        this.process = process;
        this.reader = reader;
    }

    /**
     * The run: progress, events, stop.
     *
     * @return its process
     */
    public FFmpegProcess process() {
        return process;
    }

    /**
     * Waits for the next frame. The one before is over.
     *
     * @return the frame, or null when there are no more
     * @throws FFmpegException if FFmpeg has failed; frames before that were given
     */
    public @Nullable F next() {
        F frame = reader.next();
        if (frame == null && !closed) {
            awaitEnd();
        }
        return frame;
    }

    private void awaitEnd() {
        try {
            process.result().join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof FFmpegException failure) {
                throw failure;
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
        if (iterated) {
            throw new IllegalStateException("frames come once: there is an iterator already");
        }
        iterated = true;
        return new Iterator<>() {
            private @Nullable F ahead;
            private boolean looked;

            @Override
            public boolean hasNext() {
                if (!looked) {
                    ahead = FrameStream.this.next();
                    looked = true;
                }
                return ahead != null;
            }

            @Override
            public F next() {
                if (!hasNext() || ahead == null) {
                    throw new NoSuchElementException("no more frames");
                }
                looked = false;
                return ahead;
            }
        };
    }

    /**
     * The frames as a stream, each good until the next one is handled: copy them before what collects or sorts.
     *
     * @return a sequential stream that closes this when it is closed
     */
    public Stream<F> stream() {
        Spliterator<F> frames =
                Spliterators.spliteratorUnknownSize(iterator(), Spliterator.ORDERED | Spliterator.NONNULL);
        return StreamSupport.stream(frames, false).onClose(this::close);
    }

    /** Wants no more: FFmpeg ends, and this waits for it. */
    @Override
    public void close() {
        closed = true;
        reader.close();
        process.close();
    }
}
