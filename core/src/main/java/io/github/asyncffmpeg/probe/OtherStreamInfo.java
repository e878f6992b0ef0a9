package io.github.asyncffmpeg.probe;

import java.util.Optional;

/**
 * A stream of data, an attachment, or one whose kind FFmpeg does not know.
 *
 * <p>Immutable and safe for any thread.
 *
 * @param section every field, by ffprobe's names
 */
public record OtherStreamInfo(ProbeSection section) implements StreamInfo {

    /**
     * The file name of an attachment, such as a font.
     *
     * @return the tag {@code filename}; whoever made the file chose it, so it is no path to write to
     */
    public Optional<String> attachmentName() {
        return Optional.ofNullable(tags().get("filename"));
    }
}
