package io.github.asyncffmpeg.run;

import io.github.asyncffmpeg.error.FFmpegSpecException;
import io.github.asyncffmpeg.graph.StreamSpec;
import io.github.asyncffmpeg.media.UntrustedMedia;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * What one run is to do: a stream spec, and how to run it. Pure data; each method that takes a value returns a new job.
 *
 * <pre>{@code
 * FFmpegJob job = FFmpegJob.of(spec).name("thumbnail 7").timeout(Duration.ofMinutes(2)).directory(folder);
 * }</pre>
 *
 * <p>A long file, because each setting comes with its words.
 *
 * <p>Immutable and safe for any thread, as long as the array given to {@link #stdin(byte[])} is left alone.
 */
public final class FFmpegJob {

    private final StreamSpec spec;

    /** Set while a copy is made, never after. */
    private @Nullable String name;

    private @Nullable Duration timeout;
    private @Nullable Duration stallTimeout;
    private int pass = 1;
    private int passes = 1;
    private @Nullable Duration timeToForceTermination;
    private @Nullable Path directory;
    private Map<String, String> environment = Map.of();
    private int priority;
    private byte @Nullable [] stdin;
    private @Nullable Integer captureStdout;
    private boolean inheritStdin;
    private boolean inheritStdout;
    private @Nullable PartialOutput partialOutput;
    private boolean numberedOutputs;
    private ResourceLimits limits = ResourceLimits.none();
    private @Nullable UntrustedMedia untrusted;

    private FFmpegJob(StreamSpec spec) {
        this.spec = spec;
    }

    private FFmpegJob(FFmpegJob from) {
        this(from.spec, from);
    }

    private FFmpegJob(StreamSpec spec, FFmpegJob from) {
        this.spec = spec;
        this.name = from.name;
        this.timeout = from.timeout;
        this.stallTimeout = from.stallTimeout;
        this.pass = from.pass;
        this.passes = from.passes;
        this.timeToForceTermination = from.timeToForceTermination;
        this.directory = from.directory;
        this.environment = from.environment;
        this.priority = from.priority;
        this.stdin = from.stdin;
        this.captureStdout = from.captureStdout;
        this.inheritStdin = from.inheritStdin;
        this.inheritStdout = from.inheritStdout;
        this.partialOutput = from.partialOutput;
        this.numberedOutputs = from.numberedOutputs;
        this.limits = from.limits;
        this.untrusted = from.untrusted;
    }

    /**
     * Makes a job with nothing but a spec.
     *
     * @param spec what FFmpeg is to do
     * @return the job
     */
    public static FFmpegJob of(StreamSpec spec) {
        Objects.requireNonNull(spec, "spec");
        return new FFmpegJob(spec);
    }

    /**
     * Replaces the spec, and nothing else.
     *
     * @param other what FFmpeg is to do instead
     * @return a job that does so
     */
    public FFmpegJob spec(StreamSpec other) {
        Objects.requireNonNull(other, "other");
        return new FFmpegJob(other, this);
    }

    /**
     * Names the job, for people and for {@code FFmpegPool.find}.
     *
     * @param name any text that is not blank; need not be unique
     * @return a job with this name
     */
    public FFmpegJob name(String name) {
        if (name.isBlank()) {
            throw new FFmpegSpecException("the name of a job must not be blank");
        }
        FFmpegJob copy = new FFmpegJob(this);
        copy.name = name;
        return copy;
    }

    /**
     * Limits the wall time of the run, from the start of the process. When it runs out, the stop ladder begins, and the
     * run ends with {@code Outcome.TimedOut}.
     *
     * @param timeout more than zero
     * @return a job with this limit
     */
    public FFmpegJob timeout(Duration timeout) {
        Objects.requireNonNull(timeout, "timeout");
        positive(timeout, "timeout");
        FFmpegJob copy = new FFmpegJob(this);
        copy.timeout = timeout;
        return copy;
    }

    /**
     * Limits how long FFmpeg may run without getting any further: no more frames, no more output time, no more bytes, and
     * no output file that is still written to (the {@code +faststart} of a long MP4 is no stall). The time in which it
     * opens its inputs counts. When the limit is reached, the stop ladder begins, and the run ends with
     * {@code Outcome.TimedOut} and {@code StopReason.STALL}.
     *
     * <p>FFmpeg reports five times a second; with a {@code -stats_period} of your own, it is on you that there is a report
     * within the limit. With a {@code -progress} of your own there are none, and the job does not start.
     *
     * @param limit more than zero
     * @return a job with this limit
     */
    public FFmpegJob stallTimeout(Duration limit) {
        Objects.requireNonNull(limit, "limit");
        positive(limit, "stallTimeout");
        FFmpegJob copy = new FFmpegJob(this);
        copy.stallTimeout = limit;
        return copy;
    }

    /**
     * Says that this job is one of several passes over the same media, so that its progress is a share of the whole: of
     * two passes the first goes from 0 to 0.5, the second from 0.5 to 1. It does not write {@code -pass}.
     *
     * @param pass which one this is, from 1
     * @param passes how many there are
     * @return a job with this place
     */
    public FFmpegJob pass(int pass, int passes) {
        if (pass < 1 || passes < pass) {
            throw new FFmpegSpecException("pass " + pass + " of " + passes + ": expected 1 to " + Math.max(passes, 1));
        }
        FFmpegJob copy = new FFmpegJob(this);
        copy.pass = pass;
        copy.passes = passes;
        return copy;
    }

    /**
     * How long this job may take to end once it is asked to, before it is killed. Takes the place of the setting of the
     * {@code FFmpeg}. A long {@code +faststart} rewrite needs more than the usual 8 s: it copies the whole file.
     *
     * @param limit more than zero
     * @return a job with this limit
     */
    public FFmpegJob timeToForceTermination(Duration limit) {
        Objects.requireNonNull(limit, "limit");
        positive(limit, "timeToForceTermination");
        FFmpegJob copy = new FFmpegJob(this);
        copy.timeToForceTermination = limit;
        return copy;
    }

    /**
     * Sets the working directory of FFmpeg, against which it resolves relative names.
     *
     * @param directory an existing directory
     * @return a job with this directory
     */
    public FFmpegJob directory(Path directory) {
        Objects.requireNonNull(directory, "directory");
        FFmpegJob copy = new FFmpegJob(this);
        copy.directory = directory;
        return copy;
    }

    /**
     * Adds a variable to FFmpeg's environment, which otherwise is this JVM's.
     *
     * @param name the variable
     * @param value its value
     * @return a job with this variable
     */
    public FFmpegJob environment(String name, String value) {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(value, "value");
        if (name.isEmpty() || name.indexOf('=') >= 0 || (name + value).indexOf('\0') >= 0) {
            throw new FFmpegSpecException("not a variable of the environment: \"" + name + "\"");
        }
        Map<String, String> changed = new LinkedHashMap<>(environment);
        changed.put(name, value);
        FFmpegJob copy = new FFmpegJob(this);
        copy.environment = Map.copyOf(changed);
        return copy;
    }

    /**
     * Sets the job's priority in a pool: among queued jobs a higher one starts first. It does not change how fast
     * FFmpeg runs.
     *
     * @param priority any number; 0 by default
     * @return a job with this priority
     */
    public FFmpegJob priority(int priority) {
        FFmpegJob copy = new FFmpegJob(this);
        copy.priority = priority;
        return copy;
    }

    /**
     * Gives the media that the spec reads from its standard input ({@code FFmpeg.input("pipe:0")}).
     *
     * @param media the bytes; not copied, so leave the array alone until the run has ended
     * @return a job with this input
     */
    public FFmpegJob stdin(byte[] media) {
        Objects.requireNonNull(media, "media");
        FFmpegJob copy = new FFmpegJob(this);
        copy.stdin = media;
        return copy;
    }

    /**
     * Keeps what the spec writes to its standard output ({@code output("pipe:1")}), for {@link FFmpegResult#stdout()}.
     * Without it standard output is read all the same, and the first 64 KiB are kept.
     *
     * @param mostBytes the bound, at least 0; a run that writes more is stopped and fails
     * @return a job with this bound
     */
    public FFmpegJob captureStdout(int mostBytes) {
        if (mostBytes < 0) {
            throw new FFmpegSpecException("captureStdout: at least 0 bytes expected, not " + mostBytes);
        }
        FFmpegJob copy = new FFmpegJob(this);
        copy.captureStdout = mostBytes;
        return copy;
    }

    /**
     * Lets a spec that reads its standard input ({@code FFmpeg.input("pipe:0")}) read that of this JVM, past Java. For
     * programs that stand in a pipeline. Such an FFmpeg reads no {@code q} key: it is asked to finish by its one SIGTERM.
     * A spec that does not read its standard input is not changed by this. One reader is enough: not for several jobs at a
     * time, and not while {@code System.in} is read. A terminal cannot be read so where runs have a session of their own
     * (see {@code FFmpeg.Builder.watchdog}).
     *
     * @param inherit {@code false} unless set; takes the place of {@link #stdin}
     * @return a job that does so
     */
    public FFmpegJob inheritStdin(boolean inherit) {
        FFmpegJob copy = new FFmpegJob(this);
        copy.inheritStdin = inherit;
        return copy;
    }

    /**
     * Lets a spec that may write to its standard output ({@code output("pipe:1")}, {@code -encoders}) write to that of this
     * JVM, past Java and untouched. {@link FFmpegResult#stdout()} is empty then, and {@link #captureStdout} keeps nothing.
     *
     * @param inherit {@code false} unless set
     * @return a job that does so
     */
    public FFmpegJob inheritStdout(boolean inherit) {
        FFmpegJob copy = new FFmpegJob(this);
        copy.inheritStdout = inherit;
        return copy;
    }

    /**
     * Writes each output that is a file of this machine under a temporary name beside its final one, and renames it when
     * FFmpeg has ended and the file is whole and on the disk. So nothing half-written ever has the final name, whatever
     * dies. An HLS playlist, a DASH manifest, a sequence of pictures or of segments is written into a temporary folder, and
     * moved out of it with the playlist last. URLs, pipes and devices are left as they are. Without this, FFmpeg writes
     * under the final names.
     *
     * <p>Without {@code overwrite()} in the spec, an output that is there already is refused before FFmpeg starts
     * ({@code FailureKind.OUTPUT_EXISTS}); one that has appeared meanwhile is never overwritten: then the run fails, and
     * what was written is kept under a marked name. What became of each output is in {@link FFmpegResult#outputs()} and in
     * {@code FFmpegProcessException.outputs()}.
     *
     * <p>A job does not start, with an {@code FFmpegSpecException}, when its outputs cannot be written so: the tee muxer, a
     * playlist whose segments lie in another folder, two outputs with one name.
     *
     * @param policy what becomes of an output that is not complete
     * @return a job with this policy
     */
    public FFmpegJob partialOutput(PartialOutput policy) {
        Objects.requireNonNull(policy, "policy");
        FFmpegJob copy = new FFmpegJob(this);
        copy.partialOutput = policy;
        return copy;
    }

    /**
     * Keeps what earlier runs of this job have written: instead of failing on a file that exists, or writing over it, each
     * run takes names that are free. {@code camera.mkv} becomes {@code camera-2.mkv}, segments and pictures go on with the
     * next number, a playlist of HLS goes on. {@code docs/supervision.md} has the rules. A supervised job is always so.
     *
     * @param numbered {@code false} unless set
     * @return a job with this setting
     */
    public FFmpegJob numberedOutputs(boolean numbered) {
        FFmpegJob copy = new FFmpegJob(this);
        copy.numberedOutputs = numbered;
        return copy;
    }

    /**
     * Limits what FFmpeg may use of the machine, and what it may write.
     *
     * @param limits the limits, in place of those set before
     * @return a job with these limits
     */
    public FFmpegJob limits(ResourceLimits limits) {
        Objects.requireNonNull(limits, "limits");
        FFmpegJob copy = new FFmpegJob(this);
        copy.limits = limits;
        return copy;
    }

    /**
     * Takes every input for a stranger's: each is opened under the policy, and each must be a {@code Path}, to a regular
     * file. A spec with an input in FFmpeg's own syntax, so any that is written by hand, does not start.
     *
     * <p>Where the job has no limit of its own, it gets one: {@code timeout} 1 hour, {@code stallTimeout} 1 minute,
     * {@code maxLogSize} 64 MiB, and {@code memory} 4 GiB where the system can hold that.
     *
     * @param policy what may be in them
     * @return a job with this policy
     */
    public FFmpegJob untrusted(UntrustedMedia policy) {
        Objects.requireNonNull(policy, "policy");
        FFmpegJob copy = new FFmpegJob(this);
        copy.untrusted = policy;
        return copy;
    }

    /**
     * What FFmpeg is to do.
     *
     * @return the spec
     */
    public StreamSpec spec() {
        return spec;
    }

    /**
     * The job's name.
     *
     * @return the name, if it has one
     */
    public Optional<String> name() {
        return Optional.ofNullable(name);
    }

    /**
     * The limit on wall time.
     *
     * @return the limit, if there is one
     */
    public Optional<Duration> timeout() {
        return Optional.ofNullable(timeout);
    }

    /**
     * The limit on time without progress.
     *
     * @return the limit, if there is one
     */
    public Optional<Duration> stallTimeout() {
        return Optional.ofNullable(stallTimeout);
    }

    /**
     * Which pass this is.
     *
     * @return from 1 to {@link #passes()}; 1 by default
     */
    public int pass() {
        return pass;
    }

    /**
     * How many passes there are.
     *
     * @return at least 1; 1 by default
     */
    public int passes() {
        return passes;
    }

    /**
     * The job's own T.
     *
     * @return the time from the ask to SIGKILL, if this job has its own
     */
    public Optional<Duration> timeToForceTermination() {
        return Optional.ofNullable(timeToForceTermination);
    }

    /**
     * The working directory.
     *
     * @return the directory, if it is not the JVM's
     */
    public Optional<Path> directory() {
        return Optional.ofNullable(directory);
    }

    /**
     * The variables this job adds.
     *
     * @return the additions, unmodifiable
     */
    public Map<String, String> environment() {
        return environment;
    }

    /**
     * The priority in a pool.
     *
     * @return the priority, 0 by default
     */
    public int priority() {
        return priority;
    }

    /**
     * The media for standard input.
     *
     * @return the array that was given, if one was
     */
    public Optional<byte[]> stdin() {
        return Optional.ofNullable(stdin);
    }

    /**
     * The bound on kept output.
     *
     * @return the bound in bytes, if one was set
     */
    public OptionalInt captureStdout() {
        Integer bound = captureStdout;
        return bound == null ? OptionalInt.empty() : OptionalInt.of(bound);
    }

    /**
     * Whether a spec that reads its standard input reads that of this JVM.
     *
     * @return what {@link #inheritStdin} has set
     */
    public boolean inheritStdin() {
        return inheritStdin;
    }

    /**
     * Whether a spec that may write to its standard output writes to that of this JVM.
     *
     * @return what {@link #inheritStdout} has set
     */
    public boolean inheritStdout() {
        return inheritStdout;
    }

    /**
     * What becomes of an output that is not complete.
     *
     * @return the policy, if outputs are written under temporary names
     */
    public Optional<PartialOutput> partialOutput() {
        return Optional.ofNullable(partialOutput);
    }

    /**
     * Whether each run takes names that are free.
     *
     * @return {@code false} by default
     */
    public boolean numberedOutputs() {
        return numberedOutputs;
    }

    /**
     * The limits on what it uses and writes.
     *
     * @return the limits, none by default
     */
    public ResourceLimits limits() {
        return limits;
    }

    /**
     * The policy for its inputs.
     *
     * @return the policy, if they are not to be trusted
     */
    public Optional<UntrustedMedia> untrusted() {
        return Optional.ofNullable(untrusted);
    }

    private static void positive(Duration duration, String what) {
        if (duration.isZero() || duration.isNegative()) {
            throw new FFmpegSpecException(what + ": more than zero expected, not " + duration);
        }
    }

    @Override
    public String toString() {
        return name == null ? "FFmpeg" : "job \"" + name + "\"";
    }
}
