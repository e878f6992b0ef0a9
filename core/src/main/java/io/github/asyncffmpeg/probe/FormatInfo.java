package io.github.asyncffmpeg.probe;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * The container: what is true of a file as a whole.
 *
 * <p>Immutable and safe for any thread.
 *
 * @param section every field, by ffprobe's names
 */
public record FormatInfo(ProbeSection section) {

    /**
     * What was opened.
     *
     * @return the target as ffprobe was given it: of a {@code Path}, with {@code file:} before it
     */
    public Optional<String> filename() {
        return section.text("filename");
    }

    /**
     * The names of the demuxer. One demuxer reads several containers: {@code mov, mp4, m4a, 3gp, 3g2, mj2}.
     *
     * @return the names, FFmpeg's own order
     */
    public List<String> names() {
        return section.text("format_name")
                .map(names -> List.of(names.split(",", -1)))
                .orElse(List.of());
    }

    /**
     * The demuxer, in words.
     *
     * @return {@code QuickTime / MOV} …
     */
    public Optional<String> longName() {
        return section.text("format_long_name");
    }

    /**
     * When the first stream begins.
     *
     * @return the time, to the microsecond; it may be negative
     */
    public Optional<Duration> start() {
        return section.seconds("start_time");
    }

    /**
     * How long the file is.
     *
     * @return the length, to the microsecond; empty where the container does not say it and FFmpeg could not tell
     */
    public Optional<Duration> duration() {
        return section.seconds("duration");
    }

    /**
     * How large the file is.
     *
     * @return bytes; empty for what has no size, such as a live stream
     */
    public OptionalLong size() {
        return section.number("size");
    }

    /**
     * How many bits a second it has on average.
     *
     * @return bits a second
     */
    public OptionalLong bitRate() {
        return section.number("bit_rate");
    }

    /**
     * How sure FFmpeg is that this is the format.
     *
     * @return 1 to 100; 25 and below is hardly more than the name of the file
     */
    public OptionalInt probeScore() {
        return section.integer("probe_score");
    }

    /**
     * The tags of the file, such as {@code title} and {@code artist}.
     *
     * @return name and value of each; Matroska's names are mostly in capitals
     */
    public Map<String, String> tags() {
        return section.section("tags").fields();
    }

    /**
     * Every field.
     *
     * @return name and value, as ffprobe wrote them
     */
    public Map<String, String> fields() {
        return section.fields();
    }
}
