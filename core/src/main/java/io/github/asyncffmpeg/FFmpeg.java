package io.github.asyncffmpeg;

import io.github.asyncffmpeg.binary.Capabilities;
import io.github.asyncffmpeg.binary.FFmpegBinary;
import io.github.asyncffmpeg.check.SpecWarning;
import io.github.asyncffmpeg.command.FFmpegCommand;
import io.github.asyncffmpeg.error.FFmpegException;
import io.github.asyncffmpeg.error.FFmpegInterruptedException;
import io.github.asyncffmpeg.error.FFmpegNotFoundException;
import io.github.asyncffmpeg.error.FFmpegProcessException;
import io.github.asyncffmpeg.error.FFmpegSpecException;
import io.github.asyncffmpeg.frames.FFmpegFrames;
import io.github.asyncffmpeg.graph.Input;
import io.github.asyncffmpeg.graph.StreamSpec;
import io.github.asyncffmpeg.internal.check.SpecCheck;
import io.github.asyncffmpeg.internal.compile.CompiledCommand;
import io.github.asyncffmpeg.internal.engine.FFmpegRunner;
import io.github.asyncffmpeg.internal.engine.RunSettings;
import io.github.asyncffmpeg.internal.locate.FFmpegLocator;
import io.github.asyncffmpeg.internal.pool.LocalPool;
import io.github.asyncffmpeg.internal.probe.ProbeSettings;
import io.github.asyncffmpeg.internal.secret.Redactor;
import io.github.asyncffmpeg.internal.staging.LeftoverSweep;
import io.github.asyncffmpeg.internal.supervise.LocalSupervisedRun;
import io.github.asyncffmpeg.media.MediaSource;
import io.github.asyncffmpeg.media.MediaTarget;
import io.github.asyncffmpeg.pool.FFmpegPool;
import io.github.asyncffmpeg.probe.FFprobe;
import io.github.asyncffmpeg.probe.MediaInfo;
import io.github.asyncffmpeg.probe.ProbeRequest;
import io.github.asyncffmpeg.run.FFmpegJob;
import io.github.asyncffmpeg.run.FFmpegProcess;
import io.github.asyncffmpeg.run.FFmpegResult;
import io.github.asyncffmpeg.run.RunListener;
import io.github.asyncffmpeg.supervise.RestartPolicy;
import io.github.asyncffmpeg.supervise.SupervisedRun;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * FFmpeg, ready to run. Make one and share it: it holds settings, and remembers which executable it found.
 *
 * <p>A run can be awaited in three ways: {@link #execute(StreamSpec) execute} gives a future, {@link #run(StreamSpec)
 * run} blocks (a virtual thread may), {@link #start(StreamSpec) start} gives the running process. Many jobs at once go
 * through a {@linkplain #pool pool}.
 *
 * <p>Nothing is left behind: whatever ends a run, FFmpeg gets the chance to finalise its files, and is gone within
 * {@link Builder#timeToForceTermination(Duration) timeToForceTermination}. When the JVM shuts down (Ctrl+C, SIGTERM,
 * {@code System.exit}) all runs are ended so; when it is killed, its {@linkplain Builder#watchdog(boolean) watchdog} does it.
 *
 * <p>User code (listeners, suppliers, {@code afterStart}, what depends on a future) runs on the
 * {@linkplain Builder#executor(Executor) executor} of the FFmpeg, never on a thread that other runs depend on.
 *
 * <p>A long file for the words alone: each method hands over to the package that does the work.
 *
 * <p>Immutable and safe for any thread. It needs no closing: its threads end when there is nothing to do.
 */
public final class FFmpeg {

    private final Settings settings;
    private final Executables executables;
    private final FFmpegRunner runner;

    /** Guarded by this: made at the first use. */
    private @Nullable FFprobe ffprobe;

    private record Settings(
            @Nullable Path executable,
            boolean pathFirst,
            Duration timeToForceTermination,
            Map<String, String> environment,
            boolean watchdog,
            @Nullable Executor executor,
            List<RunListener> listeners) {

        /** For logs: without the values of the environment that are secrets. */
        @Override
        public String toString() {
            return "[executable=" + executable + ", pathFirst=" + pathFirst + ", timeToForceTermination="
                    + timeToForceTermination
                    + ", environment=" + Redactor.of(List.of(), environment).environment(environment) + ", watchdog="
                    + watchdog + ", executor=" + executor + ", listeners=" + listeners + "]";
        }
    }

    private FFmpeg(Settings settings) {
        this.settings = settings;
        FFmpegLocator.Builder search = FFmpegLocator.builder().pathFirst(settings.pathFirst());
        if (settings.executable() != null) {
            search.executable(settings.executable());
        }
        this.executables = new Executables(search.build());
        this.runner = new FFmpegRunner(new RunSettings(
                executables,
                settings.timeToForceTermination(),
                settings.environment(),
                settings.watchdog(),
                settings.executor(),
                settings.listeners(),
                new LeftoverSweep()));
    }

    /** What a pool asks besides its jobs. */
    private record Questions(FFmpeg ffmpeg) implements LocalPool.Questions {

        @Override
        public FFprobe ffprobe() {
            return ffmpeg.ffprobe();
        }

        @Override
        public Capabilities capabilities() {
            return ffmpeg.capabilities();
        }
    }

    /** Looks for the executables at the first use, and keeps what was found. */
    private static final class Executables implements Supplier<FFmpegBinary> {

        private final FFmpegLocator locator;

        /** Guarded by this. */
        private @Nullable FFmpegBinary found;

        Executables(FFmpegLocator locator) {
            this.locator = locator;
        }

        @Override
        public synchronized FFmpegBinary get() {
            FFmpegBinary known = found;
            if (known == null) {
                known = locator.locate();
                found = known;
            }
            return known;
        }
    }

    /**
     * An FFmpeg with the usual settings: the executable that is found, and 8 s to finish when stopped. The first of these
     * places that is set, or that has one, is used:
     *
     * <ol>
     *   <li>the system property {@code asyncffmpeg.ffmpeg}: a file, or a folder that holds ffmpeg and ffprobe,
     *   <li>the environment variable {@code ASYNCFFMPEG_FFMPEG}, likewise,
     *   <li>the FFmpeg of the artifact {@code asyncffmpeg-bundled}, when it is present,
     *   <li>the environment variable {@code PATH}.
     * </ol>
     *
     * <p>It is looked for at the first use, which for the bundled one unpacks it, once for each machine and version.
     *
     * @return an FFmpeg
     */
    public static FFmpeg create() {
        return builder().build();
    }

    /**
     * Begins an FFmpeg with other settings.
     *
     * @return a builder with the usual settings
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Begins an FFmpeg like this one.
     *
     * @return a builder with the settings of this one
     */
    public Builder toBuilder() {
        Builder builder = new Builder();
        builder.executable = settings.executable();
        builder.pathFirst = settings.pathFirst();
        builder.timeToForceTermination = settings.timeToForceTermination();
        builder.environment.putAll(settings.environment());
        builder.watchdog = settings.watchdog();
        builder.executor = settings.executor();
        builder.listeners.addAll(settings.listeners());
        return builder;
    }

    /**
     * Begins a stream spec with an input in FFmpeg's own syntax: a file name, a URL, {@code pipe:0},
     * {@code frame%04d.png}. Names from users belong into {@link #input(Path)}.
     *
     * @param target what FFmpeg is to open, verbatim
     * @return the input; use the same object twice for one {@code -i}, make two for two
     */
    public static Input input(String target) {
        return Input.of(target);
    }

    /**
     * Begins a stream spec with one literal file, whatever characters its name has.
     *
     * @param file the file; a relative one is resolved by FFmpeg against its working directory
     * @return the input; use the same object twice for one {@code -i}, make two for two
     */
    public static Input input(Path file) {
        return Input.of(file);
    }

    /**
     * Begins a stream spec with media that this program gives.
     *
     * @param source where it comes from; by default FFmpeg cannot seek in it
     * @return the input; use the same object twice for one {@code -i}
     */
    public static Input input(MediaSource source) {
        return Input.of(source);
    }

    /**
     * Pictures and samples between FFmpeg and this program.
     *
     * @return the ways, with the settings of this FFmpeg
     */
    public FFmpegFrames frames() {
        return FFmpegFrames.of(runner::start);
    }

    /**
     * Begins a stream spec with a target, such as {@link MediaTarget#pattern many files of one directory}.
     *
     * @param target what FFmpeg is to open
     * @return the input; use the same object twice for one {@code -i}, make two for two
     */
    public static Input input(MediaTarget target) {
        return Input.of(target);
    }

    /**
     * Compiles a spec without running it.
     *
     * @param spec the spec
     * @return its command, to print, to compare, to read
     * @throws FFmpegSpecException if the spec cannot be a command
     */
    public FFmpegCommand command(StreamSpec spec) {
        return FFmpegCommand.of(Objects.requireNonNull(spec, "spec"));
    }

    /**
     * Compiles the spec of a job without running it.
     *
     * @param job the job
     * @return its command, to print, to compare, to read
     * @throws FFmpegSpecException if the spec cannot be a command
     */
    public FFmpegCommand command(FFmpegJob job) {
        return FFmpegCommand.of(Objects.requireNonNull(job, "job").spec());
    }

    /**
     * Runs a spec; returns at once.
     *
     * @param spec what FFmpeg is to do
     * @return the future of the run, as {@link FFmpegProcess#result} describes it
     */
    public CompletableFuture<FFmpegResult> execute(StreamSpec spec) {
        return execute(FFmpegJob.of(spec));
    }

    /**
     * Runs a job; returns at once.
     *
     * @param job what to do
     * @return the future of the run, as {@link FFmpegProcess#result} describes it
     */
    public CompletableFuture<FFmpegResult> execute(FFmpegJob job) {
        return runner.execute(Objects.requireNonNull(job, "job"), List.of());
    }

    /**
     * Runs a job and tells a listener of it; returns at once.
     *
     * @param job what to do
     * @param listener told of this run, besides those of {@link Builder#listener}
     * @return the future of the run, as {@link FFmpegProcess#result} describes it
     */
    public CompletableFuture<FFmpegResult> execute(FFmpegJob job, RunListener listener) {
        return runner.execute(
                Objects.requireNonNull(job, "job"), List.of(Objects.requireNonNull(listener, "listener")));
    }

    /**
     * Runs a spec, and calls back when FFmpeg has started; returns at once.
     *
     * @param spec what FFmpeg is to do
     * @param afterStart called on the executor with the running process; the future waits for its stage as well, unless
     *     the run is stopped. It may wait for the process' own {@link FFmpegProcess#result() result}, which does not wait
     *     for it
     * @return the future of the run; if the function or its stage fails, it fails with that error, and no FFmpeg is left
     */
    public CompletableFuture<FFmpegResult> execute(
            StreamSpec spec, Function<FFmpegProcess, ? extends CompletionStage<?>> afterStart) {
        Objects.requireNonNull(spec, "spec");
        return execute(() -> CompletableFuture.completedStage(spec), afterStart);
    }

    /**
     * Makes a spec and runs it; returns at once.
     *
     * @param createStreamSpec makes the spec; called on the executor, not here
     * @return the future of the run; if the function or its stage fails, it fails with that error
     */
    public CompletableFuture<FFmpegResult> execute(
            Supplier<? extends CompletionStage<? extends StreamSpec>> createStreamSpec) {
        return execute(createStreamSpec, process -> CompletableFuture.completedStage(null));
    }

    /**
     * Makes a spec, runs it, and calls back when FFmpeg has started: asyncffmpeg's
     * {@code execute(create_stream_spec, after_start=…)}.
     *
     * @param createStreamSpec makes the spec; called on the executor, not here
     * @param afterStart called there with the running process; the future waits for its stage as well, unless the run is
     *     stopped. It may wait for the process' own {@link FFmpegProcess#result() result}, which does not wait for it
     * @return the future of the run; if either function or its stage fails, it fails with that error, and no FFmpeg is
     *     left
     */
    public CompletableFuture<FFmpegResult> execute(
            Supplier<? extends CompletionStage<? extends StreamSpec>> createStreamSpec,
            Function<FFmpegProcess, ? extends CompletionStage<?>> afterStart) {
        return runner.execute(
                Objects.requireNonNull(createStreamSpec, "createStreamSpec"),
                Objects.requireNonNull(afterStart, "afterStart"));
    }

    /**
     * Runs a spec and waits for its end.
     *
     * @param spec what FFmpeg is to do
     * @return the result
     * @throws FFmpegProcessException if FFmpeg failed or was killed
     * @throws FFmpegInterruptedException if the thread was interrupted: FFmpeg was stopped and has ended, and the
     *     interrupt flag is set again
     * @throws FFmpegException if it could not be started
     */
    public FFmpegResult run(StreamSpec spec) {
        return run(FFmpegJob.of(spec));
    }

    /**
     * Runs a job and waits for its end.
     *
     * @param job what to do
     * @return the result
     * @throws FFmpegProcessException if FFmpeg failed, ran out of time or was killed
     * @throws FFmpegInterruptedException if the thread was interrupted: FFmpeg was stopped and has ended, and the
     *     interrupt flag is set again
     * @throws FFmpegException if it could not be started
     */
    public FFmpegResult run(FFmpegJob job) {
        return runner.run(Objects.requireNonNull(job, "job"));
    }

    /**
     * Starts a spec on the calling thread, which takes a millisecond or two.
     *
     * @param spec what FFmpeg is to do
     * @return the running process
     * @throws FFmpegException if it could not be started
     */
    public FFmpegProcess start(StreamSpec spec) {
        return start(FFmpegJob.of(spec));
    }

    /**
     * Starts a job on the calling thread, which takes a millisecond or two.
     *
     * @param job what to do
     * @return the running process
     * @throws FFmpegException if it could not be started
     */
    public FFmpegProcess start(FFmpegJob job) {
        return runner.start(Objects.requireNonNull(job, "job"));
    }

    /**
     * Runs an endless job, such as the recording of a camera or a restream, and starts it again whenever it ends; returns
     * at once. Each attempt writes under {@linkplain FFmpegJob#numberedOutputs(boolean) names of its own}, so that what an
     * earlier one wrote is kept.
     *
     * <p>Such runs do not go through a pool: they would keep its places for ever.
     *
     * @param job what each attempt does
     * @param policy when there is another attempt, and after which pause
     * @return the run, to watch it and to stop it
     */
    public SupervisedRun supervise(FFmpegJob job, RestartPolicy policy) {
        return LocalSupervisedRun.begin(
                runner, Objects.requireNonNull(job, "job"), Objects.requireNonNull(policy, "policy"));
    }

    /**
     * Runs an endless job whose attempts differ, in the names of their files or in the address of their input, and starts
     * the next one whenever one ends; returns at once.
     *
     * @param jobOfAttempt gives the job of each attempt, from 1; called on the executor, not here. What it throws ends the
     *     run
     * @param policy when there is another attempt, and after which pause
     * @return the run, to watch it and to stop it
     */
    public SupervisedRun supervise(IntFunction<FFmpegJob> jobOfAttempt, RestartPolicy policy) {
        return LocalSupervisedRun.begin(
                runner, Objects.requireNonNull(jobOfAttempt, "jobOfAttempt"), Objects.requireNonNull(policy, "policy"));
    }

    /**
     * Says what is in a file or behind a URL, and waits for the answer: for 30 s at the most. More can be asked, and
     * otherwise, by {@link #ffprobe}.
     *
     * @param target what ffprobe is to open, in FFmpeg's own syntax, verbatim. Names from users belong into
     *     {@link #probe(Path)}
     * @return what is in it
     * @throws FFmpegProcessException if ffprobe cannot read it, or ran out of time
     * @throws FFmpegInterruptedException if the thread was interrupted: ffprobe was killed and is gone, and the interrupt
     *     flag is set again
     * @throws FFmpegException if ffprobe could not be started
     */
    public MediaInfo probe(String target) {
        return ffprobe().probe(ProbeRequest.of(target));
    }

    /**
     * Says what is in one literal file, whatever characters its name has, as {@link #probe(String)}.
     *
     * @param file the file
     * @return what is in it
     * @throws FFmpegException as {@link #probe(String)} does
     */
    public MediaInfo probe(Path file) {
        return ffprobe().probe(ProbeRequest.of(file));
    }

    /**
     * Says what is in a target, such as {@link MediaTarget#pattern many files of one directory}, as
     * {@link #probe(String)}.
     *
     * @param target the target
     * @return what is in it
     * @throws FFmpegException as {@link #probe(String)} does
     */
    public MediaInfo probe(MediaTarget target) {
        return ffprobe().probe(ProbeRequest.of(target));
    }

    /**
     * Says what is in media in memory, as {@link #probe(String)}. ffprobe gets it as a private temporary file, since
     * through a pipe it cannot go back and forth.
     *
     * @param bytes the media
     * @return what is in it
     * @throws FFmpegException as {@link #probe(String)} does
     */
    public MediaInfo probe(byte[] bytes) {
        return ffprobe().probe(ProbeRequest.of(bytes));
    }

    /**
     * Says what is in a stream, as {@link #probe(String)}. All of it is read into a private temporary file first, since
     * through a pipe ffprobe cannot go back and forth.
     *
     * @param stream the media; read to its end, and not closed
     * @return what is in it
     * @throws FFmpegException as {@link #probe(String)} does
     */
    public MediaInfo probe(InputStream stream) {
        return ffprobe().probe(ProbeRequest.of(stream));
    }

    /**
     * All that ffprobe can be asked: with options, without waiting, packet by packet.
     *
     * @return the ffprobe of the same place as the ffmpeg
     */
    public synchronized FFprobe ffprobe() {
        FFprobe made = ffprobe;
        if (made == null) {
            made = new FFprobe(
                    new ProbeSettings(executables, settings.environment(), settings.watchdog(), runner::callbacks));
            ffprobe = made;
        }
        return made;
    }

    /**
     * Opens a pool.
     *
     * @param maxWorkers how many jobs run at a time, at least 1
     * @return a pool whose {@code close()} waits for its jobs
     */
    public FFmpegPool pool(int maxWorkers) {
        return poolBuilder().maxWorkers(maxWorkers).build();
    }

    /**
     * Begins a pool with other settings.
     *
     * @return a builder with one worker for each processor
     */
    public FFmpegPool.Builder poolBuilder() {
        return LocalPool.builder(runner, new Questions(this));
    }

    /**
     * The executables this FFmpeg runs. The first call looks them up.
     *
     * @return where they are, and which version
     * @throws FFmpegNotFoundException if there are none; it says what was tried
     */
    public FFmpegBinary binary() {
        return executables.get();
    }

    /**
     * What this FFmpeg can do: codecs, filters, formats, options, and whether an encoder works here. FFmpeg is asked when
     * something is first wanted, and once.
     *
     * @return its capabilities
     * @throws FFmpegNotFoundException if there is no FFmpeg; it says what was tried
     */
    public Capabilities capabilities() {
        return Capabilities.of(binary(), settings.environment());
    }

    /**
     * Looks for what would go wrong with a spec, without running it: names this FFmpeg does not have, deprecated options,
     * outputs that would be written over an input or over each other, and the
     * {@linkplain FFmpegCommand#warnings() warnings} of the command. A warning forbids nothing; that there is none
     * promises nothing. It asks FFmpeg for what the spec names, once for each kind, and blocks meanwhile; where FFmpeg
     * gives no listing, it does not warn.
     *
     * @param spec the spec
     * @return the warnings, mostly none
     * @throws FFmpegSpecException if the spec cannot be a command
     * @throws FFmpegNotFoundException if there is no FFmpeg; it says what was tried
     */
    public List<SpecWarning> check(StreamSpec spec) {
        return SpecCheck.of(CompiledCommand.of(Objects.requireNonNull(spec, "spec")), null, capabilities());
    }

    /**
     * Looks for what would go wrong with the spec of a job, as {@link #check(StreamSpec)} does.
     *
     * @param job the job
     * @return the warnings, mostly none
     * @throws FFmpegSpecException if the spec cannot be a command
     * @throws FFmpegNotFoundException if there is no FFmpeg; it says what was tried
     */
    public List<SpecWarning> check(FFmpegJob job) {
        return SpecCheck.of(
                CompiledCommand.of(Objects.requireNonNull(job, "job").spec()),
                job.directory().orElse(null),
                capabilities());
    }

    @Override
    public String toString() {
        return "FFmpeg" + settings;
    }

    /** Settings of an {@link FFmpeg}. Not safe for several threads. */
    public static final class Builder {

        private @Nullable Path executable;
        private boolean pathFirst;
        private Duration timeToForceTermination = Duration.ofSeconds(8);
        private final Map<String, String> environment = new LinkedHashMap<>();
        private boolean watchdog = true;
        private @Nullable Executor executor;
        private final List<RunListener> listeners = new ArrayList<>();

        private Builder() {}

        /**
         * Names the executable, and ends the look-up with it.
         *
         * @param executable ffmpeg itself, or the folder that holds ffmpeg and ffprobe
         * @return this
         */
        public Builder executable(Path executable) {
            this.executable = Objects.requireNonNull(executable, "executable");
            return this;
        }

        /**
         * Prefers the FFmpeg on {@code PATH} to the bundled one.
         *
         * @param pathFirst {@code false} unless set
         * @return this
         */
        public Builder pathFirst(boolean pathFirst) {
            this.pathFirst = pathFirst;
            return this;
        }

        /**
         * How long a run may take to end once it is asked to, T: FFmpeg is asked at once, gets one SIGTERM two seconds
         * before T (at T/2 when T is under 4 s), and is killed at T.
         *
         * @param limit more than zero; 8 s by default, which is under the 10 s that Docker gives
         * @return this
         */
        public Builder timeToForceTermination(Duration limit) {
            Objects.requireNonNull(limit, "limit");
            if (limit.isZero() || limit.isNegative()) {
                throw new IllegalArgumentException("timeToForceTermination: more than zero expected, not " + limit);
            }
            this.timeToForceTermination = limit;
            return this;
        }

        /**
         * Adds a variable to the environment of every FFmpeg, which otherwise is this JVM's.
         *
         * @param name the variable
         * @param value its value
         * @return this
         */
        public Builder environment(String name, String value) {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(value, "value");
            if (name.isEmpty() || name.indexOf('=') >= 0 || (name + value).indexOf('\0') >= 0) {
                throw new IllegalArgumentException("not a variable of the environment: \"" + name + "\"");
            }
            environment.put(name, value);
            return this;
        }

        /**
         * Whether runs are watched over in case this JVM is killed ({@code kill -9}, the memory killer, a crash). One small
         * process for the whole JVM then asks each FFmpeg to finish, by SIGTERM, and kills it after
         * {@link #timeToForceTermination}. While it lives, each FFmpeg has a session of its own: Ctrl+C, Ctrl+Z and the
         * closing of a terminal reach this JVM alone, whose shutdown hook ends FFmpeg as a stop does.
         *
         * <p>It needs Linux, {@code /bin/sh} and {@code setsid}. Elsewhere this setting changes nothing, and FFmpeg outlives
         * a JVM that is killed.
         *
         * @param watchdog {@code true} unless set
         * @return this
         */
        public Builder watchdog(boolean watchdog) {
            this.watchdog = watchdog;
            return this;
        }

        /**
         * Sets where user code runs. By default it is a pool of daemon threads that grows as callbacks block. On an
         * executor with few threads, callbacks that block delay other callbacks, but never a run.
         *
         * @param executor yours; it is never shut down from here
         * @return this
         */
        public Builder executor(Executor executor) {
            this.executor = Objects.requireNonNull(executor, "executor");
            return this;
        }

        /**
         * Adds a listener that is told of every run of this FFmpeg: of its pools and supervised runs as well, not of probes.
         *
         * @param listener called on the {@linkplain #executor executor}
         * @return this
         */
        public Builder listener(RunListener listener) {
            listeners.add(Objects.requireNonNull(listener, "listener"));
            return this;
        }

        /**
         * Makes the FFmpeg. Nothing is looked up or started yet.
         *
         * @return an FFmpeg with these settings
         */
        public FFmpeg build() {
            return new FFmpeg(new Settings(
                    executable,
                    pathFirst,
                    timeToForceTermination,
                    Map.copyOf(environment),
                    watchdog,
                    executor,
                    List.copyOf(listeners)));
        }
    }
}
