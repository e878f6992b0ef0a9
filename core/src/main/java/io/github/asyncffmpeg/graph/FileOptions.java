package io.github.asyncffmpeg.graph;

import io.github.asyncffmpeg.error.FFmpegSpecException;
import io.github.asyncffmpeg.internal.secret.Redactor;
import io.github.asyncffmpeg.internal.text.PlainText;
import io.github.asyncffmpeg.media.FrameSize;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.Supplier;

/**
 * What an input and an output have in common: options. Each method returns a changed copy.
 *
 * <p>A value may be a text (handed over as it is), a number, a {@link Duration} (written in seconds), a
 * {@link java.nio.file.Path}, a boolean, or a collection of them, which repeats the option. A boolean of an option
 * without a value becomes {@code -shortest} or {@code -noshortest}; of another option, 1 or 0. Options are written
 * sorted by code point, as ffmpeg-python does; {@code f}, {@code video_bitrate}, {@code audio_bitrate} and
 * {@code video_size} come first.
 *
 * <p>Immutable and safe for any thread.
 *
 * @param <T> the input or the output
 */
public abstract sealed class FileOptions<T extends FileOptions<T>> permits Input, Output {

    private final NamedOptions options;

    FileOptions(NamedOptions options) {
        this.options = options;
    }

    abstract T with(NamedOptions changed);

    private T withOption(String name, boolean keepOld, Object... values) {
        try {
            return with(options.with(describe(), name, keepOld, values));
        } catch (FFmpegSpecException | NullPointerException e) {
            throw CallSite.located("", e);
        }
    }

    private T changed(Supplier<NamedOptions> made) {
        return with(CallSite.locating("", made));
    }

    /**
     * The node in a few words, for messages.
     *
     * @return for example {@code input 'in.mp4'}
     */
    public abstract String describe();

    /**
     * The options that are set.
     *
     * @return the values of each, in their order, sorted by the option's name: a text in FFmpeg's words, a {@link Boolean}, a
     *     {@link LiteralText}, or an empty {@link java.util.Optional} for an option that stands alone; an option with no
     *     values is not written
     */
    public final SortedMap<String, List<Object>> options() {
        return options.values();
    }

    final NamedOptions named() {
        return options;
    }

    /**
     * Sets an option, in the place of its former values.
     *
     * @param name the option's name, without a dash, with a stream specifier if wanted: {@code crf}, {@code b:a:0}
     * @param values the values, at least one; several, or a collection, repeat the option; an empty collection removes
     *     it
     * @return a changed copy
     * @throws io.github.asyncffmpeg.error.FFmpegSpecException when the name cannot be one, there is no value, or a value
     *     has no text in FFmpeg's language
     */
    public final T option(String name, Object... values) {
        return withOption(name, false, values);
    }

    /**
     * Repeats an option, after its former values.
     *
     * @param name the option's name
     * @param values the values, at least one; an empty collection adds nothing
     * @return a changed copy
     */
    public final T addOption(String name, Object... values) {
        return withOption(name, true, values);
    }

    /**
     * Sets many options.
     *
     * @param all names and values
     * @return a changed copy
     */
    public final T options(Map<String, ?> all) {
        return changed(() -> {
            NamedOptions changed = options;
            for (Map.Entry<String, ?> each :
                    Given.one(describe() + ", options", all).entrySet()) {
                changed = changed.with(describe(), each.getKey(), false, each.getValue());
            }
            return changed;
        });
    }

    /**
     * Sets an option that takes no value, such as {@code shortest}.
     *
     * @param name the option's name, without a dash
     * @return a changed copy
     */
    public final T flag(String name) {
        try {
            return with(options.withFlag(describe(), name, false));
        } catch (FFmpegSpecException | NullPointerException e) {
            throw CallSite.located("", e);
        }
    }

    /**
     * The container or device format ({@code -f}).
     *
     * @param format FFmpeg's name of a demuxer or muxer
     * @return a changed copy
     */
    public final T format(String format) {
        return option("f", name("format", format));
    }

    /**
     * Where to begin ({@code -ss}): of an input, jumps there; of an output, decodes and throws away up to there.
     *
     * @param position from the beginning, at least zero; to begin so long before the end, {@code option("sseof", "-10")}
     * @return a changed copy
     */
    public final T seek(Duration position) {
        return option("ss", time("seek", position));
    }

    /**
     * How much to read or to write ({@code -t}).
     *
     * @param duration how long, at least zero
     * @return a changed copy
     */
    public final T duration(Duration duration) {
        return option("t", time("duration", duration));
    }

    /**
     * Where to end ({@code -to}).
     *
     * @param position from the beginning, at least zero
     * @return a changed copy
     */
    public final T endAt(Duration position) {
        return option("to", time("endAt", position));
    }

    /**
     * The size of the picture: what a raw or device input has ({@code -video_size}), or what an output gets
     * ({@code -s}).
     *
     * @param width in pixels, above 0
     * @param height in pixels, above 0
     * @return a changed copy
     */
    public final T size(int width, int height) {
        FrameSize size;
        try {
            size = frameSize(width, height);
        } catch (FFmpegSpecException e) {
            throw CallSite.located(describe() + ", ", e);
        }
        return option(sizeOption(), size);
    }

    private static FrameSize frameSize(int width, int height) {
        try {
            return new FrameSize(width, height);
        } catch (IllegalArgumentException e) {
            throw new FFmpegSpecException(String.valueOf(e.getMessage()));
        }
    }

    abstract String sizeOption();

    /**
     * A codec for all streams: the decoder of an input, the encoder of an output ({@code -c}).
     *
     * @param codec FFmpeg's name, or {@code copy}
     * @return a changed copy
     */
    public final T codec(String codec) {
        return option("c", name("codec", codec));
    }

    /**
     * A codec for some streams ({@code -c:v}).
     *
     * @param streams a stream specifier, such as {@code v} or {@code a:0}
     * @param codec FFmpeg's name, or {@code copy}
     * @return a changed copy
     */
    public final T codec(String streams, String codec) {
        return option("c:" + text("codec streams", streams), name("codec", codec));
    }

    final String name(String what, String name) {
        try {
            return PlainText.checkName(describe() + ", " + what, name);
        } catch (FFmpegSpecException | NullPointerException e) {
            throw CallSite.located("", e);
        }
    }

    /** Blanks may be in it, as in {@code m:title:Main Video}. */
    final String text(String what, String text) {
        try {
            if (Given.one(describe() + ", " + what, text).isBlank()) {
                throw new FFmpegSpecException(describe() + ", " + what + ": expected a text, got a blank one");
            }
            return text;
        } catch (FFmpegSpecException | NullPointerException e) {
            throw CallSite.located("", e);
        }
    }

    /** A number, or the text of one. */
    final Object value(String what, Object value) {
        if (value instanceof Number number && number.doubleValue() < 0) {
            throw CallSite.here().fault(describe() + ", " + what, "expected at least 0, got " + value);
        }
        return value instanceof String text ? text(what, text) : value;
    }

    private Duration time(String what, Duration time) {
        try {
            if (Given.one(describe() + ", " + what, time).isNegative()) {
                throw new FFmpegSpecException(
                        describe() + ", " + what + ": expected a time of at least zero, got " + time);
            }
            return time;
        } catch (FFmpegSpecException | NullPointerException e) {
            throw CallSite.located("", e);
        }
    }

    @Override
    public final String toString() {
        return Redactor.alone(describe());
    }
}
