package io.github.asyncffmpeg.probe;

import io.github.asyncffmpeg.media.FrameSize;
import java.util.Optional;
import java.util.Set;

/**
 * A stream of subtitles.
 *
 * <p>Immutable and safe for any thread.
 *
 * @param section every field, by ffprobe's names
 */
public record SubtitleStreamInfo(ProbeSection section) implements StreamInfo {

    private static final Set<String> PICTURES =
            Set.of("dvd_subtitle", "hdmv_pgs_subtitle", "dvb_subtitle", "xsub", "dvb_teletext", "arib_caption");

    /**
     * The picture for which they are placed.
     *
     * @return the size; empty for text
     */
    public Optional<FrameSize> size() {
        int width = section.integer("width").orElse(0);
        int height = section.integer("height").orElse(0);
        return width > 0 && height > 0 ? Optional.of(new FrameSize(width, height)) : Optional.empty();
    }

    /**
     * Whether they are to be shown even when no subtitles are asked for.
     *
     * @return whether the disposition {@code forced} is set
     */
    public boolean isForced() {
        return dispositions().contains("forced");
    }

    /**
     * Whether they are text, and not pictures of text.
     *
     * @return {@code false} for DVD, DVB and Blu-ray subtitles and teletext
     */
    public boolean isText() {
        return codecName().filter(name -> !PICTURES.contains(name)).isPresent();
    }
}
