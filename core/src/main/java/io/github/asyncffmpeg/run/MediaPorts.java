package io.github.asyncffmpeg.run;

import io.github.asyncffmpeg.command.CommandEdits;
import io.github.asyncffmpeg.command.FFmpegCommand;
import io.github.asyncffmpeg.error.FFmpegMediaException;
import io.github.asyncffmpeg.error.FFmpegStartException;
import io.github.asyncffmpeg.error.StopReason;
import io.github.asyncffmpeg.event.FFmpegEvent;
import io.github.asyncffmpeg.event.InputAnnounced;
import io.github.asyncffmpeg.event.OutputAnnounced;
import io.github.asyncffmpeg.media.MediaSink;
import io.github.asyncffmpeg.media.MediaSource;
import io.github.asyncffmpeg.media.MediaTarget;
import io.github.asyncffmpeg.process.Alarms;
import io.github.asyncffmpeg.process.InternalThreads;
import io.github.asyncffmpeg.process.MediaSocket;
import io.github.asyncffmpeg.process.StdoutChannel;
import java.io.IOException;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * The inputs and outputs of one run that are no files but code of this program. Each has a {@code unix:} socket, which
 * nobody else can connect to, and a thread, since that code may block; one output has FFmpeg's standard output instead,
 * where its pipe can be made wide, because that is faster (2.2 against 1.7 GB/s of 1280×720 rgb24, 2 cores).
 *
 * <p>A longer file, because what happens to one port at the end of a run concerns all others.
 *
 * <p>Made by one thread, which calls {@link #connect}; the rest is safe for any thread.
 */
final class MediaPorts {

    /** The kernel's limit on the path of a socket is 104 to 108 bytes. */
    private static final int LONGEST_PATH = 100;

    /** How long code that is interrupted has to return, before it is left behind. */
    private static final Duration HEED = Duration.ofSeconds(1);

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
    MediaPorts(FFmpegCommand command, FFmpegJob job, FFmpegRun run, RunFiles files, boolean wideStdout) {
        this.run = run;
        this.job = job.toString();
        CommandEdits all = CommandEdits.none();
        boolean free = wideStdout;
        boolean onlySinks = true;
        boolean planned = false;
        try {
            for (int i = 0; i < command.inputs().size(); i++) {
                if (command.inputs().get(i) instanceof MediaTarget.FromProgram program) {
                    all = all.input(i, add(i, program, files));
                }
            }
            for (int i = 0; i < command.outputs().size(); i++) {
                if (command.outputs().get(i) instanceof MediaTarget.ToProgram program) {
                    all = all.output(i, add(i, program, files, free));
                    free = false;
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

    private MediaTarget add(int number, MediaTarget.FromProgram program, RunFiles files) {
        MediaSocket socket = socket("i" + number, files);
        MediaSource source = program.source();
        feeds.add(new SourceFeed(source, socket, error -> {
            sourceFailed = true;
            failed("the source of input " + number + " (" + program + ")", error);
        }));
        String address = (source.needsSeeking() ? "cache:" : "") + "unix:" + socket.path();
        words = words.with(address, program.toString(), !source.needsSeeking(), false);
        return MediaTarget.of(address);
    }

    private MediaTarget add(int number, MediaTarget.ToProgram program, RunFiles files, boolean onStdout) {
        MediaSink sink = program.sink();
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
        if (onStdout) {
            words = words.with("pipe:1", program.toString(), false, true);
            takes.add(new SinkTake(name, sink, standardOutput::join, observer));
            return MediaTarget.of("pipe:1");
        }
        MediaSocket socket = socket("o" + number, files);
        takes.add(new SinkTake(name, sink, socket::accept, observer));
        String address = "unix:" + socket.path();
        words = words.with(address, program.toString(), false, true);
        return MediaTarget.of(address);
    }

    private MediaSocket socket(String name, RunFiles files) {
        try {
            Path path = files.socket(name);
            if (path.toString().getBytes(StandardCharsets.UTF_8).length > LONGEST_PATH) {
                throw new IOException("too long a path for a socket: " + path);
            }
            MediaSocket socket = MediaSocket.bind(path);
            sockets.add(socket);
            return socket;
        } catch (IOException e) {
            throw new FFmpegStartException(
                    job + " could not be started: there is no way to hand media to FFmpeg here: " + e.getMessage(),
                    List.of(),
                    e);
        }
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
        long until = System.nanoTime() + limit.toNanos();
        for (long left = limit.toNanos(); left > 0; left = until - System.nanoTime()) {
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
        if (isEmpty()) {
            return event;
        }
        if (event instanceof InputAnnounced input) {
            return input.withTarget(words.inWordsOfTheSpec(input.target()));
        }
        return event instanceof OutputAnnounced output
                ? output.withTarget(words.inWordsOfTheSpec(output.target()))
                : event;
    }

    /** How they ended; when the run is over. */
    MediaEnd end() {
        return new MediaEnd(words, sourceFailed, cutShort, allHadEnough);
    }
}
