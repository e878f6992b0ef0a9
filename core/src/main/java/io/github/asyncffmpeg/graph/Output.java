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
import java.util.Optional;

/**
 * Something FFmpeg writes, and a {@link StreamSpec} by itself. Options come before the target.
 *
 * <p>Each stream becomes one {@code -map}, in the order given. {@code in.audio(0)} is the first audio track of an input,
 * {@code in.audio()} is every audio track that it has. One whole input alone has no {@code -map}, so that FFmpeg picks
 * the best video and the best audio itself.
 *
 * <p>Immutable and safe for any thread.
 */
public final class Output extends FileOptions<Output> implements StreamSpec {

    private final MediaTarget target;
    private final List<MediaStream> streams;
    private final List<FilterNode> sinks;
    private final GlobalArguments globals;
    private final CallSite callSite;

    private Output(
            MediaTarget target,
            List<MediaStream> streams,
            NamedOptions options,
            List<FilterNode> sinks,
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
     * @throws FFmpegSpecException when there is no stream
     */
    public static Output of(MediaTarget target, List<? extends MediaStream> streams) {
        CallSite callSite = CallSite.here();
        try {
            Given.one("output target", target);
        } catch (FFmpegSpecException | NullPointerException e) {
            throw CallSite.located("", e);
        }
        if (Objects.requireNonNull(streams, "streams").isEmpty()) {
            throw callSite.fault("output '" + target + "'", "expected at least one stream, got none");
        }
        if (new ArrayList<Object>(streams).contains(null)) {
            throw callSite.missing("output '" + target + "'", "expected streams, got null among them");
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
        try {
            return MediaTarget.of(target);
        } catch (FFmpegSpecException | NullPointerException e) {
            throw CallSite.located("output ", e);
        }
    }

    static MediaTarget target(Path file) {
        try {
            return MediaTarget.of(file);
        } catch (FFmpegSpecException | NullPointerException e) {
            throw CallSite.located("output ", e);
        }
    }

    static MediaTarget target(MediaSink sink) {
        return CallSite.locating("output ", () -> MediaTarget.to(sink));
    }

    /**
     * The quality that an encoder such as {@code libx264} keeps ({@code -crf}): the lower, the better and the larger.
     *
     * @param quality at least 0; of libx264 up to 51, 23 by default; other encoders have scales of their own
     * @return a changed copy
     * @throws FFmpegSpecException when it is negative, which encoders read as "not set"
     */
    public Output crf(double quality) {
        if (!(quality >= 0) || Double.isInfinite(quality)) {
            throw CallSite.here().fault(describe() + ", crf", "expected a number of at least 0, got " + quality);
        }
        boolean whole = quality == Math.rint(quality) && Math.abs(quality) < 1_000_000;
        return option("crf", whole ? (Object) (long) quality : (Object) quality);
    }

    /**
     * How much time the encoder takes to make the file smaller ({@code -preset}).
     *
     * @param preset the encoder's name for it, such as {@code veryfast} or {@code slow} of libx264, {@code 8} of
     *     libsvtav1
     * @return a changed copy
     */
    public Output preset(String preset) {
        return option("preset", name("preset", preset));
    }

    /**
     * How the pixels are stored ({@code -pix_fmt}). H.264 that every player shows is {@code yuv420p}.
     *
     * @param format a name from {@code ffmpeg -pix_fmts}
     * @return a changed copy
     */
    public Output pixelFormat(String format) {
        return option("pix_fmt", name("pixelFormat", format));
    }

    /**
     * The bit rate of some streams ({@code -b:v}).
     *
     * @param streams a stream specifier, such as {@code v} or {@code a:0}
     * @param bitRate in bits per second, or a text such as {@code 2M}
     * @return a changed copy
     */
    public Output bitRate(String streams, Object bitRate) {
        return option("b:" + text("bitRate streams", streams), value("bitRate", bitRate));
    }

    /**
     * The frame rate ({@code -r}): frames are repeated or left out.
     *
     * @param rate frames per second, a number or a {@link io.github.asyncffmpeg.media.Rational}
     * @return a changed copy
     */
    public Output frameRate(Object rate) {
        return option("r", value("frameRate", rate));
    }

    /**
     * Ends the output after so many pictures ({@code -frames:v}).
     *
     * @param count of pictures, above 0; 1 for one picture
     * @return a changed copy
     */
    public Output frames(long count) {
        return option("frames:v", positive("frames", count));
    }

    /**
     * How many channels the audio has ({@code -ac}): more are mixed down.
     *
     * @param count above 0; 1 for mono, 2 for stereo
     * @return a changed copy
     */
    public Output channels(int count) {
        return option("ac", positive("channels", count));
    }

    /**
     * The sample rate of the audio ({@code -ar}).
     *
     * @param rate in samples per second, above 0, such as 48,000
     * @return a changed copy
     */
    public Output sampleRate(int rate) {
        return option("ar", positive("sampleRate", rate));
    }

    /**
     * Leaves all audio out ({@code -an}).
     *
     * @return a changed copy
     */
    public Output noAudio() {
        return flag("an");
    }

    /**
     * Leaves all video out ({@code -vn}), cover pictures as well.
     *
     * @return a changed copy
     */
    public Output noVideo() {
        return flag("vn");
    }

    /**
     * Puts the index of an MP4 or MOV file at its start, so that a browser can play it while it loads
     * ({@code -movflags +faststart}). FFmpeg then copies the whole file once more at its end. Other flags that are set
     * stay.
     *
     * @return a changed copy
     */
    public Output fastStart() {
        String flags = "+faststart";
        for (Object set : options().getOrDefault("movflags", List.of())) {
            if (set instanceof String text) { // of several the last counts
                flags = text + "+faststart";
            }
        }
        return option("movflags", flags);
    }

    private long positive(String what, long value) {
        if (value <= 0) {
            throw CallSite.here().fault(describe() + ", " + what, "expected a number above 0, got " + value);
        }
        return value;
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
        return addMetadata("metadata:" + text("metadata part", part), key, value);
    }

    private Output addMetadata(String option, String key, String value) {
        text("metadata key", key);
        CallSite.locating("", () -> Given.one(describe() + ", metadata value", value));
        if (key.indexOf('=') >= 0) {
            throw callSite.fault(describe(), "expected a metadata key without '=', got '" + key + "'");
        }
        return addOption(option, key + "=" + value);
    }

    /**
     * Adds ends of streams inside the graph, which no output would reach.
     *
     * @param more the sinks, as {@link MediaStream#sink} makes them
     * @return a changed copy
     */
    public Output sinks(FilterNode... more) {
        List<FilterNode> all = new ArrayList<>(sinks);
        all.addAll(CallSite.locating("", () -> Given.list(describe() + ", sinks", more)));
        return new Output(target, streams, named(), List.copyOf(all), globals, callSite);
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
    public List<FilterNode> sinks() {
        return sinks;
    }

    GlobalArguments globals() {
        return globals;
    }

    /**
     * Where the output was made.
     *
     * @return the line, as a stack trace shows it: {@code com.example.Main.render(Main.java:42)}; empty when it cannot be had
     */
    public Optional<String> madeAt() {
        return callSite.line();
    }

    CallSite callSite() {
        return callSite;
    }

    @Override
    public List<Output> outputs() {
        return List.of(this);
    }

    @Override
    public List<String> labels() {
        return List.of();
    }

    @Override
    public Optional<List<String>> handWritten() {
        return Optional.empty();
    }

    @Override
    public List<String> globalArguments() {
        return globals.last();
    }

    @Override
    public List<String> globalArgumentsFirst() {
        return globals.first();
    }

    @Override
    public Output overwrite() {
        return with(globals.overwriting());
    }

    @Override
    public Output globalArguments(String... arguments) {
        try {
            return with(globals.withLast(Given.list("global arguments", arguments)));
        } catch (FFmpegSpecException | NullPointerException e) {
            throw CallSite.located(describe() + ", ", e);
        }
    }

    @Override
    public Output globalArgumentsFirst(String... arguments) {
        try {
            return with(globals.withFirst(Given.list("global arguments", arguments)));
        } catch (FFmpegSpecException | NullPointerException e) {
            throw CallSite.located(describe() + ", ", e);
        }
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
            throw CallSite.here().missing("stream spec", "expected outputs, got null among them");
        }
        return all;
    }

    private Output with(GlobalArguments changed) {
        return new Output(target, streams, named(), sinks, changed, callSite);
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
