package io.github.asyncffmpeg.probe;

import io.github.asyncffmpeg.media.Rational;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A chapter.
 *
 * <p>Immutable and safe for any thread.
 *
 * @param section every field, by ffprobe's names
 */
public record ChapterInfo(ProbeSection section) {

    /**
     * Its number, as the file counts.
     *
     * @return the number
     */
    public OptionalLong id() {
        return section.number("id");
    }

    /**
     * The unit of {@link #startTicks}, in seconds.
     *
     * @return {@code 1/1000} …
     */
    public Optional<Rational> timeBase() {
        return section.fraction("time_base");
    }

    /**
     * When it begins, in units of {@link #timeBase}.
     *
     * @return the time
     */
    public OptionalLong startTicks() {
        return section.number("start");
    }

    /**
     * When it begins.
     *
     * @return the time, to the nanosecond
     */
    public Optional<Duration> start() {
        return section.ticks("start").or(() -> section.seconds("start_time"));
    }

    /**
     * When it ends.
     *
     * @return the time, to the nanosecond
     */
    public Optional<Duration> end() {
        return section.ticks("end").or(() -> section.seconds("end_time"));
    }

    /**
     * Its title.
     *
     * @return the tag {@code title}
     */
    public Optional<String> title() {
        return Optional.ofNullable(tags().get("title"));
    }

    /**
     * Its tags.
     *
     * @return name and value of each
     */
    public Map<String, String> tags() {
        return section.section("tags").fields();
    }
}
