package io.github.asyncffmpeg.event;

import io.github.asyncffmpeg.media.FrameSize;
import io.github.asyncffmpeg.media.Medium;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/**
 * One stream of an input or output, as FFmpeg announces it in its log ({@code Stream #0:1(eng): Audio: aac …}). What the
 * line does not say, or says in a way that is not understood, is empty. For exact and complete facts probe the file.
 *
 * <p>Immutable and safe for any thread.
 *
 * @param index its number in its file, from 0
 * @param medium its kind; empty for one FFmpeg does not know
 * @param codec the codec's name ({@code h264}, {@code pcm_s16le}); {@code none} where FFmpeg knows none
 * @param details the rest of the line after the medium, verbatim but for the dispositions: {@code h264 (High),
 *     yuv420p(tv), 1280x720, 25 fps}
 * @param id the container's own id ({@code 0x1}), if it has one
 * @param language the language tag, if it has one ({@code und} where the container says that it is not known)
 * @param size the size of its pictures, before any rotation
 * @param frameRate frames per second, rounded as the log rounds them
 * @param pixelFormat the pixel format without its remarks ({@code yuv420p}), of a video
 * @param sampleRate samples per second, of an audio
 * @param channelLayout the channel layout ({@code stereo}, {@code 5.1(side)}), of an audio
 * @param bitRate bits per second, where told
 * @param rotation degrees as the display matrix has them, anticlockwise, -180 to 180; empty without a display matrix
 * @param dispositions the words FFmpeg puts after the line: {@code default}, {@code attached pic}, {@code forced} …
 * @param tags its metadata but for the language
 */
public record AnnouncedStream(
        int index,
        Optional<Medium> medium,
        String codec,
        String details,
        Optional<String> id,
        Optional<String> language,
        Optional<FrameSize> size,
        OptionalDouble frameRate,
        Optional<String> pixelFormat,
        OptionalInt sampleRate,
        Optional<String> channelLayout,
        OptionalLong bitRate,
        OptionalDouble rotation,
        Set<String> dispositions,
        Map<String, String> tags) {

    /** Copies the collections. */
    public AnnouncedStream {
        dispositions = Set.copyOf(dispositions);
        tags = Map.copyOf(tags);
    }

    /**
     * Whether this is a cover picture and not a moving one.
     *
     * @return whether its dispositions say {@code attached pic}
     */
    public boolean isAttachedPicture() {
        return dispositions.contains("attached pic");
    }
}
