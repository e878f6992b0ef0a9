package io.github.asyncffmpeg.media;

import java.nio.channels.WritableByteChannel;
import java.util.Map;

/**
 * Media that this program hands to FFmpeg: an input without a file.
 *
 * <p>A source is used by one run at a time. One that can be read from its beginning again may be used by many runs, one
 * after the other; another fails the second one.
 */
public interface MediaSource {

    /**
     * Hands over all of the media, and returns at its end. Called once a run, on a thread of this library that serves
     * nothing else, so it may block. It is interrupted when FFmpeg has ended.
     *
     * @param ffmpeg takes the bytes; a write waits while FFmpeg is slower. It throws {@link
     *     java.nio.channels.ClosedChannelException} when FFmpeg wants no more (it has reached {@code -t}, it is being
     *     stopped, it has ended): whatever this method throws afterwards is no failure. Not to be closed
     * @throws Exception when there is no more media although there should be: the run is stopped, and fails with this
     *     exception as its cause
     */
    void writeTo(WritableByteChannel ffmpeg) throws Exception;

    /**
     * What FFmpeg must be told to read it, such as {@code f → nut}. Options of the input in the spec come after these and
     * win.
     *
     * @return names without their dash, with their values, in their order
     */
    default Map<String, String> options() {
        return Map.of();
    }
}
