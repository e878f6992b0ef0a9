package io.github.asyncffmpeg;

import io.github.asyncffmpeg.error.FFmpegException;
import io.github.asyncffmpeg.frame.Frame;
import io.github.asyncffmpeg.frame.FrameReader;
import io.github.asyncffmpeg.frame.Frames;
import io.github.asyncffmpeg.graph.StreamSpec;
import io.github.asyncffmpeg.media.MediaSink;
import io.github.asyncffmpeg.media.MediaSource;
import java.nio.channels.WritableByteChannel;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Frames of a run of its own, changed by a function on the thread that feeds another run: read from the one's pipe and
 * written to the other's socket, with no thread and no queue in between.
 *
 * @param ffmpeg runs the decoding
 * @param decoding gives the spec that writes to a sink
 * @param taken how the function gets its frames
 * @param given how the frames are that it gives
 * @param function gives the frame that is written in place of another, or null for none
 */
record TransformedFrames<F extends Frame, S extends Frames<F, S>>(
        FFmpeg ffmpeg, Function<MediaSink, StreamSpec> decoding, S taken, S given, Function<F, @Nullable F> function)
        implements MediaSource {

    @Override
    public void writeTo(WritableByteChannel to) throws Exception {
        FrameReader<F> reader = taken.reader();
        try (FrameStream<F> decoded = new FrameStream<>(ffmpeg.start(decoding.apply(reader)), reader)) {
            given.generate(() -> next(decoded)).writeTo(to);
        }
    }

    private @Nullable F next(FrameStream<F> decoded) throws FFmpegException {
        while (true) {
            F frame = decoded.next();
            F changed = frame == null ? null : function.apply(frame);
            if (frame == null || changed != null) {
                return changed;
            }
        }
    }

    @Override
    public Map<String, String> options() {
        return given.generate(() -> null).options();
    }

    @Override
    public String toString() {
        return "frames that this program changes";
    }
}
