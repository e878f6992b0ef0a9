package io.github.asyncffmpeg.graph;

import io.github.asyncffmpeg.error.FFmpegSpecException;
import io.github.asyncffmpeg.internal.value.PadLabel;
import io.github.asyncffmpeg.internal.value.StreamSpecifier;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * Video: what comes out of a filter or of {@link Input#video}, a free {@link AnyStream}, or an {@link Input} whose video
 * FFmpeg picks. Its operations are FFmpeg's filters of the same names; their options are in "Video Filters"
 * of the FFmpeg documentation.
 *
 * <p>Immutable and safe for any thread.
 */
public sealed interface VideoStream extends MediaStream permits VideoPad, AnyStream, Input {

    /**
     * Begins with a source filter such as {@code color} or {@code testsrc2}, inside the graph.
     *
     * @param name FFmpeg's name of the source filter
     * @param arguments as for {@link #filter}
     * @return its video
     */
    static VideoStream source(String name, Object... arguments) {
        return FilterNode.of(name, List.of(), arguments).video();
    }

    /**
     * {@inheritDoc}
     *
     * @return the filter's output
     */
    @Override
    VideoStream filter(String name, Object... arguments);

    /**
     * {@inheritDoc}
     *
     * @return the output of the last filter
     */
    @Override
    VideoStream filters(String text);

    /**
     * Any filter from video to video.
     *
     * @param name FFmpeg's name of the filter
     * @param arguments as for {@link MediaStream#filter}
     * @return the filter's output, as video
     */
    default VideoStream filterVideo(String name, Object... arguments) {
        return FilterNode.of(name, List.of(this), arguments).video();
    }

    /**
     * Copies the video, once for each output that is used: {@code split().video(0)}. Rarely needed: a filter's output
     * that is used twice is split by itself.
     *
     * @return the filter, whose copies are taken by label
     */
    default FilterNode split() {
        return FilterNode.of("split", List.of(this));
    }

    /**
     * Lays a picture over this one. {@code eof_action=repeat} is always written, as in ffmpeg-python.
     *
     * @param over the picture on top
     * @param options for example {@code at(10, 10)} or {@code opt("enable", "gte(t,5)")}
     * @return the result
     */
    default VideoStream overlay(VideoStream over, Object... options) {
        boolean given = Arrays.stream(Given.all("filter overlay", options))
                .anyMatch(each ->
                        (each instanceof FilterOption option && option.name().equals("eof_action"))
                                || (each instanceof java.util.Map<?, ?> map && map.containsKey("eof_action")));
        Object[] all = given ? options : with(options, FilterOption.opt("eof_action", "repeat"));
        return FilterNode.of("overlay", List.of(this, Objects.requireNonNull(over, "over")), all)
                .video();
    }

    /**
     * Cuts a rectangle out, at a corner that you name: {@code crop(320, 240, at(10, 20))}. Out of the middle it is
     * {@code filter("crop", 320, 240)}.
     *
     * @param width in pixels or an expression
     * @param height in pixels or an expression
     * @param corner the upper left corner of the rectangle
     * @param options more options
     * @return the rectangle
     */
    default VideoStream crop(Object width, Object height, Position corner, FilterOption... options) {
        return filterVideo("crop", with(options, width, height, Objects.requireNonNull(corner, "corner")));
    }

    /**
     * Draws the outline of a box.
     *
     * @param x left edge, in pixels or an expression
     * @param y upper edge, in pixels or an expression
     * @param width in pixels or an expression
     * @param height in pixels or an expression
     * @param color as in "Color" of the FFmpeg documentation
     * @param options more options, such as {@code opt("t", 5)} or {@code opt("t", "fill")}
     * @return the result
     */
    default VideoStream drawbox(
            Object x, Object y, Object width, Object height, String color, FilterOption... options) {
        return filterVideo("drawbox", with(options, x, y, width, height, color));
    }

    /**
     * Draws the outline of a box of a certain thickness.
     *
     * @param x left edge, in pixels or an expression
     * @param y upper edge, in pixels or an expression
     * @param width in pixels or an expression
     * @param height in pixels or an expression
     * @param color as in "Color" of the FFmpeg documentation
     * @param thickness in pixels, above 0
     * @return the result
     */
    default VideoStream drawbox(Object x, Object y, Object width, Object height, String color, int thickness) {
        if (thickness <= 0) {
            throw CallSite.here().fault("filter drawbox", "expected a thickness above 0, got " + thickness);
        }
        return drawbox(x, y, width, height, color, FilterOption.opt("t", thickness));
    }

    /**
     * Writes words on the picture, exactly as they are: {@code %}, quotes and backslashes have no meaning.
     *
     * @param words the words
     * @param options for example {@code at(10, 10)}, {@code opt("fontsize", 24)}; or maps of options
     * @return the result
     * @throws FFmpegSpecException when there is a bare value, such as the {@code 10, 10} of ffmpeg-python, which FFmpeg
     *     would take for a font file
     */
    default VideoStream drawtext(String words, Object... options) {
        return DrawText.on(this, new LiteralText(Objects.requireNonNull(words, "words")), options);
    }

    /**
     * Writes words on the picture, after FFmpeg has expanded them: <code>%{pts:hms}</code> becomes the time. See "Text
     * expansion" of the {@code drawtext} filter in the FFmpeg documentation.
     *
     * @param words the words, in the syntax of {@code drawtext}
     * @param options as for {@link #drawtext}
     * @return the result
     * @throws FFmpegSpecException as {@link #drawtext}
     */
    default VideoStream drawtextExpanded(String words, Object... options) {
        return DrawText.on(this, Objects.requireNonNull(words, "words"), options);
    }

    /**
     * Mirrors left and right.
     *
     * @return the result
     */
    default VideoStream hflip() {
        return filterVideo("hflip");
    }

    /**
     * Mirrors up and down.
     *
     * @return the result
     */
    default VideoStream vflip() {
        return filterVideo("vflip");
    }

    /**
     * Turns the hue, or changes the saturation.
     *
     * @param options such as {@code opt("h", 90)}, {@code opt("s", 0)}
     * @return the result
     */
    default VideoStream hue(FilterOption... options) {
        return filterVideo("hue", (Object[]) options);
    }

    /**
     * Keeps one piece.
     *
     * @param options such as {@code opt("start_frame", 10)}, {@code opt("end_frame", 20)}
     * @return the piece; its time stamps are those of the source, see {@link #setpts}
     */
    default VideoStream trim(FilterOption... options) {
        return filterVideo("trim", (Object[]) options);
    }

    /**
     * Keeps one piece.
     *
     * @param start where it begins
     * @param end where it ends, not included
     * @return the piece; its time stamps are those of the source, see {@link #setpts}
     */
    default VideoStream trim(Duration start, Duration end) {
        return trim(FilterOption.opt("start", start), FilterOption.opt("end", end));
    }

    /**
     * Changes the time stamps.
     *
     * @param expression for example {@code PTS-STARTPTS} or {@code 0.5*PTS}
     * @return the result
     */
    default VideoStream setpts(String expression) {
        return filterVideo("setpts", expression);
    }

    /**
     * Moves and zooms.
     *
     * @param options such as {@code opt("z", "zoom+0.01")}, {@code opt("d", 25)}
     * @return the result
     */
    default VideoStream zoompan(FilterOption... options) {
        return filterVideo("zoompan", (Object[]) options);
    }

    /**
     * Mixes the colour channels.
     *
     * @param arguments the coefficients in their order (rr, rg, rb, ra, gr …), or options such as
     *     {@code opt("rr", 0.393)}
     * @return the result
     */
    default VideoStream colorchannelmixer(Object... arguments) {
        return filterVideo("colorchannelmixer", arguments);
    }

    /**
     * Scales.
     *
     * @param width in pixels or an expression; -1 keeps the aspect, -2 keeps it with an even number
     * @param height in pixels or an expression
     * @param options more options
     * @return the result
     */
    default VideoStream scale(Object width, Object height, FilterOption... options) {
        return filterVideo("scale", with(options, width, height));
    }

    /**
     * Plays other videos after this one.
     *
     * @param others the videos that follow; same size and pixel format
     * @return one after the other
     */
    default VideoStream concat(VideoStream... others) {
        List<VideoStream> all = new ArrayList<>(List.of(this));
        all.addAll(Arrays.asList(Objects.requireNonNull(others, "others")));
        return Concat.video(all);
    }

    /**
     * The same stream, known to be video. Changes no argument.
     *
     * @return the video
     */
    default VideoStream asVideo() {
        return new VideoPad(
                node(), new PadLabel(outputNumber(), outputLabel()), specifier().map(StreamSpecifier::new));
    }

    private static Object[] with(Object[] after, Object... before) {
        Given.all("filter options", after);
        Object[] all = Arrays.copyOf(before, before.length + after.length, Object[].class);
        System.arraycopy(after, 0, all, before.length, after.length);
        return all;
    }
}
