package io.github.asyncffmpeg.probe;

import io.github.asyncffmpeg.media.Rational;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

/**
 * A stream of a file, by its kind. What is common to all kinds is here. Data, attachments and streams whose kind FFmpeg does
 * not know have no type of their own.
 *
 * <p>Immutable and safe for any thread.
 */
public sealed interface StreamInfo permits VideoStreamInfo, AudioStreamInfo, SubtitleStreamInfo, OtherStreamInfo {

    /**
     * All that ffprobe said of it.
     *
     * @return every field, by ffprobe's names
     */
    ProbeSection section();

    /**
     * Its number in the file.
     *
     * @return from 0; -1 where ffprobe did not say
     */
    default int index() {
        return section().integer("index").orElse(-1);
    }

    /**
     * Its kind, in FFmpeg's words.
     *
     * @return {@code video}, {@code audio}, {@code subtitle}, {@code data} or {@code attachment}
     */
    default Optional<String> codecType() {
        return section().text("codec_type");
    }

    /**
     * Its codec, by FFmpeg's short name.
     *
     * @return {@code h264}, {@code aac} …; empty where FFmpeg has no name for it
     */
    default Optional<String> codecName() {
        return section().text("codec_name");
    }

    /**
     * The profile of its codec.
     *
     * @return {@code High}, {@code LC} …
     */
    default Optional<String> profile() {
        return section().text("profile");
    }

    /**
     * The unit in which its times are counted, in seconds.
     *
     * @return {@code 1/90000} …
     */
    default Optional<Rational> timeBase() {
        return section().fraction("time_base");
    }

    /**
     * When it begins, in units of {@link #timeBase}.
     *
     * @return the time; it may be negative
     */
    default OptionalLong startTicks() {
        return section().number("start_pts");
    }

    /**
     * When it begins.
     *
     * @return the time, to the nanosecond; it may be negative
     */
    default Optional<Duration> start() {
        return section().ticks("start_pts").or(() -> section().seconds("start_time"));
    }

    /**
     * How long it is, in units of {@link #timeBase}.
     *
     * @return the length; empty where the container does not say it for each stream, as Matroska
     */
    default OptionalLong durationTicks() {
        return section().number("duration_ts");
    }

    /**
     * How long it is.
     *
     * @return the length, to the nanosecond; empty where the container does not say it for each stream, as Matroska
     */
    default Optional<Duration> duration() {
        return section().ticks("duration_ts").or(() -> section().seconds("duration"));
    }

    /**
     * How many bits a second it has on average.
     *
     * @return bits a second
     */
    default OptionalLong bitRate() {
        return section().number("bit_rate");
    }

    /**
     * How many frames it has as the container says, which may be wrong. {@link FFprobe#frameTiming} counts.
     *
     * @return the number; empty where the container does not say it
     */
    default OptionalLong declaredFrames() {
        return section().number("nb_frames");
    }

    /**
     * How many frames were decoded.
     *
     * @return the number; empty without {@link ProbeRequest#countFrames}
     */
    default OptionalLong countedFrames() {
        return section().number("nb_read_frames");
    }

    /**
     * How many packets were read.
     *
     * @return the number; empty without {@link ProbeRequest#countPackets}
     */
    default OptionalLong countedPackets() {
        return section().number("nb_read_packets");
    }

    /**
     * Its tags, such as {@code language} and {@code title}.
     *
     * @return name and value of each; Matroska's names are in capitals
     */
    default Map<String, String> tags() {
        return section().section("tags").fields();
    }

    /**
     * Its language.
     *
     * @return the tag {@code language}, mostly three letters; empty where there is none, or it is {@code und}
     */
    default Optional<String> language() {
        return Optional.ofNullable(tags().get("language")).filter(language -> !language.equals("und"));
    }

    /**
     * The file name of an attachment, such as a font.
     *
     * @return the tag {@code filename}; whoever made the file chose it, so it is not a path to write to
     */
    default Optional<String> attachmentName() {
        return Optional.ofNullable(tags().get("filename"));
    }

    /**
     * What it is for, in FFmpeg's words.
     *
     * @return such as {@code default}, {@code forced}, {@code attached_pic}, in alphabetical order
     */
    default Set<String> dispositions() {
        Set<String> set = new TreeSet<>();
        section().section("disposition").fields().forEach((name, value) -> {
            if (!value.equals("0")) {
                set.add(name);
            }
        });
        return set;
    }

    /**
     * What goes beside it.
     *
     * @return side data in ffprobe's order
     */
    default List<SideData> sideData() {
        return Sections.sideData(section());
    }

    /**
     * Every field of it.
     *
     * @return name and value, as ffprobe wrote them
     */
    default Map<String, String> fields() {
        return section().fields();
    }

    /**
     * The first of a stream's side data of one kind.
     *
     * @param <D> the kind
     * @param kind the kind
     * @return the side data, if there is any
     */
    default <D extends SideData> Optional<D> sideData(Class<D> kind) {
        Objects.requireNonNull(kind, "kind");
        return sideData().stream().filter(kind::isInstance).map(kind::cast).findFirst();
    }

    /**
     * The level of its codec, in the codec's own way of counting.
     *
     * @return the level
     */
    default OptionalInt level() {
        return section().integer("level");
    }
}
