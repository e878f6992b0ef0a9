package io.github.asyncffmpeg.internal.engine;

import io.github.asyncffmpeg.error.FFmpegStartException;
import io.github.asyncffmpeg.error.Outcome;
import io.github.asyncffmpeg.error.StopReason;
import io.github.asyncffmpeg.event.Ended;
import io.github.asyncffmpeg.event.FFmpegEvent;
import io.github.asyncffmpeg.event.Progress;
import io.github.asyncffmpeg.event.Started;
import io.github.asyncffmpeg.internal.engine.CommandLine.Transport;
import io.github.asyncffmpeg.internal.locate.FFmpegLocator;
import io.github.asyncffmpeg.internal.log.AnnouncedFiles;
import io.github.asyncffmpeg.internal.process.AwakeClock;
import io.github.asyncffmpeg.internal.process.ByteSink;
import io.github.asyncffmpeg.internal.process.ChildObserver;
import io.github.asyncffmpeg.internal.process.ChildProcess;
import io.github.asyncffmpeg.internal.process.Launch;
import io.github.asyncffmpeg.internal.process.LaunchGate;
import io.github.asyncffmpeg.internal.process.ProgramLog;
import io.github.asyncffmpeg.internal.process.SocketSource;
import io.github.asyncffmpeg.internal.secret.Redactor;
import io.github.asyncffmpeg.media.MediaTarget;
import io.github.asyncffmpeg.run.FFmpegJob;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One FFmpeg and all that is connected to it, from the start to the moment when it is dead and everything it wrote has
 * been read. It carries out a {@link LaunchPlan}; how it ended is judged by {@link Evidence}. A longer file, because
 * whatever reads from or writes to the child is tied together here.
 *
 * <p>Made by one thread; its observer's methods belong to whoever serves the child; the rest is safe for any thread.
 */
final class RunningChild implements ChildObserver, ChildView {

    private final LaunchPlan plan;
    private final RunControl run;
    private final OutputFiles outputFiles;
    private final WriteLimits writes;
    private final TimeLimits limits;
    private final EventRelay events;
    private final RunLog log;
    private final SegmentWatch segments;
    private final MediaPorts ports;
    private final StandardOutput stdout = new StandardOutput();
    private final CompletableFuture<Integer> exit = new CompletableFuture<>();
    private final long begun;
    private volatile long endedAt;
    private volatile @Nullable ChildProcess child;

    /** Of the launching thread, until there is a process. */
    private CommandLine line;

    private @Nullable SocketSource reports;

    /** Of the launching thread: whether it serves the process, and the poller does not know it yet. */
    private boolean served;

    /**
     * Starts FFmpeg.
     *
     * @param plan its outputs have their names
     * @param subscribers take the events
     * @param run is stopped when a limit is reached, or code of this program fails
     * @param patience of the calling thread
     * @return the process with everything connected to it
     * @throws io.github.asyncffmpeg.error.FFmpegException if it could not be started; nothing is left then
     */
    static RunningChild launch(LaunchPlan plan, Consumer<FFmpegEvent> subscribers, RunControl run, Patience patience) {
        RunningChild child = new RunningChild(plan, subscribers, run);
        boolean started = false;
        try {
            child.open();
            plan.staged().prepare();
            child.start(patience);
            started = true;
        } finally {
            if (!started) {
                plan.staged().abandon();
                child.cleanUp();
            }
        }
        return child;
    }

    private RunningChild(LaunchPlan plan, Consumer<FFmpegEvent> subscribers, RunControl run) {
        FFmpegJob job = plan.job();
        this.plan = plan;
        this.run = run;
        this.line = plan.line();
        this.outputFiles =
                new OutputFiles(plan.told().outputs(), job.directory().orElse(null));
        for (Map.Entry<Integer, Path> observed : plan.staged().observed().entrySet()) {
            outputFiles.lookAt(observed.getKey(), Optional.of(observed.getValue()));
        }
        this.writes = new WriteLimits(job.limits(), outputFiles, plan.staged(), run);
        this.events = new EventRelay(plan, writes, subscribers);
        this.begun = System.nanoTime(); // after the record, which may load its event
        this.log = new RunLog(events, meter(plan), events.whenEnding(), announced(plan));
        this.segments = new SegmentWatch(plan.staged(), subscribers);
        this.limits = new TimeLimits(job, log, outputFiles, run, AwakeClock.nanos());
        this.ports = new MediaPorts(plan.ports(), job.toString(), run, writes);
    }

    private static ProgressMeter meter(LaunchPlan plan) {
        FFmpegJob job = plan.job();
        Measures measures = new Measures(plan.named().inputs());
        return new ProgressMeter(plan.told().lengths(), job.pass(), job.passes(), measures, measures);
    }

    /** The clock of the meter, and how long sources of this program are. */
    private record Measures(List<MediaTarget> inputs) implements LongSupplier, IntFunction<Optional<Duration>> {

        @Override
        public long getAsLong() {
            return System.nanoTime();
        }

        @Override
        public Optional<Duration> apply(int input) {
            return input < inputs.size() && inputs.get(input) instanceof MediaTarget.FromProgram program
                    ? program.source().length()
                    : Optional.empty();
        }
    }

    private static AnnouncedFiles announced(LaunchPlan plan) {
        return new AnnouncedFiles(
                arguments(plan.told().inputs()),
                arguments(plan.told().outputs()),
                plan.binary().version().isAtLeast(7, 0));
    }

    private static List<String> arguments(List<MediaTarget> targets) {
        List<String> arguments = new ArrayList<>();
        for (MediaTarget target : targets) {
            arguments.add(target.argument());
        }
        return arguments;
    }

    /** Makes ready what FFmpeg is to find: files, and sockets to connect to. */
    private void open() {
        log.deferAnnouncements();
        if (run.whenListenedTo(new Listening())) {
            listen();
        } else if (plan.job().untrusted().isPresent()) {
            log.readAnnouncements();
        }
        ports.bind(plan.files());
        plan.files().write();
        Path socket = plan.reports().orElse(null);
        if (socket != null) {
            bindReports(socket);
        }
        if (line.transport() == Transport.STDERR) {
            log.expectProgressAmidLog();
        } else if (line.transport() == Transport.NONE) {
            log.expectNoProgress();
        }
    }

    /** Somebody begins to listen to the events. */
    private final class Listening implements Runnable {

        @Override
        public void run() {
            listen();
        }
    }

    private void listen() {
        log.readAnnouncements();
        segments.listen();
    }

    private void bindReports(Path path) {
        try {
            plan.files().make();
            reports = SocketSource.bind(path, new Reports(log));
        } catch (IOException noSocket) {
            line = plan.lineWithoutSocket();
        }
    }

    private void start(Patience patience) {
        FFmpegJob job = plan.job();
        Path directory = job.directory().orElse(null);
        if (directory != null && !Files.isDirectory(directory)) {
            throw new FFmpegStartException(
                    job + " could not be started: its directory does not exist: " + directory, command(), null);
        }
        // an interrupt closes a socket that is read just then
        boolean serves = patience == Patience.WORKER || (patience == Patience.CALLER && reports == null);
        Launch launch = plan.launch(line);
        Connecting connecting = new Connecting();
        if (!serves) {
            events.askLoggers(); // the poller may tell of events before this thread goes on
        }
        try {
            child = serves
                    ? LaunchGate.launchToServe(launch, connecting, this)
                    : LaunchGate.launch(launch, connecting, this);
            served = serves;
            events.askLoggers();
        } catch (IOException e) {
            FFmpegLocator.forget(plan.binary());
            throw new FFmpegStartException(job + " could not be started: " + e.getMessage(), command(), e);
        }
    }

    private final class Connecting implements Function<Process, ChildProcess.Wiring> {

        @Override
        public ChildProcess.Wiring apply(Process started) {
            return connect(started);
        }
    }

    /** Connects the process that has just been started, before anybody polls it. */
    private ChildProcess.Wiring connect(Process process) {
        events.accept(new Started(process.pid(), plan.binary().version(), command()));
        for (String warning : plan.told().warnings()) {
            log.warn(warning, Redactor.of(command(), plan.variables()));
        }
        try {
            ports.connect(process);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        boolean reportsOnStdout = line.transport() == Transport.STDOUT;
        if (reportsOnStdout || plan.ports().usesStdout() || plan.streams().inheritsStdout()) {
            stdout.leave();
        } else {
            stdout.read(process, plan.job().captureStdout(), this::tooMuchOutput);
        }
        return new ChildProcess.Wiring(
                reportsOnStdout ? new Reports(log) : null, new Log(), reports, Asks.of(process, plan, log, ports));
    }

    private record Reports(RunLog log) implements ByteSink {

        @Override
        public void accept(byte[] bytes, int offset, int length) {
            log.report(bytes, offset, length);
        }
    }

    /** Standard error. */
    private final class Log implements ByteSink {

        @Override
        public void accept(byte[] bytes, int offset, int length) {
            log.stderr(bytes, offset, length);
            writes.logged(length);
        }
    }

    private void tooMuchOutput() {
        OptionalInt asked = plan.job().captureStdout();
        if (asked.isPresent()) {
            writes.stopFor(LimitBreach.ofStdout(asked.getAsInt()));
        } else if (plan.told().hasOutputOnStdout()) {
            writes.stopFor(
                    LimitBreach.ofUnaskedStdout(StandardOutput.UNASKED)); // else it would complete with half of it
        }
    }

    @Override
    public void tick(long now) {
        ChildProcess running = child;
        if (running == null) {
            return; // in the very moment of the start
        }
        if (!running.isPaused()) {
            limits.tick(now, running.pausedNanos());
            writes.tick(now, log);
            segments.tick(now);
        }
    }

    @Override
    public void ended(int exitCode) {
        endedAt = System.nanoTime();
        limits.over();
        ports.ended(exitCode);
        if (!ports.done().isDone()) {
            // FFmpeg has left the rest in a pipe, and a sink takes its time: it is part of the run
            plan.job()
                    .timeout()
                    .ifPresent(limit -> ports.alarm(limit.minus(elapsed()), () -> run.stop(StopReason.TIMEOUT)));
        }
        try {
            log.finish();
        } finally {
            exit.complete(exitCode);
        }
    }

    @Override
    public void jvmEnds() {
        long began = System.nanoTime();
        exit.thenRun(() -> ports.jvmEnds(plan.limit().minusNanos(System.nanoTime() - began)));
    }

    /**
     * Serves the process on the thread that launched it, if it is so patient.
     *
     * @return whether the process is dead and everything it wrote has been read
     */
    boolean serve() {
        return served
                && LaunchGate.serve(child())
                && stdout.done().isDone()
                && ports.done().isDone();
    }

    /** Whether the end takes no time to judge: no outputs to rename, and no failure whose reason FFmpeg may be asked for. */
    boolean endsAtOnce() {
        return exit.getNow(-1) == 0 && plan.staged().isEmpty();
    }

    /** Completes when the process is dead and everything it wrote has been read. */
    CompletableFuture<Void> ended() {
        return CompletableFuture.allOf(exit, stdout.done(), ports.done());
    }

    void stop(StopReason why, boolean byForce, @Nullable Duration limit) {
        if (byForce) {
            child().kill();
            if (why != StopReason.ENOUGH) {
                ports.endWithin(Duration.ZERO);
            }
        } else {
            Duration most = limit == null ? plan.limit() : limit;
            child().stop(most);
            if (why != StopReason.ENOUGH) { // others may take their time
                ports.endWithin(most);
            }
        }
    }

    void pause() {
        child().pause();
    }

    void resume() {
        if (child().isPaused()) {
            log.moved(); // the pause was no stall
            child().resume();
        }
    }

    /** Whether it ended by a signal that need not be ours, or was asked: the JVM may be ending too. */
    boolean mayHaveBeenSignalled() {
        return log.signalled() || child().asked() || child().terminated();
    }

    /**
     * What is known of its end. Only after {@link #ended()}; it may look at files.
     *
     * @param reason who asked it to end, if anybody of ours did
     */
    Evidence evidence(@Nullable StopReason reason) {
        ChildProcess process = child();
        return new Evidence(
                Evidence.Subject.of(plan),
                new Evidence.Exit(exit.join(), process.asked(), process.terminated(), process.killed()),
                new Evidence.Stop(
                        reason,
                        limits.limit(reason),
                        writes.atTheEnd(log.newest()).orElse(null)),
                log.facts(),
                ports.end());
    }

    /** What it leaves for its result. Only after {@link #ended()}. */
    Evidence.Remains remains() {
        return new Evidence.Remains(command(), log.newest(), log.lines(), elapsed(), stdout.kept(), plan.variables());
    }

    /** Tells the program's log and the flight recorder. */
    void report(Conclusion how) {
        try {
            Progress last = log.lastBlock().orElse(null);
            if (last != null) {
                events.accept(last); // held until now: see RunLog
            }
            events.ended(how, exit.join(), elapsed());
        } catch (RuntimeException | Error fault) {
            // No memory, say. The run must end all the same.
            ProgramLog.log(ProgramLog.LIBRARY, System.Logger.Level.ERROR, "the end of a run was not recorded", fault);
        }
    }

    @Override
    public boolean hasProgramMedia() {
        return !plan.ports().isEmpty();
    }

    /** Tells the sources and sinks. */
    void tellMedia(@Nullable Throwable failure) {
        if (hasProgramMedia()) {
            ProgramMedia.tellTheEnd(plan.named().inputs(), failure);
            ProgramMedia.tellTheEnd(plan.named().outputs(), failure);
        }
    }

    Ended endedEvent(Conclusion how) {
        Outcome outcome = how.outcome();
        return new Ended(outcome == null ? new Outcome.Failed(false) : outcome, exit.join(), elapsed());
    }

    Duration elapsed() {
        return Duration.ofNanos(endedAt - begun);
    }

    void cleanUp() {
        if (reports != null) {
            reports.close();
        }
        ports.close();
        plan.files().delete();
    }

    LaunchPlan plan() {
        return plan;
    }

    /**
     * When all is over: what FFmpeg announced, if nobody has asked for it. Holds what that takes, and not this.
     *
     * @param subscribers take the events
     * @return reads it; {@code null} if there is nothing
     */
    @Nullable
    Runnable unreadAnnouncements(Consumer<FFmpegEvent> subscribers) {
        return log.leaveAnnouncements(plan.words().translatedFor(subscribers));
    }

    @Override
    public long pid() {
        return child().pid();
    }

    @Override
    public FFmpegJob job() {
        return plan.job();
    }

    @Override
    public List<MediaTarget> outputs() {
        return plan.named().outputs();
    }

    @Override
    public List<String> logTail() {
        return log.lines();
    }

    @Override
    public OutputFiles outputFiles() {
        return outputFiles;
    }

    RunLog log() {
        return log;
    }

    SegmentWatch segments() {
        return segments;
    }

    @Override
    public List<String> command() {
        return line.words();
    }

    ChildProcess child() {
        ChildProcess started = child;
        if (started == null) {
            throw new IllegalStateException("not started");
        }
        return started;
    }
}
