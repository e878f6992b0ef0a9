package io.github.asyncffmpeg.frame;

import io.github.asyncffmpeg.error.FFmpegInterruptedException;
import io.github.asyncffmpeg.media.MediaSink;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ReadableByteChannel;
import java.util.Iterator;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Frames that the program takes one by one, on a thread of its own. FFmpeg waits while the program is busy with one; nothing
 * is queued. So a reader that is neither read to its end nor closed holds its run up.
 *
 * <p>Where the frames end, FFmpeg has ended or been stopped; whether it succeeded says the run's result.
 *
 * <p>For one thread at a time; {@link #close()} and {@link #runEnded} may be called by any. For one run.
 *
 * @param <F> video or audio
 */
public final class FrameReader<F extends Frame> implements MediaSink, Iterable<F>, AutoCloseable {

    private final FrameKind<F> kind;
    private final Map<String, String> options;
    private final Leaving leaving;
    private final Handover<FrameDecoder<F>> handover = new Handover<>();
    private boolean iterated;

    FrameReader(FrameKind<F> kind, Map<String, String> options, Leaving leaving) {
        this.kind = kind;
        this.options = options;
        this.leaving = leaving;
    }

    /**
     * Waits for the next frame. The one before is over. Before the run has started, this waits for it, and logs a warning
     * after 10 s.
     *
     * @return the frame, or null when there are no more
     * @throws UncheckedIOException if what comes is not whole frames; the run is stopped
     * @throws FFmpegInterruptedException if the thread is interrupted; a run that has begun is stopped
     */
    public @Nullable F next() {
        FrameDecoder<F> decoder = handover.borrow("a frame");
        if (decoder == null) {
            return null;
        }
        try {
            F frame = decoder.next();
            if (frame == null) {
                handover.done(null);
            }
            return handover.isDone() ? null : frame;
        } catch (ClosedByInterruptException e) {
            handover.done(e);
            throw new FFmpegInterruptedException("interrupted while waiting for a frame; the run is stopped", e);
        } catch (IOException e) {
            if (handover.done(e)) {
                throw new UncheckedIOException(e);
            }
            return null; // closed, or the run killed, while it was being read
        } catch (RuntimeException | Error e) {
            handover.done(e);
            throw e;
        }
    }

    /**
     * The frames, each good until the next one is asked for ({@code hasNext} asks).
     *
     * @return the one iterator of this reader
     * @throws IllegalStateException if there was one already
     */
    @Override
    public Iterator<F> iterator() {
        if (iterated) {
            throw new IllegalStateException("frames come once: this reader has an iterator already");
        }
        iterated = true;
        return new FrameIterator<>(this::next);
    }

    /**
     * The frames as a stream, each good until the next one is handled: {@code map(VideoFrame::copy)} before what collects or
     * sorts. To be closed when it is left early.
     *
     * @return a sequential stream that closes this reader when it is closed
     */
    public Stream<F> stream() {
        return StreamSupport.stream(spliterator(), false).onClose(this::close);
    }

    /** Wants no more frames. What becomes of FFmpeg then says {@link #leaving()}. Nothing happens after the last frame. */
    @Override
    public void close() {
        handover.done(null);
    }

    /**
     * Tells a reader whose run is over, or never began, that there will be no frames: who waits for one wakes up.
     *
     * @param failure why there are none, or null
     */
    @Override
    public void runEnded(@Nullable Throwable failure) {
        handover.done(failure);
    }

    @Override
    public void readFrom(ReadableByteChannel ffmpeg) throws Exception {
        FrameDecoder<F> decoder = new FrameDecoder<>(ffmpeg, kind);
        try {
            handover.serve(decoder);
        } finally {
            decoder.close();
        }
    }

    @Override
    public Map<String, String> options() {
        return options;
    }

    @Override
    public Leaving leaving() {
        return leaving;
    }

    @Override
    public String toString() {
        return "a frame reader";
    }
}
