package io.github.asyncffmpeg.run;

import io.github.asyncffmpeg.graph.StreamSpec;
import io.github.asyncffmpeg.internal.compile.SpecKey;
import io.github.asyncffmpeg.media.UntrustedMedia;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
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
 * <p>Two jobs are equal when their settings are, and their specs compile to the same arguments and targets.
 *
 * <p>A long file, because each setting comes with its words.
 *
 * <p>Immutable and safe for any thread, as long as the array given to {@link #stdin(byte[])} is left alone.
 */
public final class FFmpegJob {

    private final StreamSpec spec;

    /** Those that differ from the default; never changed after the job was made. */
    private final Map<Setting, Object> settings;

    private enum Setting {
        NAME,
        TIMEOUT,
        STALL_TIMEOUT,
        PASS,
        FORCE,
        DIRECTORY,
        ENVIRONMENT,
        PRIORITY,
        USES,
        STDIN,
        CAPTURE_STDOUT,
        INHERIT_STDIN,
        INHERIT_STDOUT,
        PARTIAL_OUTPUT,
        NUMBERED_OUTPUTS,
        MAKE_FOLDERS,
        SKIP_EXISTING,
        SWEEP_LEFTOVERS,
        LIMITS,
        UNTRUSTED,
        RETRY
    }

    /** Which pass of how many. */
    private record Pass(int number, int of) {}

    /** Bytes that are equal when their contents are. */
    private static final class Bytes {
        private final byte[] array;

        Bytes(byte[] array) {
            this.array = array;
        }

        byte[] array() {
            return array;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Bytes bytes && Arrays.equals(array, bytes.array);
        }

        @Override
        public int hashCode() {
            return array.length;
        }

        @Override
        public String toString() {
            return array.length + " bytes";
        }
    }

    private FFmpegJob(StreamSpec spec, Map<Setting, Object> settings) {
        this.spec = spec;
        this.settings = settings;
    }

    private FFmpegJob with(Setting setting, Object value) {
        Map<Setting, Object> changed = new EnumMap<>(Setting.class);
        changed.putAll(settings);
        changed.put(setting, value);
        return new FFmpegJob(spec, changed);
    }

    private FFmpegJob without(Setting setting) {
        if (!settings.containsKey(setting)) {
            return this;
        }
        Map<Setting, Object> changed = new EnumMap<>(settings);
        changed.remove(setting);
        return new FFmpegJob(spec, changed);
    }

    /** A switch that is off by default. */
    private FFmpegJob with(Setting setting, boolean on) {
        return on ? with(setting, (Object) true) : without(setting);
    }

    private boolean isOn(Setting setting) {
        return settings.containsKey(setting);
    }

    /**
     * Makes a job with nothing but a spec.
     *
     * @param spec what FFmpeg is to do
     * @return the job
     */
    public static FFmpegJob of(StreamSpec spec) {
        Objects.requireNonNull(spec, "spec");
        return new FFmpegJob(spec, Map.of());
    }

    /**
     * Replaces the spec, and nothing else.
     *
     * @param other what FFmpeg is to do instead
     * @return a job that does so
     */
    public FFmpegJob spec(StreamSpec other) {
        Objects.requireNonNull(other, "other");
        return new FFmpegJob(other, settings);
    }

    /**
     * Names the job, for people and for {@code FFmpegPool.find}.
     *
     * @param name any text that is not blank; need not be unique
     * @return a job with this name
     */
    public FFmpegJob name(String name) {
        if (Objects.requireNonNull(name, "name").isBlank()) {
            throw new IllegalArgumentException("the name of a job must not be blank");
        }
        return with(Setting.NAME, name);
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
        return with(Setting.TIMEOUT, timeout);
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
        return with(Setting.STALL_TIMEOUT, limit);
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
            throw new IllegalArgumentException(
                    "pass " + pass + " of " + passes + ": expected 1 to " + Math.max(passes, 1));
        }
        return passes == 1 ? without(Setting.PASS) : with(Setting.PASS, new Pass(pass, passes));
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
        return with(Setting.FORCE, limit);
    }

    /**
     * Sets the working directory of FFmpeg, against which it resolves relative names.
     *
     * @param directory an existing directory
     * @return a job with this directory
     */
    public FFmpegJob directory(Path directory) {
        Objects.requireNonNull(directory, "directory");
        return with(Setting.DIRECTORY, directory);
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
            throw new IllegalArgumentException("not a variable of the environment: \"" + name + "\"");
        }
        Map<String, String> changed = new HashMap<>(environment());
        changed.put(name, value);
        return with(Setting.ENVIRONMENT, Map.copyOf(changed));
    }

    /**
     * Sets the job's priority in a pool: among queued jobs a higher one starts first. It does not change how fast
     * FFmpeg runs.
     *
     * @param priority any number; 0 by default
     * @return a job with this priority
     */
    public FFmpegJob priority(int priority) {
        return priority == 0 ? without(Setting.PRIORITY) : with(Setting.PRIORITY, (Object) priority);
    }

    /**
     * Says that the job uses some of a resource while it runs. A runner that knows how much there is of it ({@code
     * FFmpegPool.Builder.resource}) starts the job when there is enough.
     *
     * @param resource what the runner calls it, such as {@code gpu}; not blank
     * @param amount at least 0; 0 takes the use away
     * @return a job with this use
     */
    public FFmpegJob uses(String resource, int amount) {
        Objects.requireNonNull(resource, "resource");
        if (resource.isBlank() || amount < 0) {
            throw new IllegalArgumentException(
                    "uses: a name and at least 0 expected, not \"" + resource + "\" and " + amount);
        }
        Map<String, Integer> changed = new HashMap<>(uses());
        if (amount == 0) {
            changed.remove(resource);
        } else {
            changed.put(resource, amount);
        }
        return changed.isEmpty() ? without(Setting.USES) : with(Setting.USES, Map.copyOf(changed));
    }

    /**
     * Gives the media that the spec reads from its standard input ({@code FFmpeg.input("pipe:0")}).
     *
     * @param media the bytes; not copied, so leave the array alone until the run has ended
     * @return a job with this input
     */
    public FFmpegJob stdin(byte[] media) {
        Objects.requireNonNull(media, "media");
        return with(Setting.STDIN, new Bytes(media));
    }

    /**
     * Keeps what the spec writes to its standard output ({@code output("pipe:1")}), for {@link FFmpegResult#stdout()}.
     *
     * <p>Without it the first 64 KiB are kept. That is enough for a short text. A run whose output is standard output and
     * larger than that is stopped, and fails with {@code FailureKind.LIMIT_EXCEEDED}: it never completes with a part of its
     * output. Set a bound here, or write to a {@code MediaSink} or a file. Of what filters print there beside other outputs,
     * the rest is read and dropped.
     *
     * @param mostBytes the bound, at least 0; a run that writes more is stopped and fails with {@code LIMIT_EXCEEDED}
     * @return a job with this bound
     */
    public FFmpegJob captureStdout(int mostBytes) {
        if (mostBytes < 0) {
            throw new IllegalArgumentException("captureStdout: at least 0 bytes expected, not " + mostBytes);
        }
        return with(Setting.CAPTURE_STDOUT, (Object) mostBytes);
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
        return with(Setting.INHERIT_STDIN, inherit);
    }

    /**
     * Lets a spec that may write to its standard output ({@code output("pipe:1")}, {@code -encoders}) write to that of this
     * JVM, past Java and untouched. {@link FFmpegResult#stdout()} is empty then, and {@link #captureStdout} keeps nothing.
     *
     * @param inherit {@code false} unless set
     * @return a job that does so
     */
    public FFmpegJob inheritStdout(boolean inherit) {
        return with(Setting.INHERIT_STDOUT, inherit);
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
        return with(Setting.PARTIAL_OUTPUT, policy);
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
        return with(Setting.NUMBERED_OUTPUTS, numbered);
    }

    /**
     * Limits what FFmpeg may use of the machine, and what it may write.
     *
     * @param limits the limits, in place of those set before
     * @return a job with these limits
     */
    public FFmpegJob limits(ResourceLimits limits) {
        Objects.requireNonNull(limits, "limits");
        return limits.equals(ResourceLimits.none()) ? without(Setting.LIMITS) : with(Setting.LIMITS, limits);
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
        return with(Setting.UNTRUSTED, policy);
    }

    /**
     * Makes the folders that the outputs go to, as far as they are not there, before FFmpeg starts.
     *
     * @param make {@code false} unless set
     * @return a job that does so
     */
    public FFmpegJob makeFolders(boolean make) {
        return with(Setting.MAKE_FOLDERS, make);
    }

    /**
     * Starts nothing when all outputs are there already: the job ends with {@code Outcome.Skipped}, and its future
     * completes normally. The outputs are looked for when the turn of the job comes. Of a series of files one is enough, a
     * playlist must be there itself. A job that writes no files, or has {@link #numberedOutputs(boolean)}, is never skipped.
     * Existing outputs are kept also when the spec says {@code overwrite()}. A folder of that name is no output, and neither
     * is an empty file where pictures or sound are expected: then the job runs, and without {@code overwrite()} it fails with
     * {@code FailureKind.OUTPUT_EXISTS}. Subtitles and metadata may be empty. That a file is there does not mean that it is
     * whole: use {@link #partialOutput} as well, so that only whole files get their names.
     *
     * @param skip {@code false} unless set
     * @return a job that does so
     */
    public FFmpegJob skipExisting(boolean skip) {
        return with(Setting.SKIP_EXISTING, skip);
    }

    /**
     * Before FFmpeg starts, looks after what dead JVMs have left in the folders of the outputs: temporary files of any job
     * with a {@link #partialOutput} policy that nobody writes to any more. They are deleted when the policy of this job is
     * {@code DELETE}, or when they are empty; otherwise they get marked names. Each folder is swept once by each
     * {@code FFmpeg}. Without this setting, only what was left of the job's own outputs is looked after.
     *
     * @param sweep {@code false} unless set
     * @return a job that does so
     */
    public FFmpegJob sweepLeftovers(boolean sweep) {
        return with(Setting.SWEEP_LEFTOVERS, sweep);
    }

    /**
     * Tries the job again when it fails for a reason that may pass, such as a lost connection. It is the runner that does so
     * ({@code FFmpegPool}); a job that is run without one is tried once. Time limits are for each attempt. During the pause
     * between two attempts the job waits and holds no slot; then it gets in line again.
     *
     * <p>What a failed attempt has left is overwritten by the next one, unless an output was there before the first. Media
     * of this program is asked for again at each attempt.
     *
     * @param policy how often, after which pauses, for which failures
     * @return a job with this policy
     */
    public FFmpegJob retry(RetryPolicy policy) {
        return with(Setting.RETRY, Objects.requireNonNull(policy, "policy"));
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
        return settings.get(Setting.NAME) instanceof String set ? Optional.of(set) : Optional.empty();
    }

    /**
     * The limit on wall time.
     *
     * @return the limit, if there is one
     */
    public Optional<Duration> timeout() {
        return settings.get(Setting.TIMEOUT) instanceof Duration set ? Optional.of(set) : Optional.empty();
    }

    /**
     * The limit on time without progress.
     *
     * @return the limit, if there is one
     */
    public Optional<Duration> stallTimeout() {
        return settings.get(Setting.STALL_TIMEOUT) instanceof Duration set ? Optional.of(set) : Optional.empty();
    }

    /**
     * Which pass this is.
     *
     * @return from 1 to {@link #passes()}; 1 by default
     */
    public int pass() {
        return settings.get(Setting.PASS) instanceof Pass pass ? pass.number() : 1;
    }

    /**
     * How many passes there are.
     *
     * @return at least 1; 1 by default
     */
    public int passes() {
        return settings.get(Setting.PASS) instanceof Pass pass ? pass.of() : 1;
    }

    /**
     * The job's own T.
     *
     * @return the time from the ask to SIGKILL, if this job has its own
     */
    public Optional<Duration> timeToForceTermination() {
        return settings.get(Setting.FORCE) instanceof Duration set ? Optional.of(set) : Optional.empty();
    }

    /**
     * The working directory.
     *
     * @return the directory, if it is not the JVM's
     */
    public Optional<Path> directory() {
        return settings.get(Setting.DIRECTORY) instanceof Path set ? Optional.of(set) : Optional.empty();
    }

    /**
     * The variables this job adds.
     *
     * @return the additions, unmodifiable
     */
    @SuppressWarnings("unchecked") // what environment(name, value) has put there
    public Map<String, String> environment() {
        return (Map<String, String>) settings.getOrDefault(Setting.ENVIRONMENT, Map.of());
    }

    /**
     * What the job uses of each resource.
     *
     * @return the amounts by name, unmodifiable
     */
    @SuppressWarnings("unchecked") // what uses(name, amount) has put there
    public Map<String, Integer> uses() {
        return (Map<String, Integer>) settings.getOrDefault(Setting.USES, Map.of());
    }

    /**
     * The priority in a pool.
     *
     * @return the priority, 0 by default
     */
    public int priority() {
        return settings.get(Setting.PRIORITY) instanceof Integer set ? set : 0;
    }

    /**
     * The media for standard input.
     *
     * @return the array that was given, if one was
     */
    public Optional<byte[]> stdin() {
        return settings.get(Setting.STDIN) instanceof Bytes bytes ? Optional.of(bytes.array()) : Optional.empty();
    }

    /**
     * The bound on kept output.
     *
     * @return the bound in bytes, if one was set
     */
    public OptionalInt captureStdout() {
        return settings.get(Setting.CAPTURE_STDOUT) instanceof Integer bound
                ? OptionalInt.of(bound)
                : OptionalInt.empty();
    }

    /**
     * Whether a spec that reads its standard input reads that of this JVM.
     *
     * @return what {@link #inheritStdin} has set
     */
    public boolean inheritStdin() {
        return isOn(Setting.INHERIT_STDIN);
    }

    /**
     * Whether a spec that may write to its standard output writes to that of this JVM.
     *
     * @return what {@link #inheritStdout} has set
     */
    public boolean inheritStdout() {
        return isOn(Setting.INHERIT_STDOUT);
    }

    /**
     * What becomes of an output that is not complete.
     *
     * @return the policy, if outputs are written under temporary names
     */
    public Optional<PartialOutput> partialOutput() {
        return settings.get(Setting.PARTIAL_OUTPUT) instanceof PartialOutput set ? Optional.of(set) : Optional.empty();
    }

    /**
     * Whether each run takes names that are free.
     *
     * @return {@code false} by default
     */
    public boolean numberedOutputs() {
        return isOn(Setting.NUMBERED_OUTPUTS);
    }

    /**
     * The limits on what it uses and writes.
     *
     * @return the limits, none by default
     */
    public ResourceLimits limits() {
        return settings.get(Setting.LIMITS) instanceof ResourceLimits set ? set : ResourceLimits.none();
    }

    /**
     * The policy for its inputs.
     *
     * @return the policy, if they are not to be trusted
     */
    public Optional<UntrustedMedia> untrusted() {
        return settings.get(Setting.UNTRUSTED) instanceof UntrustedMedia set ? Optional.of(set) : Optional.empty();
    }

    /**
     * Whether the folders of the outputs are made.
     *
     * @return {@code false} by default
     */
    public boolean makeFolders() {
        return isOn(Setting.MAKE_FOLDERS);
    }

    /**
     * Whether the job is skipped when its outputs are there.
     *
     * @return {@code false} by default
     */
    public boolean skipExisting() {
        return isOn(Setting.SKIP_EXISTING);
    }

    /**
     * Whether the folders of the outputs are swept.
     *
     * @return {@code false} by default
     */
    public boolean sweepLeftovers() {
        return isOn(Setting.SWEEP_LEFTOVERS);
    }

    /**
     * When it is tried again.
     *
     * @return the policy, if it is
     */
    public Optional<RetryPolicy> retry() {
        return settings.get(Setting.RETRY) instanceof RetryPolicy set ? Optional.of(set) : Optional.empty();
    }

    private static void positive(Duration duration, String what) {
        if (duration.isZero() || duration.isNegative()) {
            throw new IllegalArgumentException(what + ": more than zero expected, not " + duration);
        }
    }

    /**
     * Compares jobs.
     *
     * @param other anything
     * @return whether it is a job with equal settings, whose spec compiles to the same arguments and the same targets: a
     *     {@code Path} and a {@code String} differ, and code ({@code MediaSource}, {@code MediaSink}) is equal when it is the
     *     same object. Specs that cannot be a command are equal when they are the same object
     */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof FFmpegJob job && settings.equals(job.settings) && SpecKey.areEqual(spec, job.spec);
    }

    @Override
    public int hashCode() {
        return 31 * settings.hashCode()
                + SpecKey.of(spec).map(SpecKey::hashCode).orElseGet(() -> System.identityHashCode(spec));
    }

    @Override
    public String toString() {
        return settings.get(Setting.NAME) instanceof String own ? "job \"" + own + "\"" : "FFmpeg";
    }
}
