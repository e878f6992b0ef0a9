package io.github.asyncffmpeg.probe;

import io.github.asyncffmpeg.binary.FFmpegBinary;
import io.github.asyncffmpeg.error.FFmpegProcessException;
import io.github.asyncffmpeg.error.FFmpegStartException;
import io.github.asyncffmpeg.error.Failure;
import io.github.asyncffmpeg.error.Failure.Stage;
import io.github.asyncffmpeg.error.FailureKind;
import io.github.asyncffmpeg.error.Outcome;
import io.github.asyncffmpeg.error.StopReason;
import io.github.asyncffmpeg.internal.failure.FailureReading;
import io.github.asyncffmpeg.internal.failure.MemoryWords;
import io.github.asyncffmpeg.internal.log.LogDecoder;
import io.github.asyncffmpeg.internal.probe.ProbeSettings;
import io.github.asyncffmpeg.internal.process.Ask;
import io.github.asyncffmpeg.internal.process.ByteSink;
import io.github.asyncffmpeg.internal.process.ChildObserver;
import io.github.asyncffmpeg.internal.process.ChildProcess;
import io.github.asyncffmpeg.internal.process.Launch;
import io.github.asyncffmpeg.internal.process.LaunchGate;
import io.github.asyncffmpeg.internal.process.MemoryBound;
import io.github.asyncffmpeg.internal.process.MissingProgramException;
import io.github.asyncffmpeg.internal.process.Nanos;
import io.github.asyncffmpeg.internal.process.PipeReader;
import io.github.asyncffmpeg.media.UntrustedMedia;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One running ffprobe. It has no file to lose, so whatever ends it ends it by SIGKILL.
 *
 * <p>A longer file, because it has one ffprobe from its launch to the verdict on its end; all of it is about the same few
 * fields.
 *
 * <p>Its observer's methods and the collecting of output belong to the poller; the rest is safe for any thread.
 */
final class FFprobeProcess implements ChildObserver {

    /** T at the end of the JVM: there is nothing to finish. */
    private static final Duration SHUTDOWN_LIMIT = Duration.ofMillis(20);

    private static final int SIGKILLED = 128 + 9;

    private static final Ask DEAF = new Ask() {
        @Override
        public Readiness readiness() {
            return Readiness.DEAF;
        }

        @Override
        public void send() {}
    };

    private final ProbeRequest request;
    private final Question question;
    private final ProbeSource.Opened opened;
    private final List<String> command;
    private final ErrorLog log = new ErrorLog();
    private final CompletableFuture<Integer> exit = new CompletableFuture<>();
    private final long begun = System.nanoTime();
    private final long deadline;
    private volatile long endedAt;

    /** Whose answer this is; when it is gone, nobody can read it any more. Null while nobody else is to be watched. */
    private volatile @Nullable WeakReference<?> reader;

    private volatile @Nullable StopReason reason;
    private volatile boolean overBound;
    private volatile @Nullable ChildProcess child;
    private volatile @Nullable InputStream output;

    /** The poller's own until the end; null when it is given up for being too long. */
    private @Nullable ByteArrayOutputStream collected = new ByteArrayOutputStream(8 * 1024);

    private FFprobeProcess(ProbeRequest request, Question question, ProbeSource.Opened opened, List<String> command) {
        this.request = request;
        this.question = question;
        this.opened = opened;
        this.command = command;
        this.deadline =
                question.limit().map(limit -> opened.since() + Nanos.of(limit)).orElse(Long.MAX_VALUE);
    }

    /** Starts ffprobe; its whole answer is collected. */
    static FFprobeProcess collecting(ProbeSettings settings, ProbeRequest request, Question question) {
        return start(settings, request, open(settings, request), question, true, false);
    }

    /**
     * Starts ffprobe for a thread that calls {@link #awaitExit} next; its whole answer is collected. What was opened
     * belongs to the process from now on.
     */
    static FFprobeProcess awaited(
            ProbeSettings settings, ProbeRequest request, ProbeSource.Opened opened, Question question) {
        return start(settings, request, opened, question, true, true);
    }

    /** Starts ffprobe; its answer is to be read from {@link #output}. */
    static FFprobeProcess reading(ProbeSettings settings, ProbeRequest request, Question question) {
        return start(settings, request, open(settings, request), question, false, false);
    }

    /** Makes the media something that ffprobe can open, if there is one: a stream can be read once. */
    static ProbeSource.Opened open(ProbeSettings settings, ProbeRequest request) {
        settings.binary().get().requireFFprobe();
        return request.source().open(request.ownTimeout());
    }

    private static FFprobeProcess start(
            ProbeSettings settings,
            ProbeRequest request,
            ProbeSource.Opened opened,
            Question question,
            boolean collect,
            boolean awaited) {
        boolean started = false;
        try {
            FFmpegBinary binary = settings.binary().get();
            List<String> command = question.command(binary, request, opened.target());
            FFprobeProcess process = new FFprobeProcess(request, question, opened, command);
            process.launch(binary, settings, collect, awaited);
            started = true;
            return process;
        } finally {
            if (!started) {
                opened.delete();
            }
        }
    }

    private void launch(FFmpegBinary binary, ProbeSettings settings, boolean collect, boolean awaited) {
        Launch launch = new Launch(
                wrappers(),
                command,
                null,
                environment -> {
                    binary.prepare(environment);
                    environment.putAll(settings.environment());
                    LogDecoder.askForColors(environment);
                },
                SHUTDOWN_LIMIT,
                settings.watchdog() ? Launch.Care.WATCHED : Launch.Care.NONE);
        try {
            child = awaited
                    ? LaunchGate.launchToAwait(launch, process -> connect(process, collect), this)
                    : LaunchGate.launch(launch, process -> connect(process, collect), this);
        } catch (IOException e) {
            throw new FFmpegStartException(question.what() + " could not be started: " + e.getMessage(), command, e);
        }
    }

    private List<String> wrappers() {
        OptionalLong memory = question.memory();
        try {
            return memory.isEmpty() ? List.of() : MemoryBound.wrapper(memory.getAsLong(), "maxMemory");
        } catch (MissingProgramException missing) {
            throw new FFmpegStartException(
                    question.what() + " could not be started: " + missing.getMessage(), command, missing);
        }
    }

    private ChildProcess.Wiring connect(Process process, boolean collect) {
        try {
            process.getOutputStream().close(); // "-" is an empty file, not a wait for ever
        } catch (IOException alreadyClosed) {
            // it has ended
        }
        ByteSink sink = collect ? this::collect : null;
        if (!collect) {
            output = new PipeReader(process);
        }
        return new ChildProcess.Wiring(sink, log, null, DEAF);
    }

    private void collect(byte[] bytes, int offset, int length) {
        ByteArrayOutputStream kept = collected;
        if (kept == null) {
            return;
        }
        try {
            if (kept.size() + (long) length <= request.maxOutput()) {
                kept.write(bytes, offset, length);
                return;
            }
        } catch (OutOfMemoryError tooMuch) {
            // a bound as well
        }
        collected = null;
        overBound = true;
    }

    /** From now on the process lives no longer than this object, which is to hold it and not the other way round. */
    void belongsTo(Object owner) {
        reader = new WeakReference<>(owner);
    }

    @Override
    public void tick(long now) {
        WeakReference<?> owner = reader;
        if (deadline != Long.MAX_VALUE && now - deadline >= 0) {
            kill(StopReason.TIMEOUT);
        } else if (overBound) {
            kill(StopReason.FAILURE);
        } else if (owner != null && owner.get() == null) {
            kill(StopReason.CLOSE);
            exit.thenRun(this::release);
        }
    }

    @Override
    public void ended(int exitCode) {
        endedAt = System.nanoTime();
        exit.complete(exitCode);
    }

    /** Ends it, and returns at once. The first reason counts. */
    void kill(StopReason why) {
        ChildProcess running = child;
        if (running == null) {
            return; // the poller was faster than the launch; it comes again
        }
        synchronized (this) {
            if (reason == null) {
                reason = why;
            }
        }
        running.kill();
    }

    /** Completes, on the poller, when the process is dead and all it said was read. */
    CompletableFuture<Integer> exit() {
        return exit;
    }

    /** Waits on a thread of this library that has nothing else to do. */
    void awaitExit() {
        ChildProcess running = child;
        if (running != null) {
            LaunchGate.awaitExit(running);
        }
        exit.join();
    }

    /** Waits for its end. An interrupt ends it and is waited out; the flag is set again. Returns whether it came. */
    boolean awaitEnd() {
        boolean interrupted = false;
        while (true) {
            try {
                exit.get();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
                kill(StopReason.INTERRUPT);
            } catch (ExecutionException never) {
                throw new AssertionError(never);
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return interrupted;
    }

    /** Its answer, as it comes. */
    InputStream output() {
        InputStream in = output;
        if (in == null) {
            throw new IllegalStateException("collected, not read");
        }
        return in;
    }

    /** Its whole answer. Only after the end. */
    byte[] answer() {
        ByteArrayOutputStream kept = collected;
        return kept == null ? new byte[0] : kept.toByteArray();
    }

    /** After the end: gives up what belonged to it. May be called again. */
    void release() {
        opened.delete();
        ChildProcess ended = child;
        if (ended != null) {
            LaunchGate.release(ended);
        }
    }

    /** After the end: why there is no answer, or nothing when there is one. */
    Optional<FFmpegProcessException> failure() {
        int code = exit.join();
        StopReason why = reason;
        return code == 0 && (why == null || why == StopReason.CANCEL) && !overBound
                ? Optional.empty()
                : Optional.of(exception(code, why, null));
    }

    /** After the end: ffprobe is content, but what it wrote cannot be read. */
    FFmpegProcessException unreadable(IOException cause) {
        return exception(exit.join(), reason, cause);
    }

    /** After the end: why the answer is not given away, though ffprobe exited with 0. */
    Optional<FFmpegProcessException> refusal(MediaInfo info) {
        Failure read = failure(log.reasons(), exit.join(), new Outcome.Failed(false));
        return noPicture(info, read)
                .or(() -> request.untrusted().flatMap(policy -> broken(policy, info, read)))
                .map(this::refused);
    }

    /** What is called .jpg or .png is a stream for image2, whatever is in it. */
    private Optional<Failure> noPicture(MediaInfo info, Failure read) {
        boolean guessed = info.formats().contains("image2")
                && info.video().filter(picture -> picture.size().isEmpty()).isPresent();
        // Without a word of complaint it may be a picture that this FFmpeg has no decoder for.
        if (!guessed || (request.untrusted().isEmpty() && log.lines().isEmpty())) {
            return Optional.empty();
        }
        String said = read.causeLine().map(line -> " (" + line + ")").orElse("");
        return Optional.of(new Failure(
                FailureKind.INVALID_DATA,
                Optional.of(Stage.OPEN),
                Optional.empty(),
                Optional.of("its name is that of a picture, and no picture was found in it" + said),
                List.of()));
    }

    /** What the policy forbids, and ffprobe does not fail for. */
    private static Optional<Failure> broken(UntrustedMedia policy, MediaInfo info, Failure read) {
        boolean forbidden = read.kind() == FailureKind.BAD_PICTURE_SIZE
                || read.limit()
                        .filter(limit -> limit == Failure.Limit.PIXELS || limit == Failure.Limit.STREAMS)
                        .isPresent();
        if (forbidden) {
            return Optional.of(read);
        }
        Duration plays = info.duration().orElse(Duration.ZERO);
        if (plays.compareTo(policy.maxDuration()) <= 0) {
            return Optional.empty();
        }
        String words = "it plays for " + seconds(plays) + ", and the policy for untrusted media allows at most "
                + seconds(policy.maxDuration());
        return Optional.of(new Failure(
                FailureKind.REFUSED_BY_POLICY,
                Optional.of(Stage.OPEN),
                Optional.empty(),
                Optional.of(words),
                List.of(),
                Optional.of(Failure.Limit.DURATION)));
    }

    private FFmpegProcessException refused(Failure failure) {
        return new FFmpegProcessException(
                question.what()
                        + (failure.kind() == FailureKind.REFUSED_BY_POLICY ? " was refused: " : " failed: ")
                        + failure.causeLine().orElse(""),
                failure,
                run(exit.join(), log.lines(), new Outcome.Failed(false)),
                null);
    }

    private FFmpegProcessException exception(int code, @Nullable StopReason why, @Nullable IOException unreadable) {
        String made = opened.temporary() == null ? null : opened.target().argument();
        UnaryOperator<String> inWordsOfTheRequest =
                line -> made == null ? line : line.replace(made, request.toString());
        List<String> lines = log.lines().stream().map(inWordsOfTheRequest).toList();
        Outcome outcome = outcome(code, why);
        Failure failure =
                failure(log.reasons().stream().map(inWordsOfTheRequest).toList(), code, outcome);
        StringBuilder message = new StringBuilder(question.what());
        if (overBound) {
            message.append(" was stopped: its answer is longer than maxOutput allows, ")
                    .append(request.maxOutput())
                    .append(" bytes, or than this JVM's memory holds");
        } else if (outcome instanceof Outcome.TimedOut timedOut) {
            message.append(" did not end within its time limit of ")
                    .append(seconds(timedOut.limit()))
                    .append(" and was killed");
        } else if (outcome instanceof Outcome.Killed killed) {
            message.append(killed.reason() == StopReason.FOREIGN ? " was killed from outside" : " was killed");
        } else if (code == 0 && unreadable != null) {
            message.append(" gave an answer that cannot be read: ").append(unreadable.getMessage());
        } else {
            message.append(" failed");
        }
        message.append(" (exit code ").append(code).append(')');
        (byItself(outcome) ? failure : read(lines, code))
                .causeLine()
                .ifPresent(cause -> message.append(": ").append(cause));
        return new FFmpegProcessException(message.toString(), failure, run(code, lines, outcome), unreadable);
    }

    private FFmpegProcessException.Run run(int code, List<String> lines, Outcome outcome) {
        return new FFmpegProcessException.Run(
                code, command, lines, Duration.ofNanos(endedAt - begun), outcome, List.of(), List.of());
    }

    private static boolean byItself(Outcome outcome) {
        return outcome instanceof Outcome.Failed
                || (outcome instanceof Outcome.Killed killed && killed.reason() == StopReason.FOREIGN);
    }

    private Failure read(List<String> lines, int code) {
        String given = opened.temporary() == null ? opened.target().argument() : request.toString();
        return FailureReading.of(lines, code, List.of(given), List.of())
                .renamed(name -> name.equals(given) ? request.toString() : name);
    }

    private Failure failure(List<String> lines, int code, Outcome outcome) {
        if (overBound) {
            return ours(
                    FailureKind.LIMIT_EXCEEDED,
                    "the answer of ffprobe is longer than maxOutput allows, " + request.maxOutput()
                            + " bytes, or than this JVM's memory holds",
                    Optional.of(Failure.Limit.PROBE_OUTPUT));
        }
        if (outcome instanceof Outcome.TimedOut late) {
            return ours(
                    FailureKind.TIMED_OUT,
                    "ffprobe did not end within its time limit of " + seconds(late.limit()),
                    Optional.of(Failure.Limit.TIME));
        }
        return byItself(outcome)
                ? withMemory(read(lines, code), lines)
                : ours(FailureKind.ABORTED, "ffprobe was killed", Optional.empty());
    }

    private static Failure ours(FailureKind kind, String words, Optional<Failure.Limit> limit) {
        return new Failure(kind, Optional.empty(), Optional.empty(), Optional.of(words), List.of(), limit);
    }

    /** A limit of ours that was reached: the same file would reach it again, whatever other programs leave free. */
    private Failure withMemory(Failure read, List<String> lines) {
        OptionalLong most = question.memory();
        boolean reached = MemoryWords.read(read, lines, most).kind() == FailureKind.LIMIT_EXCEEDED;
        if (most.isEmpty() || !reached) {
            return read;
        }
        String words = "it needs more memory than maxMemory allows, " + most.getAsLong() + " bytes"
                + MemoryWords.among(lines).map(said -> " (" + said + ")").orElse("");
        return new Failure(
                FailureKind.LIMIT_EXCEEDED,
                read.stage(),
                read.culprit(),
                Optional.of(words),
                List.of(),
                Optional.of(Failure.Limit.MEMORY));
    }

    private static String seconds(Duration duration) {
        return Nanos.inWords(duration);
    }

    private Outcome outcome(int code, @Nullable StopReason why) {
        if (why == StopReason.TIMEOUT) {
            return new Outcome.TimedOut(StopReason.TIMEOUT, question.limit().orElse(Duration.ZERO), false);
        }
        if (overBound) {
            return new Outcome.Stopped(StopReason.FAILURE, false);
        }
        if (why != null) {
            return new Outcome.Killed(why);
        }
        if (LaunchGate.isClosed()) {
            return new Outcome.Killed(StopReason.SHUTDOWN);
        }
        return code == SIGKILLED ? new Outcome.Killed(StopReason.FOREIGN) : new Outcome.Failed(false);
    }
}
