package io.github.asyncffmpeg.media;

import java.nio.channels.ReadableByteChannel;
import java.util.Map;

/**
 * Where this program takes media from FFmpeg: an output without a file.
 *
 * <p>A sink is used by one run at a time.
 */
public interface MediaSink {

    /**
     * Takes all of the media, and returns at its end, or before when it wants no more. Called once a run, on a thread of
     * this library that serves nothing else, so it may block; while it does, FFmpeg waits. It is interrupted when the run
     * is killed.
     *
     * @param ffmpeg gives the bytes, and its end when FFmpeg has written all of them. Not to be closed
     * @throws Exception when the media cannot be taken: the run is stopped, and fails with this exception as its cause
     */
    void readFrom(ReadableByteChannel ffmpeg) throws Exception;

    /**
     * What FFmpeg must be told to write it, such as {@code f → nut}. Options of the output in the spec come after these
     * and win.
     *
     * @return names without their dash, with their values, in their order
     */
    default Map<String, String> options() {
        return Map.of();
    }

    /**
     * What happens when {@link #readFrom} returns before the end.
     *
     * @return {@link Leaving#END_RUN} unless a sink says otherwise
     */
    default Leaving leaving() {
        return Leaving.END_RUN;
    }

    /** What happens when a sink wants no more. */
    enum Leaving {
        /** FFmpeg is asked to finish, as by its {@code q} key; other outputs become whole, and the run is completed. */
        END_RUN,
        /** The rest is read and dropped, and FFmpeg goes on to its end. */
        DROP_REST
    }
}
