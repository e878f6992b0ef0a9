package io.github.asyncffmpeg.graph;

import io.github.asyncffmpeg.error.FFmpegSpecException;
import io.github.asyncffmpeg.media.MediaSink;
import io.github.asyncffmpeg.media.MediaTarget;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Objects;

/**
 * Something FFmpeg writes, and a {@link StreamSpec} by itself. Options come before the target.
 *
 * <p>Each stream becomes one {@code -map}, in the order given; one whole input alone has none, so that FFmpeg picks the
 * best streams itself.
 *
 * <p>Immutable and safe for any thread.
 */
public final class Output extends FileOptions<Output> implements StreamSpec {

    private final MediaTarget target;
    private final List<MediaStream> streams;
    private final List<Sink> sinks;
    private final GlobalArguments globals;
    private final CallSite callSite;

    private Output(
            MediaTarget target,
            List<MediaStream> streams,
            NamedOptions options,
            List<Sink> sinks,
            GlobalArguments globals,
            CallSite callSite) {
        super(options);
        this.target = target;
        this.streams = streams;
        this.sinks = sinks;
        this.globals = globals;
        this.callSite = callSite;
    }

    /**
     * Writes streams.
     *
     * @param target where to
     * @param streams the streams, in their order
     * @return the output
     * @throws FFmpegSpecException when there is no stream, or one is null
     */
    public static Output of(MediaTarget target, List<? extends MediaStream> streams) {
        CallSite callSite = CallSite.here();
        CallSite.locating("", () -> Given.one("output target", target));
        if (Objects.requireNonNull(streams, "streams").isEmpty()) {
            throw callSite.fault("output '" + target + "'", "expected at least one stream, got none");
        }
        if (new ArrayList<Object>(streams).contains(null)) {
            throw callSite.fault("output '" + target + "'", "expected streams, got null among them");
        }
        return new Output(
                target,
                Collections.unmodifiableList(new ArrayList<>(streams)),
                NamedOptions.NONE,
                List.of(),
                GlobalArguments.NONE,
                callSite);
    }

    /**
     * Writes streams, to a target in FFmpeg's own syntax.
     *
     * @param target a file name, a pattern, a URL or {@code -}
     * @param streams the streams, in their order
     * @return the output
     */
    public static Output of(String target, MediaStream... streams) {
        return of(target(target), Arrays.asList(Objects.requireNonNull(streams, "streams")));
    }

    static MediaTarget target(String target) {
        return CallSite.locating("output ", () -> MediaTarget.of(target));
    }

    static MediaTarget target(Path file) {
        return CallSite.locating("output ", () -> MediaTarget.of(file));
    }

    static MediaTarget target(MediaSink sink) {
        return CallSite.locating("output ", () -> MediaTarget.to(sink));
    }

    /**
     * A bit rate of some streams ({@code -b:v}). Not the same option as {@link #videoBitrate} and {@link #audioBitrate}:
     * where both are set, both are written, and this one, which comes later, counts.
     *
     * @param streams a stream specifier, such as {@code v} or {@code a:0}
     * @param bitrate in bits per second, or a text such as {@code 2M}
     * @return a changed copy
     */
    public Output bitrate(String streams, Object bitrate) {
        return option("b:" + Given.one(describe() + ", bitrate streams", streams), bitrate);
    }

    /**
     * The bit rate of the video ({@code -b:v}, before the sorted options, as ffmpeg-python's {@code video_bitrate}).
     *
     * @param bitrate in bits per second, or a text such as {@code 2M}
     * @return a changed copy
     */
    public Output videoBitrate(Object bitrate) {
        return option("video_bitrate", bitrate);
    }

    /**
     * The bit rate of the audio ({@code -b:a}, before the sorted options, as ffmpeg-python's {@code audio_bitrate}).
     *
     * @param bitrate in bits per second, or a text such as {@code 128k}
     * @return a changed copy
     */
    public Output audioBitrate(Object bitrate) {
        return option("audio_bitrate", bitrate);
    }

    /**
     * The frame rate ({@code -r}).
     *
     * @param rate frames per second, a number or a {@link io.github.asyncffmpeg.media.Rational}
     * @return a changed copy
     */
    public Output frameRate(Object rate) {
        return option("r", rate);
    }

    /**
     * One more entry of the file's metadata ({@code -metadata}).
     *
     * @param key for example {@code title}, without {@code =}
     * @param value the text; an empty one deletes the entry
     * @return a changed copy
     */
    public Output metadata(String key, String value) {
        return addMetadata("metadata", key, value);
    }

    /**
     * One more entry of a stream's, chapter's or programme's metadata ({@code -metadata:s:a:0}).
     *
     * @param part which part, such as {@code s:a:0}, as in "-metadata" of the FFmpeg documentation
     * @param key for example {@code language}, without {@code =}
     * @param value the text; an empty one deletes the entry
     * @return a changed copy
     */
    public Output metadata(String part, String key, String value) {
        return addMetadata("metadata:" + given("part", part), key, value);
    }

    private Output addMetadata(String option, String key, String value) {
        given("key", key);
        given("value", value);
        if (key.isEmpty() || key.indexOf('=') >= 0) {
            throw callSite.fault(describe(), "expected a metadata key without '=', got '" + key + "'");
        }
        return addOption(option, key + "=" + value);
    }

    private String given(String what, String text) {
        return CallSite.locating("", () -> Given.one(describe() + ", metadata " + what, text));
    }

    /**
     * Adds ends of streams inside the graph, which no output would reach.
     *
     * @param more the sinks
     * @return a changed copy
     */
    public Output sinks(Sink... more) {
        List<Sink> all = new ArrayList<>(sinks);
        all.addAll(CallSite.locating("", () -> Given.list(describe() + ", sinks", more)));
        return new Output(target, streams, options(), List.copyOf(all), globals, callSite);
    }

    /**
     * Where it is written to.
     *
     * @return the target
     */
    public MediaTarget target() {
        return target;
    }

    /**
     * What is written.
     *
     * @return the streams, in their order
     */
    public List<MediaStream> streams() {
        return streams;
    }

    /**
     * Ends of streams inside the graph.
     *
     * @return the sinks
     */
    public List<Sink> sinks() {
        return sinks;
    }

    /**
     * Arguments of the whole command.
     *
     * @return the arguments
     */
    public GlobalArguments globals() {
        return globals;
    }

    /**
     * Where the output was made.
     *
     * @return the call site
     */
    public CallSite callSite() {
        return callSite;
    }

    @Override
    public Output overwrite() {
        return with(globals.overwriting());
    }

    @Override
    public Output globalArguments(String... arguments) {
        return with(CallSite.locating(
                describe() + ", ", () -> globals.withLast(Given.list("global arguments", arguments))));
    }

    @Override
    public Output globalArgumentsFirst(String... arguments) {
        return with(CallSite.locating(
                describe() + ", ", () -> globals.withFirst(Given.list("global arguments", arguments))));
    }

    @Override
    public String describe() {
        return "output '" + target + "'";
    }

    /** Several outputs become one group of the command. */
    static List<Output> checked(Collection<Output> outputs) {
        if (outputs.isEmpty()) {
            throw CallSite.here().fault("stream spec", "expected at least one output, got none");
        }
        List<Output> all = new ArrayList<>(outputs);
        if (new ArrayList<Object>(all).contains(null)) {
            throw CallSite.here().fault("stream spec", "expected outputs, got null among them");
        }
        return all;
    }

    private Output with(GlobalArguments changed) {
        return new Output(target, streams, options(), sinks, changed, callSite);
    }

    @Override
    Output with(NamedOptions changed) {
        return new Output(target, streams, changed, sinks, globals, callSite);
    }

    @Override
    String sizeOption() {
        return "s";
    }
}
