package io.github.asyncffmpeg.probe;

import io.github.asyncffmpeg.error.FFmpegSpecException;
import io.github.asyncffmpeg.internal.process.MemoryBound;
import io.github.asyncffmpeg.internal.text.PlainText;
import io.github.asyncffmpeg.internal.value.StreamSpecifier;
import io.github.asyncffmpeg.internal.value.ValueText;
import io.github.asyncffmpeg.media.MediaTarget;
import io.github.asyncffmpeg.media.UntrustedMedia;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What ffprobe is to look at, and how. Pure data; each method that takes a value returns a new request.
 *
 * <pre>{@code
 * ProbeRequest request = ProbeRequest.of(Path.of("talk.mp4")).streams("v:0").timeout(Duration.ofSeconds(5));
 * }</pre>
 *
 * <p>A long file, because each setting comes with its words.
 *
 * <p>Immutable and safe for any thread, as long as an array given to it is left alone. A request of an
 * {@link InputStream} can be used once.
 */
public final class ProbeRequest {

    /** How long a probe may take that does not read the whole file. */
    static final Duration USUAL_LIMIT = Duration.ofSeconds(30);

    /**
     * Of untrusted media. A 20-minute film at 60 fps takes ffprobe 115 MB, a picture of 8190x8190 with 64 bits a pixel 560 MB
     * (5.1.9, 8.0.1).
     */
    private static final long USUAL_MEMORY = 1024L * 1024 * 1024;

    /** Of untrusted media that is decoded: each thread of a decoder may hold a frame, as in a run. */
    private static final long DECODING_MEMORY = 4 * USUAL_MEMORY;

    private static final int USUAL_OUTPUT = 16 * 1024 * 1024;

    private final ProbeSource source;

    /** Those that are set; never changed after the request was made. */
    private final Map<Setting, Object> settings;

    private enum Setting {
        OPTIONS,
        STREAMS,
        INTERVALS,
        COUNT_FRAMES,
        COUNT_PACKETS,
        TIMEOUT,
        MAX_MEMORY,
        MAX_OUTPUT,
        UNTRUSTED
    }

    /** An option of ffprobe, without its dash, and its value. */
    record Option(String name, String value) {}

    private ProbeRequest(ProbeSource source) {
        this(source, Map.of());
    }

    private ProbeRequest(ProbeSource source, Map<Setting, Object> settings) {
        this.source = source;
        this.settings = settings;
    }

    private ProbeRequest with(Setting setting, Object value) {
        Map<Setting, Object> changed = new EnumMap<>(Setting.class);
        changed.putAll(settings);
        changed.put(setting, value);
        return new ProbeRequest(source, changed);
    }

    private <T> Optional<T> get(Setting setting, Class<T> type) {
        return Optional.ofNullable(settings.get(setting)).map(type::cast);
    }

    /**
     * A target in FFmpeg's own syntax: a file name, a URL. Names from users belong into {@link #of(Path)}.
     *
     * @param target what ffprobe is to open, verbatim
     * @return the request
     */
    public static ProbeRequest of(String target) {
        return of(MediaTarget.of(target));
    }

    /**
     * One literal file, whatever characters its name has.
     *
     * @param file the file
     * @return the request
     */
    public static ProbeRequest of(Path file) {
        return of(MediaTarget.of(file));
    }

    /**
     * A target.
     *
     * @param target what ffprobe is to open
     * @return the request
     */
    public static ProbeRequest of(MediaTarget target) {
        return new ProbeRequest(new ProbeSource.Target(Objects.requireNonNull(target, "target")));
    }

    /**
     * Media in memory. ffprobe gets it as a private temporary file, deleted afterwards: through a pipe it could not go
     * back and forth, and so could not read an MP4 file whose index is at its end.
     *
     * @param bytes the media; not copied
     * @return the request
     */
    public static ProbeRequest of(byte[] bytes) {
        return new ProbeRequest(new ProbeSource.Bytes(Objects.requireNonNull(bytes, "bytes")));
    }

    /**
     * Media from a stream. All of it is read into a private temporary file first, deleted afterwards: through a pipe
     * ffprobe could not go back and forth. A {@link #timeout} covers the reading too.
     *
     * @param stream the media; read to its end, and not closed
     * @return the request, which can be used once
     */
    public static ProbeRequest of(InputStream stream) {
        return new ProbeRequest(new ProbeSource.Stream(Objects.requireNonNull(stream, "stream")));
    }

    /**
     * Sets an option of ffprobe or of the demuxer, before the input: {@code probesize}, {@code analyzeduration},
     * {@code protocol_whitelist} …
     *
     * @param name the option without its dash; the same again is passed twice
     * @param value its value: a text, a number, a {@link Duration} (seconds)
     * @return a request with this option
     */
    public ProbeRequest option(String name, Object value) {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(value, "value");
        Option option = setting(() -> {
            String checked = PlainText.checkName("option", name);
            return new Option(checked, PlainText.check("option " + checked, ValueText.of("option " + checked, value)));
        });
        return with(Setting.OPTIONS, and(options(), option));
    }

    /**
     * Names the demuxer, where FFmpeg cannot guess it: {@code lavfi}, {@code rawvideo}.
     *
     * @param format the demuxer
     * @return a request with {@code -f}
     */
    public ProbeRequest format(String format) {
        return option("f", Objects.requireNonNull(format, "format"));
    }

    /**
     * Looks at some streams only.
     *
     * @param specifier which ones: {@code v}, {@code a:0}, {@code 3}, {@code m:language:eng}
     * @return a request for these streams
     */
    public ProbeRequest streams(String specifier) {
        Objects.requireNonNull(specifier, "specifier");
        return with(Setting.STREAMS, setting(() -> new StreamSpecifier(specifier)));
    }

    /**
     * Reads one part of the file only; for packets, frames and counts. FFmpeg seeks to the key frame before the start,
     * so that a few packets before it come as well.
     *
     * @param start when to begin, at least zero
     * @param length how long a part, more than zero
     * @return a request for this part, and those that were added before
     */
    public ProbeRequest interval(Duration start, Duration length) {
        Objects.requireNonNull(start, "start");
        Objects.requireNonNull(length, "length");
        if (start.isNegative() || length.isNegative() || length.isZero()) {
            throw new IllegalArgumentException(
                    "interval: a start of at least zero and a length above zero expected, not " + start + " and "
                            + length);
        }
        return interval(ValueText.of("interval", start) + "%+" + ValueText.of("interval", length));
    }

    /**
     * Reads one part of the file only, in ffprobe's own words: {@code 10%+20}, {@code %+#42} (the first 42 packets),
     * {@code 30%} (from 30 s to the end).
     *
     * @param interval as {@code -read_intervals} takes it
     * @return a request for this part, and those that were added before
     */
    public ProbeRequest interval(String interval) {
        Objects.requireNonNull(interval, "interval");
        if (setting(() -> PlainText.check("interval", interval)).isBlank()) {
            throw new IllegalArgumentException("interval: something like 10%+20 expected, got nothing");
        }
        return with(Setting.INTERVALS, and(intervals(), interval));
    }

    /**
     * Decodes every stream to its end to count its frames: {@link StreamInfo#countedFrames}.
     *
     * @return a request that counts, and that has no time limit unless one is given
     */
    public ProbeRequest countFrames() {
        return with(Setting.COUNT_FRAMES, true);
    }

    /**
     * Reads the file to its end to count the packets of each stream: {@link StreamInfo#countedPackets}.
     *
     * @return a request that counts, and that has no time limit unless one is given
     */
    public ProbeRequest countPackets() {
        return with(Setting.COUNT_PACKETS, true);
    }

    /**
     * Limits how long ffprobe may run. Over it, it is killed, and the probe fails with {@code Outcome.TimedOut}. By
     * default a probe has 30 s; what reads the whole file (packets, frames, counts) has no limit.
     *
     * <p>With a limit, the media of an {@link InputStream} must come within it too, or the probe fails with
     * {@code FFmpegStartException}, whose cause is a {@code TimeoutException}. The thread that reads the stream then waits
     * until you close the stream.
     *
     * @param limit more than zero, from the start of the process, or from the first read of a stream; for a stream of
     *     packets the time of who reads it counts too
     * @return a request with this limit
     */
    public ProbeRequest timeout(Duration limit) {
        Objects.requireNonNull(limit, "limit");
        if (limit.isZero() || limit.isNegative()) {
            throw new IllegalArgumentException("timeout: more than zero expected, not " + limit);
        }
        return with(Setting.TIMEOUT, limit);
    }

    /**
     * Limits how long the answer of a probe may be. Over it, ffprobe is killed and the probe fails. Streams of packets and
     * frames have no limit: they are not kept. (One packet or frame of more than 16 MiB is an error.)
     *
     * @param bytes more than zero; 16 MiB by default, which is thousands of streams
     * @return a request with this limit
     */
    public ProbeRequest maxOutput(int bytes) {
        if (bytes <= 0) {
            throw new IllegalArgumentException("maxOutput: more than zero expected, not " + bytes);
        }
        return with(Setting.MAX_OUTPUT, bytes);
    }

    /**
     * Limits the memory ffprobe may ask for, by {@code prlimit} or the shell's {@code ulimit -d}, as
     * {@code ResourceLimits.memory} does for a run. Linux from 4.7 only: elsewhere the probe does not start. An ffprobe that
     * gets no more fails with {@code FailureKind.LIMIT_EXCEEDED}. Without this setting there is no limit, except for
     * {@link #untrusted} media.
     *
     * @param bytes at least 64 MiB, without which ffprobe itself does not start
     * @return a request with this limit
     */
    public ProbeRequest maxMemory(long bytes) {
        if (bytes < MemoryBound.LEAST) {
            throw new IllegalArgumentException("maxMemory: at least " + MemoryBound.LEAST
                    + " bytes (64 MiB) expected, without which ffprobe does not start, not " + bytes);
        }
        return with(Setting.MAX_MEMORY, bytes);
    }

    /**
     * Treats the media as a stranger's: ffprobe opens it under the policy. It must be a {@code Path}, bytes or a stream, and
     * a path must lead to a regular file. What the request has no limit of its own for, it gets: a {@link #timeout} of
     * 30 s, whatever it reads; no allocation above 1 GiB; and, where the system can hold it, a {@link #maxMemory} of 1 GiB,
     * or 4 GiB where frames are decoded.
     *
     * @param policy what may be in it
     * @return a request with this policy
     */
    public ProbeRequest untrusted(UntrustedMedia policy) {
        return with(Setting.UNTRUSTED, Objects.requireNonNull(policy, "policy"));
    }

    /** What would be a fault of a spec is one of a setting here. */
    private static <T> T setting(Supplier<T> made) {
        try {
            return made.get();
        } catch (FFmpegSpecException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    private static <T> List<T> and(List<T> list, T element) {
        List<T> longer = new ArrayList<>(list);
        longer.add(element);
        return List.copyOf(longer);
    }

    ProbeSource source() {
        return source;
    }

    @SuppressWarnings("unchecked") // what option(…) has put there
    List<Option> options() {
        return (List<Option>) settings.getOrDefault(Setting.OPTIONS, List.of());
    }

    Optional<StreamSpecifier> streams() {
        return get(Setting.STREAMS, StreamSpecifier.class);
    }

    @SuppressWarnings("unchecked") // what interval(…) has put there
    List<String> intervals() {
        return (List<String>) settings.getOrDefault(Setting.INTERVALS, List.of());
    }

    boolean countsFrames() {
        return settings.containsKey(Setting.COUNT_FRAMES);
    }

    boolean countsPackets() {
        return settings.containsKey(Setting.COUNT_PACKETS);
    }

    /** What was asked for: it covers the reading of a stream too. */
    Optional<Duration> ownTimeout() {
        return get(Setting.TIMEOUT, Duration.class);
    }

    Optional<Duration> timeout() {
        return ownTimeout().or(() -> untrusted().map(policy -> USUAL_LIMIT));
    }

    Optional<UntrustedMedia> untrusted() {
        return get(Setting.UNTRUSTED, UntrustedMedia.class);
    }

    /** The limit of a probe. */
    Optional<Duration> probeLimit() {
        return timeout().or(() -> countsFrames() || countsPackets() ? Optional.empty() : Optional.of(USUAL_LIMIT));
    }

    int maxOutput() {
        return get(Setting.MAX_OUTPUT, Integer.class).orElse(USUAL_OUTPUT);
    }

    /** The limit on memory, if there is one. */
    OptionalLong maxMemory(boolean decodes) {
        if (settings.get(Setting.MAX_MEMORY) instanceof Long set) {
            return OptionalLong.of(set);
        }
        return untrusted().isEmpty() || !MemoryBound.canBeHeld()
                ? OptionalLong.empty()
                : OptionalLong.of(decodes || countsFrames() ? DECODING_MEMORY : USUAL_MEMORY);
    }

    /**
     * Compares requests.
     *
     * @param other anything
     * @return whether it asks for the same of the same media; bytes and streams are equal when they are the same object
     */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ProbeRequest request
                && source.equals(request.source)
                && settings.equals(request.settings);
    }

    @Override
    public int hashCode() {
        return 31 * source.hashCode() + settings.hashCode();
    }

    /** What is probed, for messages. */
    @Override
    public String toString() {
        return source.toString();
    }
}
