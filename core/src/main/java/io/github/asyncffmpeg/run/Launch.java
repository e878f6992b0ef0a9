package io.github.asyncffmpeg.run;

import io.github.asyncffmpeg.binary.FFmpegBinary;
import io.github.asyncffmpeg.error.FFmpegSpecException;
import io.github.asyncffmpeg.error.FFmpegStartException;
import io.github.asyncffmpeg.error.Outcome;
import io.github.asyncffmpeg.error.StopReason;
import io.github.asyncffmpeg.event.Ended;
import io.github.asyncffmpeg.event.FFmpegEvent;
import io.github.asyncffmpeg.event.InputAnnounced;
import io.github.asyncffmpeg.event.OutputAnnounced;
import io.github.asyncffmpeg.event.Started;
import io.github.asyncffmpeg.internal.compile.CompiledCommand;
import io.github.asyncffmpeg.internal.log.AnnouncedFiles;
import io.github.asyncffmpeg.internal.log.EventCopies;
import io.github.asyncffmpeg.internal.log.LogDecoder;
import io.github.asyncffmpeg.internal.process.Ask;
import io.github.asyncffmpeg.internal.process.AwakeClock;
import io.github.asyncffmpeg.internal.process.ChildObserver;
import io.github.asyncffmpeg.internal.process.ChildProcess;
import io.github.asyncffmpeg.internal.process.InputFeeder;
import io.github.asyncffmpeg.internal.process.InternalThreads;
import io.github.asyncffmpeg.internal.process.LaunchGate;
import io.github.asyncffmpeg.internal.process.MissingProgramException;
import io.github.asyncffmpeg.internal.process.OutputCollector;
import io.github.asyncffmpeg.internal.process.ProgramLog;
import io.github.asyncffmpeg.internal.process.SocketSource;
import io.github.asyncffmpeg.internal.staging.ListedFolders;
import io.github.asyncffmpeg.internal.staging.PartialFates;
import io.github.asyncffmpeg.internal.staging.StagedOutputs;
import io.github.asyncffmpeg.media.MediaTarget;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The launched half of a run: the command line, the process with everything connected to it, and what is needed to
 * judge its end. A longer file, because here everything of a run is connected with everything else.
 *
 * <p>Made by one thread; its observer's methods belong to whoever serves the child; the rest is safe for any thread.
 */
final class Launch implements ChildObserver {

    /** Kept of a standard output that nobody asked for. */
    private static final int UNASKED_STDOUT = 64 * 1024;

    /** The kernel's limit on the path of a socket is 104 to 108 bytes. */
    private static final int LONGEST_SOCKET_PATH = 100;

    /** Between a look for a free name and its taking another run may be quicker, but hardly this often. */
    private static final int MOST_NAMES = 1000;

    private final FFmpegJob job;
    private final CompiledCommand spec;
    private final CompiledCommand written;
    private final FFmpegRun run;
    private final StagedOutputs staged;
    private final MediaPorts ports;
    private final FFmpegBinary binary;
    private final RunSettings settings;
    private final Consumer<FFmpegEvent> events;
    private final RunFiles files;
    private final OutputFiles outputFiles;
    private final RunLog log;
    private final LogForwarder forwarder;
    private final FlightRecord record;
    private final boolean mediaOnStdin;
    private final boolean deafToKeys;
    private final CommandLine.Transport transport;
    private final @Nullable SocketSource socket;
    private final List<String> command;
    private final List<String> warnings;
    private final Set<LaunchGate.Standard> inherited = EnumSet.noneOf(LaunchGate.Standard.class);

    private final CompletableFuture<Integer> exit = new CompletableFuture<>();
    private final CompletableFuture<Void> stdoutRead = new CompletableFuture<>();
    private final TimeLimits limits;
    private final WriteLimits writes;
    private final long begun;
    private volatile long endedAt;
    private volatile @Nullable OutputCollector collector;
    private volatile @Nullable ChildProcess child;

    /** Of the launching thread: whether it serves the process, and the poller does not know it yet. */
    private boolean served;

    /** What the thread that launches does next. */
    enum Patience {
        /** Something else. */
        NONE,
        /** It waits for the end: a thread of the user's, which may be interrupted. */
        CALLER,
        /** It has time: a thread of our own. */
        WORKER
    }

    static Launch of(
            FFmpegJob job, RunSettings settings, Consumer<FFmpegEvent> events, FFmpegRun run, Patience patience) {
        FFmpegBinary binary = settings.binary().get();
        CompiledCommand plain = CompiledCommand.of(job.spec());
        FFmpegJob limited = UntrustedInputs.limited(job, plain);
        CompiledCommand edited =
                plain.edited(WriteLimits.edits(limited.limits(), plain)).edited(UntrustedInputs.edits(limited, plain));
        CompiledCommand written = named(edited, limited);
        StagedOutputs staged = staged(limited, written);
        for (int i = 0; i < MOST_NAMES && limited.numberedOutputs() && !staged.hasItsNames(); i++) {
            staged.release(); // another run took the name since this one looked
            written = named(edited, limited);
            staged = staged(limited, written);
        }
        RunFiles files = new RunFiles();
        MediaPorts ports = null;
        Launch launch = null;
        boolean started = false;
        try {
            ports = ports(limited, run, binary, written.edited(staged.edits()), files);
            launch = new Launch(limited, settings, events, run, binary, written, staged, ports, files);
            staged.prepare();
            launch.start(patience);
            started = true;
        } finally {
            if (!started) {
                staged.abandon();
            }
            if (!started && launch != null) {
                launch.cleanUp();
            } else if (!started) {
                if (ports != null) {
                    ports.close();
                }
                files.delete();
            }
        }
        return launch;
    }

    private static StagedOutputs staged(FFmpegJob job, CompiledCommand command) {
        PartialFates policy = job.partialOutput().map(PartialOutput::fates).orElse(null);
        return StagedOutputs.of(job.toString(), policy, job.directory().orElse(null), command);
    }

    private static Optional<Duration> sourceLength(CompiledCommand command, int input) {
        return input < command.inputs().size() && command.inputs().get(input) instanceof MediaTarget.FromProgram program
                ? program.source().length()
                : Optional.empty();
    }

    private static MediaPorts ports(
            FFmpegJob job, FFmpegRun run, FFmpegBinary binary, CompiledCommand command, RunFiles files) {
        boolean wide = binary.starters().wideStdout().isPresent()
                && job.captureStdout().isEmpty()
                && !command.mayWriteStdout();
        return new MediaPorts(command, job, run, files, wide);
    }

    /** With names that no earlier run has used, if the job says so. */
    private static CompiledCommand named(CompiledCommand spec, FFmpegJob job) {
        if (!job.numberedOutputs()) {
            return spec;
        }
        ListedFolders folders = new ListedFolders(job.directory().orElse(null));
        return spec.edited(spec.freeNames(folders, LocalDateTime.now(ZoneId.systemDefault())));
    }

    private Launch(
            FFmpegJob job,
            RunSettings settings,
            Consumer<FFmpegEvent> events,
            FFmpegRun run,
            FFmpegBinary binary,
            CompiledCommand written,
            StagedOutputs staged,
            MediaPorts ports,
            RunFiles files) {
        this.job = job;
        this.written = written;
        this.staged = staged;
        this.ports = ports;
        this.run = run;
        this.spec = written.edited(staged.edits()).edited(ports.edits());
        this.binary = binary;
        this.files = files;
        this.outputFiles = new OutputFiles(spec.outputs(), job.directory().orElse(null));
        staged.observed().forEach((output, file) -> outputFiles.lookAt(output, Optional.of(file)));
        this.writes = new WriteLimits(job.limits(), outputFiles, () -> run.stop(StopReason.LIMIT));
        this.settings = settings;
        this.forwarder = new LogForwarder(job);
        this.record = FlightRecord.begin(job);
        this.begun = System.nanoTime(); // after the record, which may load its event
        this.events = event -> tell(event, events);
        this.mediaOnStdin = job.stdin().isPresent() && !job.inheritStdin();
        if (spec.mayWriteStdout() && job.inheritStdout()) {
            inherited.add(LaunchGate.Standard.OUTPUT);
        }
        if (spec.readsStdin() && job.inheritStdin()) {
            inherited.add(LaunchGate.Standard.INPUT);
        } else if (spec.readsStdin() && !mediaOnStdin) {
            throw new FFmpegSpecException(
                    job + " reads its input from standard input (pipe:0 or -), but the job has no"
                            + " bytes for it: give them with FFmpegJob.stdin(…), or let it read this program's own by inheritStdin");
        }
        if (spec.hasOption("progress") && job.stallTimeout().isPresent()) {
            // Files are no witness: a slow encode of 64x48 fills FFmpeg's buffer of 32 KiB only in minutes.
            throw new FFmpegSpecException(
                    job + " has a stallTimeout, and its spec a -progress of its own: so nothing tells"
                            + " this library whether FFmpeg gets on. Leave one of the two out");
        }
        this.deafToKeys = spec.hasOption("nostdin") || inherited.contains(LaunchGate.Standard.INPUT);
        this.log = new RunLog(
                this.events,
                new ProgressMeter(
                        spec.lengths(),
                        job.pass(),
                        job.passes(),
                        System::nanoTime,
                        input -> sourceLength(written, input)),
                record::ending,
                new AnnouncedFiles(
                        arguments(spec.inputs()),
                        arguments(spec.outputs()),
                        binary.version().isAtLeast(7, 0)));
        log.deferAnnouncements();
        if (run.whenListenedTo(log::readAnnouncements) || job.untrusted().isPresent()) {
            log.readAnnouncements();
        }
        this.warnings = spec.warnings();
        List<String> arguments =
                spec.arguments(binary.version(), files::place); // may throw: before the socket is bound
        SocketSource reports = null;
        CommandLine.Transport way = transport(spec, job);
        String url = "";
        if (way == CommandLine.Transport.SOCKET) {
            try {
                Path path = files.path("p");
                if (path.toString().getBytes(StandardCharsets.UTF_8).length > LONGEST_SOCKET_PATH) {
                    throw new IOException("too long for a socket: " + path);
                }
                reports = SocketSource.bind(path, log::report);
                url = "unix:" + path;
            } catch (IOException noSocket) {
                way = CommandLine.Transport.STDERR;
            }
        }
        this.transport = way;
        this.socket = reports;
        url = switch (way) {
            case STDOUT -> "pipe:1";
            case STDERR -> {
                log.expectProgressAmidLog();
                yield "pipe:2";
            }
            case SOCKET -> url;
            case NONE -> {
                log.expectNoProgress();
                yield "";
            }
        };
        boolean maskStdin = mediaOnStdin && !spec.readsStdin();
        this.command = CommandLine.of(binary, spec, arguments, url, maskStdin);
        this.limits = new TimeLimits(job, log, outputFiles, run::stop, AwakeClock.nanos());
    }

    private static List<String> arguments(List<MediaTarget> targets) {
        return targets.stream().map(MediaTarget::argument).toList();
    }

    private static CommandLine.Transport transport(CompiledCommand spec, FFmpegJob job) {
        if (spec.hasOption("progress")) {
            return CommandLine.Transport.NONE;
        }
        boolean needed = spec.mayWriteStdout() || job.captureStdout().isPresent();
        return needed ? CommandLine.Transport.SOCKET : CommandLine.Transport.STDOUT;
    }

    private void start(Patience patience) {
        Path directory = job.directory().orElse(null);
        if (directory != null && !Files.isDirectory(directory)) {
            throw new FFmpegStartException(
                    job + " could not be started: its directory does not exist: " + directory, command, null);
        }
        LaunchGate.Launch launch = new LaunchGate.Launch(
                wrappers(),
                command,
                directory,
                this::prepare,
                limit(),
                settings.watchdog() ? LaunchGate.Care.OWN_SESSION : LaunchGate.Care.NONE,
                session().orElse(null),
                inherited);
        try {
            // an interrupt closes a socket that is read just then
            boolean serves = patience == Patience.WORKER || (patience == Patience.CALLER && socket == null);
            child = serves
                    ? LaunchGate.launchToServe(launch, this::connect, this)
                    : LaunchGate.launch(launch, this::connect, this);
            served = serves;
        } catch (IOException e) {
            throw new FFmpegStartException(job + " could not be started: " + e.getMessage(), command, e);
        }
    }

    /**
     * With media between it and the JVM an FFmpeg stays in the JVM's session: Linux gives each session its share of the
     * processors (autogroup), and handing over from one to the other then costs a tenth when reading and a quarter when
     * writing. A group of its own keeps the signals of the terminal away as well.
     */
    private Optional<Path> session() {
        Optional<Path> ownSession = binary.starters().ownSession();
        return ports.isEmpty() ? ownSession : binary.starters().ownGroup().or(() -> ownSession);
    }

    private List<String> wrappers() {
        try {
            List<String> all = new ArrayList<>(Wrappers.of(job.limits()));
            if (ports.usesStdout()) {
                binary.starters().wideStdout().map(Path::toString).ifPresent(all::add);
            }
            return all;
        } catch (MissingProgramException missing) {
            throw new FFmpegStartException(job + " could not be started: " + missing.getMessage(), command, missing);
        }
    }

    private void prepare(Map<String, String> environment) {
        binary.prepare(environment);
        if (!ports.isEmpty()) {
            // Of raw frames glibc gives each back to the system: 180,000 page faults for 400 of 720p, against 7,000.
            environment.putIfAbsent("MALLOC_TRIM_THRESHOLD_", "268435456");
            environment.putIfAbsent("MALLOC_MMAP_THRESHOLD_", "33554432");
        }
        environment.putAll(settings.environment());
        environment.putAll(job.environment());
        // Last, and whatever else is set: by its colors we tell what FFmpeg itself says from what is in a file.
        LogDecoder.askForColors(environment);
    }

    /** Connects the process that has just been started, before anybody polls it. */
    private ChildProcess.Wiring connect(Process process) {
        events.accept(new Started(process.pid(), binary.version(), command));
        warnings.forEach(log::warn);
        boolean reportsOnStdout = transport == CommandLine.Transport.STDOUT;
        try {
            ports.connect(process);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (reportsOnStdout || ports.usesStdout() || inherited.contains(LaunchGate.Standard.OUTPUT)) {
            stdoutRead.complete(null);
        } else {
            OutputCollector reader = new OutputCollector(
                    process,
                    job.captureStdout().orElse(UNASKED_STDOUT),
                    this::tooMuchOutput,
                    () -> stdoutRead.complete(null));
            collector = reader;
            InternalThreads.start("asyncffmpeg-stdout-" + process.pid(), reader);
        }
        return new ChildProcess.Wiring(reportsOnStdout ? log::report : null, this::stderr, socket, ask(process));
    }

    private void stderr(byte[] bytes, int offset, int length) {
        log.stderr(bytes, offset, length);
        writes.logged(length);
    }

    private Ask ask(Process process) {
        Ask ask = askOnStdin(process);
        return ports.isEmpty()
                ? ask
                : new Ask() {
                    @Override
                    public Readiness readiness() {
                        return ask.readiness();
                    }

                    @Override
                    public void send() {
                        ask.send();
                        ports.finishing();
                    }

                    @Override
                    public void signalled() {
                        ports.finishing();
                    }
                };
    }

    private Ask askOnStdin(Process process) {
        byte[] media = job.stdin().orElse(null);
        if (media != null) {
            InputFeeder feeder = new InputFeeder(process.getOutputStream(), media);
            InternalThreads.start("asyncffmpeg-stdin-" + process.pid(), feeder);
            return feeder;
        }
        if (deafToKeys) {
            return new Ask() {
                @Override
                public Readiness readiness() {
                    return Readiness.DEAF;
                }

                @Override
                public void send() {}
            };
        }
        QuitKey key = new QuitKey(process.getOutputStream());
        log.use(key);
        return key;
    }

    private void tell(FFmpegEvent told, Consumer<FFmpegEvent> subscribers) {
        FFmpegEvent event = ports.inWordsOfTheSpec(
                told instanceof OutputAnnounced output
                        ? EventCopies.withTarget(output, staged.inWordsOfTheSpec(output.target()))
                        : told);
        if (event instanceof InputAnnounced input) {
            UntrustedInputs.refusal(job, spec, input).ifPresent(writes::stopFor);
        }
        forwarder.tell(event);
        record.tell(event);
        subscribers.accept(event);
    }

    private void tooMuchOutput() {
        job.captureStdout().ifPresent(writes::captured);
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

    @Override
    public void ended(int exitCode) {
        endedAt = System.nanoTime();
        limits.over();
        ports.ended(exitCode);
        if (!ports.done().isDone()) {
            // FFmpeg has left the rest in a pipe, and a sink takes its time: it is part of the run
            job.timeout().ifPresent(limit -> ports.alarm(limit.minus(elapsed()), () -> run.stop(StopReason.TIMEOUT)));
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
        exit.thenRun(() -> ports.jvmEnds(limit().minusNanos(System.nanoTime() - began)));
    }

    /**
     * Serves the process on the thread that launched it, if it is so patient.
     *
     * @return whether the process is dead and everything it wrote has been read
     */
    boolean serve() {
        return served && child().serve() && stdoutRead.isDone() && ports.done().isDone();
    }

    /** Whether the end takes no time to judge: no outputs to rename, and no failure whose reason FFmpeg may be asked for. */
    boolean endsAtOnce() {
        return exit.getNow(-1) == 0 && staged.isEmpty();
    }

    /** Completes when the process is dead and everything it wrote has been read. */
    CompletableFuture<Void> ended() {
        return CompletableFuture.allOf(exit, stdoutRead, ports.done());
    }

    void stop(StopReason why, boolean byForce, @Nullable Duration limit) {
        if (byForce) {
            child().kill();
            if (why != StopReason.ENOUGH) {
                ports.endWithin(Duration.ZERO);
            }
        } else {
            Duration most = limit == null ? limit() : limit;
            child().stop(most);
            if (why != StopReason.ENOUGH) { // others may take their time
                ports.endWithin(most);
            }
        }
    }

    private Duration limit() {
        return job.timeToForceTermination().orElse(settings.timeToForceTermination());
    }

    /** Only after {@link #ended()}. */
    Conclusion conclude(@Nullable StopReason reason) {
        OutputCollector reader = collector;
        Conclusion how = new Conclusion.Evidence(
                        job.toString(),
                        exit.join(),
                        reason,
                        limits.limit(reason),
                        child().asked(),
                        child().terminated(),
                        child().killed(),
                        log,
                        command,
                        written,
                        job.directory(),
                        new CapabilityNames(
                                binary, settings.environment(), job.untrusted().isEmpty()),
                        elapsed(),
                        reader == null ? new byte[0] : reader.kept(),
                        writes.atTheEnd(log.newest()).orElse(null),
                        job.limits().memory(),
                        staged,
                        ports.end())
                .conclude();
        how.outputs().forEach(fate -> outputFiles.lookAt(fate.output(), fate.file()));
        return how;
    }

    /** Tells the program's log and the flight recorder. */
    void report(Conclusion how) {
        try {
            log.lastBlock().ifPresent(events); // held until now: see RunLog
            forwarder.ended(how, elapsed());
            record.ended(how, exit.join(), elapsed());
        } catch (RuntimeException | Error fault) {
            // No memory, say. The run must end all the same.
            ProgramLog.log(ProgramLog.LIBRARY, System.Logger.Level.ERROR, "the end of a run was not recorded", fault);
        }
    }

    /** Tells the sources and sinks. */
    void tellMedia(@Nullable Throwable failure) {
        if (!ports.isEmpty()) {
            ProgramMedia.tellTheEnd(written.inputs(), failure);
            ProgramMedia.tellTheEnd(written.outputs(), failure);
        }
    }

    Ended endedEvent(Conclusion how) {
        Outcome outcome = how.outcome();
        return new Ended(outcome == null ? new Outcome.Failed(false) : outcome, exit.join(), elapsed());
    }

    private Duration elapsed() {
        return Duration.ofNanos(endedAt - begun);
    }

    void cleanUp() {
        if (socket != null) {
            socket.close();
        }
        ports.close();
        files.delete();
    }

    FFmpegJob job() {
        return job;
    }

    /** What it writes, under the names of this run: those that stay, not the temporary ones. */
    List<MediaTarget> outputs() {
        return written.outputs();
    }

    OutputFiles outputFiles() {
        return outputFiles;
    }

    RunLog log() {
        return log;
    }

    List<String> command() {
        return command;
    }

    ChildProcess child() {
        ChildProcess started = child;
        if (started == null) {
            throw new IllegalStateException("not started");
        }
        return started;
    }
}
