package io.github.asyncffmpeg.frame;

import java.io.IOException;
import java.nio.channels.WritableByteChannel;

/** What is different between video and sound: all else is written once. Stateless. */
interface FrameKind<F extends Frame> {

    /** The kind of stream that frames are read from. */
    int stream();

    /** Checks that a stream of FFmpeg's is what was asked for. */
    void check(NutStream stream) throws IOException;

    /** Checks that so many bytes can be one frame of the stream. */
    void checkSize(NutStream stream, int bytes, long index) throws IOException;

    /** A frame of bytes of the right size. */
    F frame(NutStream stream, FrameBody body);

    /** Writes frames to FFmpeg. */
    FrameEncoder<F> encoder(WritableByteChannel channel);
}
