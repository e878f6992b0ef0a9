package io.github.asyncffmpeg.run;

import io.github.asyncffmpeg.error.FFmpegMediaException;
import io.github.asyncffmpeg.error.FFmpegSpecException;
import io.github.asyncffmpeg.error.FFmpegStartException;
import io.github.asyncffmpeg.error.StopReason;
import io.github.asyncffmpeg.event.FFmpegEvent;
import io.github.asyncffmpeg.event.InputAnnounced;
import io.github.asyncffmpeg.event.OutputAnnounced;
import io.github.asyncffmpeg.internal.compile.CommandEdits;
import io.github.asyncffmpeg.internal.compile.CompiledCommand;
import io.github.asyncffmpeg.internal.log.EventCopies;
import io.github.asyncffmpeg.internal.process.Alarms;
import io.github.asyncffmpeg.internal.process.InternalThreads;
import io.github.asyncffmpeg.internal.process.MediaSocket;
import io.github.asyncffmpeg.internal.process.Nanos;
import io.github.asyncffmpeg.internal.process.StdoutChannel;
import io.github.asyncffmpeg.media.MediaSink;
import io.github.asyncffmpeg.media.MediaSource;
import io.github.asyncffmpeg.media.MediaTarget;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * The inputs and outputs of one run that are code of this program. Each has a {@code unix:} socket, which
 * nobody else can connect to, and a thread, since that code may block; one output has FFmpeg's standard output instead,
 * where its pipe can be made wide, because that is faster (2.2 against 1.7 GB/s of 1280×720 rgb24, 2 cores). Where FFmpeg is
 * to go back and forth, the media is a private temporary file.
 *
 * <p>A longer file, because what happens to one port at the end of a run concerns all others.
 *
 * <p>Made by one thread, which calls {@link #connect}; the rest is safe for any thread.
 */
final class MediaPorts {

    /** The kernel's limit on the path of a socket is 104 to 108 bytes. */
    private static final int LONGEST_PATH = 100;

    private static final String WHITELIST = "-protocol_whitelist";

    private static final MediaTarget STDOUT = MediaTarget.of("pipe:1");

    /** How long code that is interrupted has to return, before it is left behind. */
    private static final Duration HEED = Duration.ofSeconds(1);

    /** How long a sink has for what FFmpeg has left, when the JVM ends. */
    private static final Duration AT_JVM_END = Duration.ofSeconds(1);

    private final FFmpegRun run;
    private final String job;
    private final List<SourceFeed> feeds = new ArrayList<>();
    private final List<SinkTake> takes = new ArrayList<>();
    private final List<MediaSocket> sockets = new ArrayList<>();

    private PortWords words = PortWords.NONE;

    /** What takes each alarm back; guarded by itself, and so is {@code closed}. */
    private final List<Runnable> alarms = new ArrayList<>();

    private boolean closed;

    private volatile boolean sourceFailed;
    private volatile boolean cutShort;
    private volatile boolean allHadEnough;

    private final CompletableFuture<Integer> exit = new CompletableFuture<>();
    private final AtomicInteger sinksLeft = new AtomicInteger();
    private final CompletableFuture<ReadableByteChannel> standardOutput = new CompletableFuture<>();
    private final boolean nothingElse;
    private final CommandEdits edits;
    private final boolean stdout;

    /**
     * Plans, and binds the sockets.
     *
     * @param command its inputs and outputs
     * @param job in messages
     * @param run is stopped when code fails, or has enough
     * @param files where sockets may be
     * @param wideStdout whether standard output is free, and its pipe can be made wide
     */
    MediaPorts(CompiledCommand command, FFmpegJob job, FFmpegRun run, RunFiles files, boolean wideStdout) {
        this.run = run;
        this.job = job.toString();
        CommandEdits all = CommandEdits.none();
        boolean free = wideStdout;
        boolean onlySinks = true;
        boolean planned = false;
        try {
            for (int i = 0; i < command.inputs().size(); i++) {
                if (command.inputs().get(i) instanceof MediaTarget.FromProgram program) {
                    all = add(all, i, program, command, files);
                }
            }
            for (int i = 0; i < command.outputs().size(); i++) {
                if (command.outputs().get(i) instanceof MediaTarget.ToProgram program) {
                    MediaTarget target = add(i, program, command, files, free);
                    all = all.output(i, target);
                    free &= !target.equals(STDOUT);
                } else {
                    onlySinks = false;
                }
            }
            planned = true;
        } finally {
            if (!planned) {
                close();
            }
        }
        this.edits = all;
        this.stdout = wideStdout && !free;
        this.nothingElse = onlySinks;
        this.sinksLeft.set(takes.size());
    }

    private CommandEdits add(
            CommandEdits edits, int number, MediaTarget.FromProgram program, CompiledCommand command, RunFiles files) {
        Optional<String> allowed = command.inputOption(number, "protocol_whitelist");
        MediaTarget itself = program.withoutProgram().orElse(null);
        if (itself != null) {
            words = words.with(itself.argument(), program.toString(), false, false);
            CommandEdits open = edits.input(number, itself);
            return allowed.isEmpty() ? open : open.beforeInput(number, WHITELIST, allowed.get() + ",subfile,file");
        }
        MediaSource source = program.source();
        boolean asFile = source.needsSeeking();
        MediaSocket socket = socket("i" + number, files);
        Path file = asFile ? path("i" + number + ".media", files) : null;
        feeds.add(new SourceFeed(source, socket, file, error -> {
            sourceFailed = true;
            failed("the source of input " + number + " (" + program + ")", error);
        }));
        String address = "unix:" + socket.path();
        words = words.with(address, program.toString(), !asFile, false);
        if (file == null) {
            return edits.input(number, MediaTarget.of(address));
        }
        String list = "concatf:" + address;
        words = words.with(list, program.toString(), false, false)
                .with("file:" + file, program.toString(), false, false);
        return edits.input(number, MediaTarget.of(list))
                .beforeInput(
                        number, WHITELIST, allowed.map(own -> own + ",").orElse("") + "concatf,unix,file,crypto,data");
    }

    private MediaTarget add(
            int number, MediaTarget.ToProgram program, CompiledCommand command, RunFiles files, boolean stdoutIsFree) {
        MediaSink sink = program.sink();
        if (command.outputOption(number, "f").isEmpty()) {
            throw new FFmpegSpecException(job + ": output " + number + " goes to " + program
                    + ", so there is no file name that tells its format: say it, for example .format(\"matroska\")");
        }
        String what = "the sink of output " + number + " (" + program + ")";
        SinkTake.Observer observer = new SinkTake.Observer() {
            @Override
            public void failed(Throwable error) {
                MediaPorts.this.failed(what, error);
            }

            @Override
            public void hasEnough() {
                oneHasEnough();
            }
        };
        String name = "asyncffmpeg-output-" + number;
        if (sink.needsSeeking()) {
            Path file = path("o" + number, files);
            MediaTarget target = MediaTarget.of(file);
            words = words.with(target.argument(), program.toString(), false, false);
            takes.add(new SinkTake(name, sink, () -> written(file, observer), observer));
            return target;
        }
        if (stdoutIsFree) {
            words = words.with(STDOUT.argument(), program.toString(), false, true);
            takes.add(new SinkTake(name, sink, standardOutput::join, observer));
            return STDOUT;
        }
        MediaSocket socket = socket("o" + number, files);
        takes.add(new SinkTake(name, sink, socket::accept, observer));
        String address = "unix:" + socket.path();
        words = words.with(address, program.toString(), false, true);
        return MediaTarget.of(address);
    }

    /** The file of a sink, once FFmpeg has ended; nothing where it cannot be whole. */
    private ReadableByteChannel written(Path file, SinkTake.Observer observer) {
        boolean whole = !SinkTake.hasFailed(exit.join()) && Files.exists(file);
        try {
            return whole ? FileChannel.open(file) : Channels.newChannel(InputStream.nullInputStream());
        } catch (IOException e) {
            observer.failed(e);
            return Channels.newChannel(InputStream.nullInputStream());
        }
    }

    private Path path(String name, RunFiles files) {
        try {
            return files.path(name);
        } catch (IOException e) {
            throw cannotStart(e);
        }
    }

    private MediaSocket socket(String name, RunFiles files) {
        try {
            Path path = files.path(name);
            if (path.toString().getBytes(StandardCharsets.UTF_8).length > LONGEST_PATH) {
                throw new IOException("too long a path for a socket: " + path);
            }
            MediaSocket socket = MediaSocket.bind(path);
            sockets.add(socket);
            return socket;
        } catch (IOException e) {
            throw cannotStart(e);
        }
    }

    private FFmpegStartException cannotStart(IOException e) {
        return new FFmpegStartException(
                job + " could not be started: there is no way to hand media to FFmpeg here: " + e.getMessage(),
                List.of(),
                e);
    }

    /** What FFmpeg is told. */
    CommandEdits edits() {
        return edits;
    }

    /** Whether an output is on FFmpeg's standard output, whose pipe is to be wide. */
    boolean usesStdout() {
        return stdout;
    }

    boolean isEmpty() {
        return feeds.isEmpty() && takes.isEmpty();
    }

    /**
     * FFmpeg has been started, this very moment: begins to feed and to take.
     *
     * @throws IOException when its standard output cannot be taken
     */
    void connect(Process started) throws IOException {
        if (stdout) {
            standardOutput.complete(StdoutChannel.of(started));
        }
        for (int i = 0; i < feeds.size(); i++) {
            InternalThreads.start("asyncffmpeg-input-" + i + "-" + started.pid(), feeds.get(i));
        }
        for (int i = 0; i < takes.size(); i++) {
            InternalThreads.start("asyncffmpeg-output-" + i + "-" + started.pid(), takes.get(i));
        }
    }

    private void failed(String what, Throwable error) {
        run.failWith(StopReason.FAILURE, new FFmpegMediaException(job + ": " + what + " failed: " + error, error));
    }

    private void oneHasEnough() {
        allHadEnough = sinksLeft.decrementAndGet() == 0 && nothingElse;
        run.hasEnough(allHadEnough);
    }

    /** FFmpeg is asked to finish: its inputs end, and its outputs are read on. */
    void finishing() {
        feeds.forEach(SourceFeed::end);
        takes.forEach(SinkTake::finishing);
    }

    /** FFmpeg has ended. */
    void ended(int exitCode) {
        exit.complete(exitCode);
        feeds.forEach(SourceFeed::over);
        takes.forEach(take -> take.over(exitCode));
        sockets.forEach(MediaSocket::poke);
    }

    /** Completes when the sinks have all they want of what FFmpeg has written. */
    CompletableFuture<Void> done() {
        return CompletableFuture.allOf(takes.stream().map(SinkTake::done).toArray(CompletableFuture<?>[]::new));
    }

    /**
     * Somebody ends the run: sinks that are not done then are interrupted, and are not waited for.
     *
     * @param limit from now
     */
    void endWithin(Duration limit) {
        if (!takes.isEmpty()) {
            alarm(limit, () -> abort(limit));
        }
    }

    /**
     * FFmpeg has ended, and the JVM ends: nobody waits long for a sink that nobody reads.
     *
     * @param left what FFmpeg has left of its time
     */
    void jvmEnds(Duration left) {
        endWithin(left.compareTo(AT_JVM_END) < 0 ? left : AT_JVM_END);
    }

    /**
     * Does something later, unless the run is over by then.
     *
     * @param limit from now
     * @param due short
     */
    void alarm(Duration limit, Runnable due) {
        synchronized (alarms) {
            if (!closed) {
                alarms.add(Alarms.set(
                        limit, due, () -> InternalThreads.start("asyncffmpeg-sinks", () -> wait(limit, due))));
            }
        }
    }

    /** While the JVM ends there are no alarms. */
    private static void wait(Duration limit, Runnable due) {
        long until = System.nanoTime() + Nanos.of(limit);
        for (long left = Nanos.of(limit); left > 0; left = until - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
        due.run();
    }

    private void abort(Duration limit) {
        for (SinkTake take : takes) {
            if (take.abort()) {
                cutShort = true;
                run.cutShort(
                        new TimeoutException(
                                "it was interrupted " + limit.toMillis() + " ms after the run was stopped"),
                        job);
            }
        }
        Runnable giveUp = () -> takes.forEach(SinkTake::giveUp);
        alarm(HEED, giveUp);
    }

    /** Nothing was started, or all is over. */
    void close() {
        synchronized (alarms) {
            closed = true;
            alarms.forEach(Runnable::run);
            alarms.clear();
        }
        for (MediaSocket socket : sockets) {
            try {
                socket.close();
            } catch (IOException left) {
                // its folder is deleted with all that is in it
            }
        }
    }

    /** An event with the names of the spec. */
    FFmpegEvent inWordsOfTheSpec(FFmpegEvent event) {
        if (event instanceof InputAnnounced input) {
            return EventCopies.withTarget(input, words.inWordsOfTheSpec(input.target()));
        }
        return event instanceof OutputAnnounced output
                ? EventCopies.withTarget(output, words.inWordsOfTheSpec(output.target()))
                : event;
    }

    /** How they ended; when the run is over. */
    MediaEnd end() {
        return new MediaEnd(words, sourceFailed, cutShort, allHadEnough);
    }
}
