package io.github.asyncffmpeg.media;

import java.nio.channels.WritableByteChannel;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A source that FFmpeg can go back in.
 *
 * @param source the media
 */
record SeekableSource(MediaSource source) implements MediaSource {

    @Override
    public void writeTo(WritableByteChannel ffmpeg) throws Exception {
        source.writeTo(ffmpeg);
    }

    @Override
    public Map<String, String> options() {
        return source.options();
    }

    @Override
    public boolean needsSeeking() {
        return true;
    }

    @Override
    public Optional<Duration> length() {
        return source.length();
    }

    @Override
    public void runEnded(@Nullable Throwable failure) {
        source.runEnded(failure);
    }

    @Override
    public MediaSource seekable() {
        return this;
    }

    @Override
    public String toString() {
        return source.toString();
    }
}
