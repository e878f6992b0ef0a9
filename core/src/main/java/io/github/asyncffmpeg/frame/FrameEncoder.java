package io.github.asyncffmpeg.frame;

import java.io.IOException;

/** Writes frames to FFmpeg, one after the other. For one thread at a time. */
interface FrameEncoder<F extends Frame> {

    /**
     * Writes a frame, and returns when FFmpeg has its bytes, or the system's pipe has.
     *
     * @throws IllegalArgumentException if this is no frame that may come here
     */
    void write(F frame) throws IOException;
}
