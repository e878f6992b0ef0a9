package io.github.asyncffmpeg.run;

import io.github.asyncffmpeg.internal.process.MemoryBound;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What one FFmpeg may use of the machine, and how much it may write. Pure data; each method that takes a value returns
 * new limits. The limits on time are {@link FFmpegJob#timeout(Duration)} and {@link FFmpegJob#stallTimeout(Duration)}.
 *
 * <pre>{@code
 * ResourceLimits limits = ResourceLimits.none().niceness(10).threads(2).maxOutputSize(500_000_000);
 * FFmpegJob job = FFmpegJob.of(spec).limits(limits);
 * }</pre>
 *
 * <p>A run that goes over a limit on what it writes is stopped by the ladder that keeps files whole, and fails with
 * {@code FailureKind.LIMIT_EXCEEDED}. What the machine cannot hold fails before the start: it is never left out in
 * silence.
 *
 * <p>Immutable and safe for any thread.
 */
public final class ResourceLimits {

    private static final int IDLE = -1;

    private static final int MOST_THREADS = 256;

    private static final ResourceLimits NONE = new ResourceLimits(Map.of());

    /** Those that are set; never changed after these limits were made. */
    private final Map<Limit, Object> limits;

    private enum Limit {
        NICENESS,
        IO_PRIORITY,
        THREADS,
        MEMORY,
        OUTPUT_SIZE,
        OUTPUT_DURATION,
        LOG_SIZE
    }

    private ResourceLimits(Map<Limit, Object> limits) {
        this.limits = limits;
    }

    private ResourceLimits with(Limit limit, Object value) {
        Map<Limit, Object> changed = new EnumMap<>(Limit.class);
        changed.putAll(limits);
        changed.put(limit, value);
        return new ResourceLimits(changed);
    }

    private OptionalInt number(Limit limit) {
        return limits.get(limit) instanceof Integer set ? OptionalInt.of(set) : OptionalInt.empty();
    }

    private OptionalLong bytes(Limit limit) {
        return limits.get(limit) instanceof Long set ? OptionalLong.of(set) : OptionalLong.empty();
    }

    /**
     * No limits at all.
     *
     * @return limits to add to
     */
    public static ResourceLimits none() {
        return NONE;
    }

    /**
     * Lets other programs go first, by {@code nice}. POSIX only; without that program the job does not start.
     *
     * @param niceness 0 to 19, added to that of this JVM; 19 yields to everybody
     * @return limits with this one
     */
    public ResourceLimits niceness(int niceness) {
        range("niceness", niceness, 0, 19);
        return with(Limit.NICENESS, niceness);
    }

    /**
     * Sets the priority of reading and writing among other programs, by {@code ionice} in its class "best effort". Linux
     * only; without that program the job does not start. It has an effect with I/O schedulers that know priorities (BFQ).
     *
     * @param level 0, first, to 7, last; a program has 4 by default
     * @return limits with this one
     */
    public ResourceLimits ioPriority(int level) {
        range("ioPriority", level, 0, 7);
        return with(Limit.IO_PRIORITY, level);
    }

    /**
     * Reads and writes only while nobody else does, by {@code ionice} in its class "idle". As {@link #ioPriority(int)}.
     *
     * @return limits with this one
     */
    public ResourceLimits ioIdle() {
        return with(Limit.IO_PRIORITY, IDLE);
    }

    /**
     * Bounds the threads of each decoder, encoder and filter graph, in place of what the spec says: FFmpeg's
     * {@code -threads}, {@code -filter_threads} and {@code -filter_complex_threads}. It is no bound on the threads of the
     * process: FFmpeg 7 and later have one or two more for each file, decoder, filter graph and encoder, and libx265
     * keeps its pool.
     *
     * @param threads 1 to 256. Beyond that nothing gets faster (x264 takes 128 at most, libvpx and libaom 64), and each
     *     thread of a decoder holds a picture of its own: FFmpeg takes the memory of the machine
     * @return limits with this one
     */
    public ResourceLimits threads(int threads) {
        range("threads", threads, 1, MOST_THREADS);
        return with(Limit.THREADS, threads);
    }

    /**
     * Bounds the memory FFmpeg may ask for (its data segment, {@code RLIMIT_DATA}), by {@code prlimit} or the shell's
     * {@code ulimit -d}. Linux from 4.7 only: elsewhere the job does not start. An FFmpeg that gets no more fails with
     * {@code FailureKind.LIMIT_EXCEEDED}. Each thread counts 8 MiB for its stack, used or not.
     *
     * @param bytes at least 64 MiB, without which FFmpeg itself does not start; a small encode needs 150 to 300 MB, fewer
     *     with {@link #threads(int)}
     * @return limits with this one
     */
    public ResourceLimits memory(long bytes) {
        if (bytes < MemoryBound.LEAST) {
            throw new IllegalArgumentException("memory: at least " + MemoryBound.LEAST
                    + " bytes (64 MiB) expected, without which FFmpeg does not start, not " + bytes);
        }
        return with(Limit.MEMORY, bytes);
    }

    /**
     * Bounds what the outputs may hold together: all files that they write, segments and pictures of a sequence too, and what
     * FFmpeg reports of its first output. Each output is also given {@code -fs}, with which FFmpeg ends by itself a packet and
     * a trailer later. Files are counted ten times a second. A job with an output of many files that cannot be counted, such
     * as HLS to a URL, does not start ({@code FFmpegSpecException}).
     *
     * @param bytes more than zero
     * @return limits with this one
     */
    public ResourceLimits maxOutputSize(long bytes) {
        positive("maxOutputSize", bytes);
        return with(Limit.OUTPUT_SIZE, bytes);
    }

    /**
     * Bounds how long the output may play. Each output without {@code -t} or {@code -to} is also given a {@code -t} of a
     * second more, with which FFmpeg ends by itself.
     *
     * @param duration media time, more than zero
     * @return limits with this one
     */
    public ResourceLimits maxOutputDuration(Duration duration) {
        Objects.requireNonNull(duration, "duration");
        if (duration.isZero() || duration.isNegative()) {
            throw new IllegalArgumentException("maxOutputDuration: more than zero expected, not " + duration);
        }
        return with(Limit.OUTPUT_DURATION, duration);
    }

    /**
     * Bounds how much FFmpeg may write to its log. Without it a log of any length is read in constant memory, which
     * costs the poller its time.
     *
     * @param bytes more than zero
     * @return limits with this one
     */
    public ResourceLimits maxLogSize(long bytes) {
        positive("maxLogSize", bytes);
        return with(Limit.LOG_SIZE, bytes);
    }

    /**
     * The niceness.
     *
     * @return 0 to 19, if it was set
     */
    public OptionalInt niceness() {
        return number(Limit.NICENESS);
    }

    /**
     * The priority of I/O within "best effort".
     *
     * @return 0 to 7, if it was set
     */
    public OptionalInt ioPriority() {
        return isIoIdle() ? OptionalInt.empty() : number(Limit.IO_PRIORITY);
    }

    /**
     * Whether I/O is only for idle moments.
     *
     * @return whether it was set
     */
    public boolean isIoIdle() {
        return number(Limit.IO_PRIORITY).orElse(0) == IDLE;
    }

    /**
     * The bound on threads.
     *
     * @return at least 1, if it was set
     */
    public OptionalInt threads() {
        return number(Limit.THREADS);
    }

    /**
     * The bound on memory.
     *
     * @return bytes, if it was set
     */
    public OptionalLong memory() {
        return bytes(Limit.MEMORY);
    }

    /**
     * The bound on the size of the outputs.
     *
     * @return bytes, if it was set
     */
    public OptionalLong maxOutputSize() {
        return bytes(Limit.OUTPUT_SIZE);
    }

    /**
     * The bound on the length of the outputs.
     *
     * @return media time, if it was set
     */
    public Optional<Duration> maxOutputDuration() {
        return limits.get(Limit.OUTPUT_DURATION) instanceof Duration set ? Optional.of(set) : Optional.empty();
    }

    /**
     * The bound on the log.
     *
     * @return bytes, if it was set
     */
    public OptionalLong maxLogSize() {
        return bytes(Limit.LOG_SIZE);
    }

    private static void range(String what, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(what + ": " + least + " to " + most + " expected, not " + value);
        }
    }

    private static void positive(String what, long bytes) {
        if (bytes <= 0) {
            throw new IllegalArgumentException(what + ": more than zero bytes expected, not " + bytes);
        }
    }

    /**
     * Compares limits.
     *
     * @param other anything
     * @return whether it has the same limits
     */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ResourceLimits same && limits.equals(same.limits);
    }

    @Override
    public int hashCode() {
        return limits.hashCode();
    }

    @Override
    public String toString() {
        return limits.isEmpty() ? "no limits" : limits.toString();
    }
}
