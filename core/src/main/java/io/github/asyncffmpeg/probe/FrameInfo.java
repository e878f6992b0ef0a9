package io.github.asyncffmpeg.probe;

import io.github.asyncffmpeg.media.FrameSize;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * A frame: a decoded picture, some decoded sound, or a subtitle.
 *
 * <p>Immutable and safe for any thread.
 *
 * @param section every field, by ffprobe's names
 */
public record FrameInfo(ProbeSection section) {

    /**
     * The stream it belongs to.
     *
     * @return as {@link StreamInfo#index}; -1 where ffprobe does not say it, as of subtitles
     */
    public int streamIndex() {
        return section.integer("stream_index").orElse(-1);
    }

    /**
     * Its kind, in FFmpeg's words.
     *
     * @return {@code video}, {@code audio} or {@code subtitle}
     */
    public Optional<String> mediaType() {
        return section.text("media_type");
    }

    /**
     * When it is to be shown, in units of its stream's time base.
     *
     * @return the field {@code pts}, or FFmpeg's best guess where the file has none; it may be negative
     */
    public OptionalLong pts() {
        OptionalLong pts = section.number("pts");
        return pts.isPresent() ? pts : section.number("best_effort_timestamp");
    }

    /**
     * When it is to be shown.
     *
     * @return the time, which ffprobe rounds to microseconds, or FFmpeg's best guess where the file has none; it may be
     *     negative
     */
    public Optional<Duration> ptsTime() {
        return section.seconds("pts_time").or(() -> section.seconds("best_effort_timestamp_time"));
    }

    /**
     * How long it lasts, in units of its stream's time base.
     *
     * @return the field {@code duration}, which before FFmpeg 6 was {@code pkt_duration}
     */
    public OptionalLong durationTicks() {
        OptionalLong duration = section.number("duration");
        return duration.isPresent() ? duration : section.number("pkt_duration");
    }

    /**
     * How long it lasts.
     *
     * @return the length, which ffprobe rounds to microseconds
     */
    public Optional<Duration> duration() {
        return section.seconds("duration_time").or(() -> section.seconds("pkt_duration_time"));
    }

    /**
     * Whether decoding can begin here.
     *
     * @return whether it is a key frame
     */
    public boolean isKey() {
        return section.integer("key_frame").orElse(0) == 1;
    }

    /**
     * The kind of a picture.
     *
     * @return {@code I}, {@code P}, {@code B} …
     */
    public Optional<String> pictureType() {
        return section.text("pict_type").filter(type -> !type.equals("?"));
    }

    /**
     * The size of a picture.
     *
     * @return the size; empty for sound
     */
    public Optional<FrameSize> size() {
        int width = section.integer("width").orElse(0);
        int height = section.integer("height").orElse(0);
        return width > 0 && height > 0 ? Optional.of(new FrameSize(width, height)) : Optional.empty();
    }

    /**
     * How many samples of sound it has in each channel.
     *
     * @return the number; empty for pictures
     */
    public OptionalInt samples() {
        return section.integer("nb_samples");
    }

    /**
     * Its tags, such as those that a filter in a lavfi input has set.
     *
     * @return name and value of each
     */
    public Map<String, String> tags() {
        return section.section("tags").fields();
    }

    /**
     * What goes beside it.
     *
     * @return side data in ffprobe's order
     */
    public List<SideData> sideData() {
        return Sections.sideData(section);
    }
}
