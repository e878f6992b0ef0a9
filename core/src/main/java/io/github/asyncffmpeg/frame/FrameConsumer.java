package io.github.asyncffmpeg.frame;

import io.github.asyncffmpeg.media.MediaSink;
import java.nio.channels.ReadableByteChannel;
import java.util.Map;
import java.util.function.Predicate;

/** Hands each frame to a function, on the thread that reads it. */
record FrameConsumer<F extends Frame>(
        FrameKind<F> kind, Predicate<? super F> more, Map<String, String> options, Leaving leaving)
        implements MediaSink {

    @Override
    public String toString() {
        return "a function that takes frames";
    }

    @Override
    public void readFrom(ReadableByteChannel ffmpeg) throws Exception {
        FrameDecoder<F> decoder = new FrameDecoder<>(ffmpeg, kind);
        try {
            F frame = decoder.next();
            while (frame != null && more.test(frame)) {
                frame = decoder.next();
            }
        } finally {
            decoder.close();
        }
    }
}
