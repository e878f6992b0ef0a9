package io.github.asyncffmpeg.probe;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * A packet: a piece of a stream as the container holds it, not decoded.
 *
 * <p>Immutable and safe for any thread.
 *
 * @param section every field, by ffprobe's names
 */
public record PacketInfo(ProbeSection section) {

    /**
     * The stream it belongs to.
     *
     * @return as {@link StreamInfo#index}; -1 where ffprobe did not say
     */
    public int streamIndex() {
        return section.integer("stream_index").orElse(-1);
    }

    /**
     * When it is to be shown, in units of its stream's time base.
     *
     * @return the time; it may be negative
     */
    public OptionalLong pts() {
        return section.number("pts");
    }

    /**
     * When it is to be shown.
     *
     * @return the time, which ffprobe rounds to microseconds; it may be negative
     */
    public Optional<Duration> ptsTime() {
        return section.seconds("pts_time");
    }

    /**
     * When it is to be decoded, in units of its stream's time base.
     *
     * @return the time; it may be negative
     */
    public OptionalLong dts() {
        return section.number("dts");
    }

    /**
     * When it is to be decoded.
     *
     * @return the time, which ffprobe rounds to microseconds; it may be negative
     */
    public Optional<Duration> dtsTime() {
        return section.seconds("dts_time");
    }

    /**
     * How long it lasts, in units of its stream's time base.
     *
     * @return the length
     */
    public OptionalLong durationTicks() {
        return section.number("duration");
    }

    /**
     * How long it lasts.
     *
     * @return the length, which ffprobe rounds to microseconds
     */
    public Optional<Duration> duration() {
        return section.seconds("duration_time");
    }

    /**
     * How large it is.
     *
     * @return bytes
     */
    public OptionalInt size() {
        return section.integer("size");
    }

    /**
     * Where it is in the file.
     *
     * @return bytes from the beginning
     */
    public OptionalLong position() {
        return section.number("pos");
    }

    /**
     * Its flags as ffprobe writes them: {@code K_}, and with newer versions {@code K__}.
     *
     * @return the flags
     */
    public String flags() {
        return section.text("flags").orElse("");
    }

    /**
     * Whether decoding can begin here.
     *
     * @return whether it has the flag {@code K}
     */
    public boolean isKey() {
        return flags().indexOf('K') >= 0;
    }

    /**
     * Whether it is decoded and then thrown away, such as what an edit list cuts off.
     *
     * @return whether it has the flag {@code D}
     */
    public boolean isDiscarded() {
        return flags().indexOf('D') >= 0;
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
