package io.github.asyncffmpeg.frame;

import io.github.asyncffmpeg.media.MediaSource;
import java.nio.channels.WritableByteChannel;
import java.util.Iterator;
import java.util.Map;

/** Writes what an iterable gives, on the thread that writes it. */
record FrameIteration<F extends Frame>(FrameKind<F> kind, Iterable<? extends F> frames, Map<String, String> options)
        implements MediaSource {

    @Override
    public String toString() {
        return "frames of this program";
    }

    @Override
    public void writeTo(WritableByteChannel ffmpeg) throws Exception {
        FrameEncoder<F> encoder = kind.encoder(ffmpeg);
        Iterator<? extends F> all = frames.iterator();
        try {
            while (all.hasNext()) {
                encoder.write(all.next());
            }
        } finally {
            if (frames instanceof FrameReader<?> reader) {
                reader.close(); // else the run before this one waits for ever when this one ends early
            }
        }
    }
}
