package io.github.asyncffmpeg.media;

import java.nio.channels.ReadableByteChannel;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A sink of what FFmpeg can go back in.
 *
 * @param sink takes the media
 */
record SeekableSink(MediaSink sink) implements MediaSink {

    @Override
    public void readFrom(ReadableByteChannel ffmpeg) throws Exception {
        sink.readFrom(ffmpeg);
    }

    @Override
    public Map<String, String> options() {
        return sink.options();
    }

    @Override
    public boolean needsSeeking() {
        return true;
    }

    @Override
    public void runEnded(@Nullable Throwable failure) {
        sink.runEnded(failure);
    }

    @Override
    public Leaving leaving() {
        return sink.leaving();
    }

    @Override
    public MediaSink seekable() {
        return this;
    }

    @Override
    public String toString() {
        return sink.toString();
    }
}
