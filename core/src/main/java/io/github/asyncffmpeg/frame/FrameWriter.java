package io.github.asyncffmpeg.frame;

import io.github.asyncffmpeg.error.FFmpegInterruptedException;
import io.github.asyncffmpeg.media.MediaSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.WritableByteChannel;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Frames that the program pushes, from threads of its own. A write waits while FFmpeg is slower; nothing is queued. FFmpeg
 * waits for the next frame until the writer is closed.
 *
 * <p>Safe for any thread; frames go in in the order of the calls. For one run.
 *
 * @param <F> video or audio
 */
public final class FrameWriter<F extends Frame> implements MediaSource, AutoCloseable {

    private final FrameKind<F> kind;
    private final Map<String, String> options;
    private final Handover<FrameEncoder<F>> handover = new Handover<>();
    private final ReentrantLock turn = new ReentrantLock();

    FrameWriter(FrameKind<F> kind, Map<String, String> options) {
        this.kind = kind;
        this.options = options;
    }

    /**
     * Hands a frame to FFmpeg. Waits for the run to begin, with a warning in the log after 10 s, and for FFmpeg to take it;
     * afterwards the frame may be filled anew.
     *
     * @param frame the next one
     * @return whether FFmpeg takes more: false when it has enough or has ended, and when this writer is closed
     * @throws IllegalArgumentException if it is no frame that may come here: of another size, without
     *     the time it needs, before the one before it. The run is stopped, and fails with this
     * @throws FFmpegInterruptedException if the thread is interrupted; a run that was taking the frame is stopped, and fails
     * @throws UncheckedIOException if it cannot be written
     */
    public boolean write(F frame) {
        Objects.requireNonNull(frame, "frame"); // before it waits for a run
        turn.lock();
        try {
            FrameEncoder<F> encoder = handover.borrow("FFmpeg to take a frame");
            if (encoder == null) {
                return false;
            }
            encoder.write(frame);
            return true;
        } catch (ClosedByInterruptException e) {
            handover.done(e);
            throw new FFmpegInterruptedException(
                    "interrupted while FFmpeg was taking a frame; the run is stopped, and fails", e);
        } catch (ClosedChannelException e) {
            handover.done(null);
            return false;
        } catch (IOException e) {
            if (handover.done(e)) {
                throw new UncheckedIOException(e);
            }
            return false; // closed, or the run ended, while it was being written
        } catch (FFmpegInterruptedException e) {
            throw e;
        } catch (RuntimeException | Error e) {
            handover.done(e);
            throw e;
        } finally {
            turn.unlock();
        }
    }

    /** Says that there are no more frames: FFmpeg finishes. */
    @Override
    public void close() {
        handover.done(null);
    }

    /**
     * Says that there are no more frames although there should be: the run is stopped, and fails.
     *
     * @param why what went wrong; the cause of the run's failure
     */
    public void fail(Throwable why) {
        handover.done(Objects.requireNonNull(why, "why"));
    }

    /**
     * Tells a writer whose run is over, or never began, that nobody takes frames: who waits in {@link #write} wakes up.
     *
     * @param failure why, or null
     */
    @Override
    public void runEnded(@Nullable Throwable failure) {
        handover.done(failure);
    }

    @Override
    public void writeTo(WritableByteChannel ffmpeg) throws Exception {
        handover.serve(kind.encoder(ffmpeg));
    }

    @Override
    public Map<String, String> options() {
        return options;
    }

    @Override
    public String toString() {
        return "a frame writer";
    }
}
