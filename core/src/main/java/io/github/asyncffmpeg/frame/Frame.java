package io.github.asyncffmpeg.frame;

import io.github.asyncffmpeg.media.Rational;
import java.nio.ByteBuffer;
import java.time.Duration;

/**
 * A picture, or some samples of sound, as numbers in memory.
 *
 * <p>A frame that comes from FFmpeg lives in a buffer that the next frame is read into: it is good until the next one is
 * asked for, or until the method that was given it returns. {@link #copy()} makes it last. Using a frame that was read over
 * is an {@link IllegalStateException}; but a buffer that was taken from it while it was good is not guarded.
 *
 * <p>For one thread at a time.
 */
public sealed interface Frame permits VideoFrame, AudioFrame {

    /**
     * The bytes, from position 0 to the limit, in the byte order of the format. Changing them changes the frame.
     *
     * @return a view of its own; direct when the frame comes from FFmpeg
     * @throws IllegalStateException if the frame was read over
     */
    ByteBuffer data();

    /**
     * Whether the frame says when it is due. Those that come from FFmpeg do.
     *
     * @return whether there is a {@link #pts()}
     */
    boolean timed();

    /**
     * When the frame is due, in units of {@link #timeBase()}, exactly.
     *
     * @return the presentation timestamp
     * @throws IllegalStateException if the frame has none
     */
    long pts();

    /**
     * The unit of {@link #pts()}, in seconds.
     *
     * @return a fraction, such as {@code 1/48000}
     * @throws IllegalStateException if the frame has no timestamp
     */
    Rational timeBase();

    /**
     * When the frame is due, rounded to a nanosecond.
     *
     * @return since the beginning
     * @throws IllegalStateException if the frame has no timestamp
     */
    Duration time();

    /**
     * Its number in its stream.
     *
     * @return from 0; 0 for frames made by the program
     */
    long index();

    /**
     * A frame of the same content that nothing reads over.
     *
     * @return a copy, its bytes on the heap
     */
    Frame copy();
}
