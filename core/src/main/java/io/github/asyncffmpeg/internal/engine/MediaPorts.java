package io.github.asyncffmpeg.internal.engine;

import io.github.asyncffmpeg.error.FFmpegMediaException;
import io.github.asyncffmpeg.error.FFmpegStartException;
import io.github.asyncffmpeg.error.StopReason;
import io.github.asyncffmpeg.internal.process.Alarms;
import io.github.asyncffmpeg.internal.process.InternalThreads;
import io.github.asyncffmpeg.internal.process.MediaSocket;
import io.github.asyncffmpeg.internal.process.Nanos;
import io.github.asyncffmpeg.internal.process.StdoutChannel;
import io.github.asyncffmpeg.internal.text.BytesLimitException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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
 * <p>Made by one thread, which calls {@link #bind} and {@link #connect}; the rest is safe for any thread.
 */
final class MediaPorts {

    /** How long code that is interrupted has to return, before it is left behind. */
    private static final Duration HEED = Duration.ofSeconds(1);

    /** How long a sink has for what FFmpeg has left, when the JVM ends. */
    private static final Duration AT_JVM_END = Duration.ofSeconds(1);

    private final PortPlan plan;
    private final RunControl run;
    private final WriteLimits limits;
    private final String job;
    private final List<SourceFeed> feeds = new ArrayList<>();
    private final List<SinkTake> takes = new ArrayList<>();
    private final List<MediaSocket> sockets = new ArrayList<>();

    /** What takes each alarm back; guarded by itself, and so is {@code closed}. */
    private final List<Runnable> alarms = new ArrayList<>();

    private boolean closed;

    private volatile boolean sourceFailed;
    private volatile boolean cutShort;
    private volatile boolean allHadEnough;

    private final CompletableFuture<Integer> exit = new CompletableFuture<>();
    private final AtomicInteger sinksLeft = new AtomicInteger();
    private final CompletableFuture<ReadableByteChannel> standardOutput = new CompletableFuture<>();

    /**
     * Ports that are not bound yet.
     *
     * @param plan what there is
     * @param job in messages
     * @param run is stopped when code fails, or has enough
     * @param limits take the limit that a sink went over, and stop the run
     */
    MediaPorts(PortPlan plan, String job, RunControl run, WriteLimits limits) {
        this.plan = plan;
        this.job = job;
        this.run = run;
        this.limits = limits;
    }

    /**
     * Binds the sockets, before FFmpeg is started.
     *
     * @param files where they are
     * @throws FFmpegStartException when that cannot be done
     */
    void bind(RunFiles files) {
        if (plan.isEmpty()) {
            return;
        }
        try {
            files.make();
            for (PortPlan.Source source : plan.sources()) {
                feeds.add(new SourceFeed(source.code(), bound(source.socket()), source.file(), error -> {
                    sourceFailed = true;
                    failed(source.what(), error);
                }));
            }
            for (PortPlan.Sink sink : plan.sinks()) {
                takes.add(take(sink));
            }
        } catch (IOException e) {
            throw new FFmpegStartException(
                    job + " could not be started: there is no way to hand media to FFmpeg here: " + e.getMessage(),
                    List.of(),
                    e);
        }
        sinksLeft.set(takes.size());
    }

    private MediaSocket bound(Path path) throws IOException {
        MediaSocket socket = MediaSocket.bind(path);
        sockets.add(socket);
        return socket;
    }

    private SinkTake take(PortPlan.Sink sink) throws IOException {
        SinkTake.Observer observer = new SinkTake.Observer() {
            @Override
            public void failed(Throwable error) {
                sinkFailed(sink.what(), error);
            }

            @Override
            public void hasEnough() {
                oneHasEnough();
            }
        };
        SinkTake.Opening opening = switch (sink.way()) {
            case STDOUT -> standardOutput::join;
            case SOCKET -> bound(sink.place())::accept;
            case FILE -> () -> written(sink.place(), observer);
        };
        return new SinkTake(sink.name(), sink.code(), opening, observer);
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

    /**
     * FFmpeg has been started, this very moment: begins to feed and to take.
     *
     * @throws IOException when its standard output cannot be taken
     */
    void connect(Process started) throws IOException {
        if (plan.usesStdout()) {
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
        run.failWith(StopReason.FAILURE, failure(what, error));
    }

    private void sinkFailed(String what, Throwable error) {
        if (error instanceof BytesLimitException limit) {
            limits.stopFor(LimitBreach.ofSink(what, limit.most()));
            run.failAtMostWith(
                    failure(what, error)); // somebody else has stopped it, and the sink lacks a part all the same
        } else {
            failed(what, error);
        }
    }

    private FFmpegMediaException failure(String what, Throwable error) {
        return new FFmpegMediaException(job + ": " + what + " failed: " + error, error);
    }

    private void oneHasEnough() {
        allHadEnough = sinksLeft.decrementAndGet() == 0 && plan.onlySinks();
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
        for (SourceFeed feed : feeds) {
            feed.over();
        }
        for (SinkTake take : takes) {
            take.over(exitCode);
        }
        for (MediaSocket socket : sockets) {
            socket.poke();
        }
    }

    /** Completes when the sinks have all they want of what FFmpeg has written. */
    CompletableFuture<Void> done() {
        CompletableFuture<?>[] done = new CompletableFuture<?>[takes.size()];
        for (int i = 0; i < done.length; i++) {
            done[i] = takes.get(i).done();
        }
        return CompletableFuture.allOf(done);
    }

    /**
     * Somebody ends the run: sinks that are not done then are interrupted, and are not waited for.
     *
     * @param limit from now
     */
    void endWithin(Duration limit) {
        if (!takes.isEmpty()) {
            alarm(limit, () -> abortAfterFFmpeg(limit));
        }
    }

    /**
     * FFmpeg, if it has not ended by then, is killed at that very moment. Its sinks are still to take what it has left: that
     * they had not done so before is not what the run failed for. By force nothing is waited for.
     */
    private void abortAfterFFmpeg(Duration limit) {
        if (limit.isZero() || exit.isDone()) {
            abort(limit);
        } else {
            exit.thenRun(() -> alarm(HEED, () -> abort(limit)));
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
                if (!SinkTake.hasFailed(exit.getNow(0))) {
                    run.cutShort(
                            new TimeoutException(
                                    "it was interrupted " + limit.toMillis() + " ms after the run was stopped"),
                            job);
                }
            }
        }
        Runnable giveUp = () -> takes.forEach(SinkTake::giveUp);
        alarm(HEED, giveUp);
    }

    /** Nothing was started, or all is over. */
    void close() {
        synchronized (alarms) {
            closed = true;
            for (Runnable takeBack : alarms) {
                takeBack.run();
            }
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

    /** How they ended; when the run is over. */
    MediaEnd end() {
        return new MediaEnd(plan.words(), sourceFailed, cutShort, allHadEnough);
    }
}
