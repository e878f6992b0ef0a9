package io.github.asyncffmpeg.graph;

import io.github.asyncffmpeg.error.FFmpegSpecException;
import io.github.asyncffmpeg.internal.value.PadLabel;
import io.github.asyncffmpeg.internal.value.StreamSpecifier;
import io.github.asyncffmpeg.media.MediaSource;
import io.github.asyncffmpeg.media.MediaTarget;
import io.github.asyncffmpeg.media.Medium;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Something FFmpeg reads: one {@code -i}. Two inputs with the same name are opened twice; one input used twice is opened
 * once.
 *
 * <p>An input is also a stream: all that is in it. Mapped alone it lets FFmpeg choose (the best video, the best audio),
 * and a filter takes the first stream of its medium. Options come before the {@code -i}; a copy with another option is
 * another input.
 *
 * <p>Immutable and safe for any thread.
 */
public final class Input extends FileOptions<Input> implements Node, VideoStream, AudioStream {

    private final MediaTarget source;
    private final CallSite callSite;

    private Input(MediaTarget source, NamedOptions options, CallSite callSite) {
        super(options);
        this.source = source;
        this.callSite = callSite;
    }

    /**
     * An input in FFmpeg's own syntax.
     *
     * @param source a file name, a pattern, a URL, a device's name or {@code -}, handed to FFmpeg as it is
     * @return the input
     * @throws io.github.asyncffmpeg.error.FFmpegSpecException when the text is empty or holds a NUL
     */
    public static Input of(String source) {
        try {
            return of(MediaTarget.of(source));
        } catch (FFmpegSpecException | NullPointerException e) {
            throw CallSite.located("input ", e);
        }
    }

    /**
     * One file, whatever its name. For a device use its name as a text.
     *
     * @param file the file
     * @return the input
     * @throws io.github.asyncffmpeg.error.FFmpegSpecException when it is on another file system than the default one
     */
    public static Input of(Path file) {
        try {
            return of(MediaTarget.of(file));
        } catch (FFmpegSpecException | NullPointerException e) {
            throw CallSite.located("input ", e);
        }
    }

    /**
     * Media that this program gives.
     *
     * @param source where it comes from; by default FFmpeg cannot seek in it
     * @return the input
     */
    public static Input of(MediaSource source) {
        return of(CallSite.locating("input ", () -> MediaTarget.from(source)));
    }

    /**
     * An input.
     *
     * @param source where it is read from
     * @return the input
     */
    public static Input of(MediaTarget source) {
        try {
            Given.one("input target", source);
        } catch (FFmpegSpecException | NullPointerException e) {
            throw CallSite.located("", e);
        }
        return new Input(source, NamedOptions.NONE, CallSite.here());
    }

    /**
     * The video of this input ({@code 0:v}). In an output these are all its videos, cover pictures as well. A filter takes
     * the first one.
     *
     * @return the video
     */
    public VideoStream video() {
        return new VideoPad(this, PadLabel.FIRST, Optional.of(new StreamSpecifier("v")));
    }

    /**
     * One video of this input ({@code 0:v:0}).
     *
     * @param index which one, from 0
     * @return the video
     */
    public VideoStream video(int index) {
        return new VideoPad(this, PadLabel.FIRST, Optional.of(numbered("v:", index)));
    }

    /**
     * The audio of this input ({@code 0:a}). In an output these are all its audio tracks, such as one for each language:
     * mostly you want {@link #audio(int) audio(0)}. A filter takes the first one.
     *
     * @return the audio
     */
    public AudioStream audio() {
        return new AudioPad(this, PadLabel.FIRST, Optional.of(new StreamSpecifier("a")));
    }

    /**
     * One audio track of this input ({@code 0:a:0}), for outputs and filters alike.
     *
     * @param index which one, from 0
     * @return the audio
     */
    public AudioStream audio(int index) {
        return new AudioPad(this, PadLabel.FIRST, Optional.of(numbered("a:", index)));
    }

    /**
     * Streams by a free specifier: {@code v:0}, {@code m:language:eng}, {@code a?} (which may be missing; for outputs
     * only).
     *
     * @param specifier as in "Stream specifiers" of the FFmpeg documentation
     * @return the streams
     */
    public AnyStream stream(String specifier) {
        StreamSpecifier streams = CallSite.locating(describe() + ", ", () -> new StreamSpecifier(specifier));
        return new AnyStream(this, PadLabel.FIRST, Optional.of(streams));
    }

    private StreamSpecifier numbered(String medium, int index) {
        if (index < 0) {
            throw CallSite.here().fault(describe(), "expected a stream number from 0, got " + index);
        }
        return new StreamSpecifier(medium + index);
    }

    /**
     * Reads no faster than it plays ({@code -re}), as for a live stream.
     *
     * @return a changed copy
     */
    public Input atNativeRate() {
        return flag("re");
    }

    /**
     * Where it is read from.
     *
     * @return the source
     */
    public MediaTarget source() {
        return source;
    }

    @Override
    public AnyStream filter(String name, Object... arguments) {
        return FilterNode.of(name, List.of(this), arguments).any();
    }

    @Override
    public AnyStream filters(String text) {
        return FilterGraph.parse(text).inputs(this).any();
    }

    @Override
    public Node node() {
        return this;
    }

    @Override
    public int outputNumber() {
        return 0;
    }

    @Override
    public String outputLabel() {
        return "";
    }

    @Override
    public Optional<String> specifier() {
        return Optional.empty();
    }

    @Override
    public Optional<Medium> medium() {
        return Optional.empty();
    }

    @Override
    public Optional<String> madeAt() {
        return callSite.line();
    }

    @Override
    public String describe() {
        return "input '" + source + "'";
    }

    @Override
    Input with(NamedOptions changed) {
        return new Input(source, changed, callSite);
    }

    @Override
    String sizeOption() {
        return "video_size";
    }
}
