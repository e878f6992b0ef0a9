package io.github.asyncffmpeg.internal.engine;

import io.github.asyncffmpeg.internal.process.InternalThreads;
import io.github.asyncffmpeg.media.MediaSink;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ReadableByteChannel;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Takes the media of one output, in a thread of its own, which runs {@link #run} and in it the sink. When FFmpeg is to
 * finish while the sink takes nothing, what FFmpeg still writes is put aside for it: FFmpeg could not end otherwise.
 *
 * <p>All but {@link #run} may be called by any thread.
 */
final class SinkTake implements Runnable, ReadableByteChannel {

    /** Of a buffer that is not direct: the JDK copies each read from one that is, of the size of that read. */
    private static final int CHUNK = 256 * 1024;

    /** A sink that has taken nothing for so long, while FFmpeg wants to end, does something else. */
    private static final long IDLE = TimeUnit.MILLISECONDS.toNanos(100);

    /** Opens the channel; it may wait for FFmpeg. */
    interface Opening {
        ReadableByteChannel open() throws IOException;
    }

    /** What the run wants to know. Called on the taking thread. */
    interface Observer {
        /** The sink threw this. */
        void failed(Throwable error);

        /** The sink wants no more, and FFmpeg need not go on for its sake. */
        void hasEnough();
    }

    private final MediaSink sink;
    private final Opening opening;
    private final Observer observer;
    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private final String name;

    /** Held by who reads the channel. */
    private final ReentrantLock reading = new ReentrantLock();

    /** The exit code of FFmpeg, once it has ended. */
    private final CompletableFuture<Integer> exit = new CompletableFuture<>();

    private final AtomicBoolean finishing = new AtomicBoolean();
    private volatile @Nullable ReadableByteChannel channel;
    private volatile @Nullable Thread thread;
    private volatile long lastRead;
    private volatile boolean aborted;

    /** The sink has returned: what is still read is nobody's. */
    private volatile boolean left;

    /** Written by who holds {@code reading}, both. */
    private volatile boolean atEnd;

    private volatile @Nullable Leftover leftover;

    /**
     * Makes a take.
     *
     * @param name what its threads are called
     * @param sink what takes the media
     * @param opening how to get at it
     * @param observer of the run
     */
    SinkTake(String name, MediaSink sink, Opening opening, Observer observer) {
        this.name = name;
        this.sink = sink;
        this.opening = opening;
        this.observer = observer;
    }

    /** Completes when the sink is done and FFmpeg's output was read to its end, or when the sink was given up. */
    CompletableFuture<Void> done() {
        return done;
    }

    @Override
    public void run() {
        thread = Thread.currentThread();
        lastRead = System.nanoTime();
        try {
            channel = opened();
            take();
            thread = null;
            Thread.interrupted();
            dropRest();
        } finally {
            thread = null;
            close();
            done.complete(null);
        }
    }

    private void take() {
        try {
            sink.readFrom(this);
            left = true;
            if (!atEnd && leftover == null && !aborted && sink.leaving() == MediaSink.Leaving.END_RUN) {
                observer.hasEnough();
            }
        } catch (Throwable e) { // of the user's code; nothing of it may be lost
            left = true;
            // Half a frame at the end is FFmpeg's failure, if it has failed, and not the sink's.
            if (!aborted && !(atEnd && hasFailed(exit.join()))) {
                observer.failed(e);
            }
        }
    }

    /** Not so after {@code q} (0) and one signal (255). */
    static boolean hasFailed(int exitCode) {
        return exitCode != 0 && exitCode != 255;
    }

    /** FFmpeg may end before it connects: then there is nothing to take. */
    private ReadableByteChannel opened() {
        try {
            return opening.open();
        } catch (IOException e) {
            if (!exit.isDone() && !aborted) {
                observer.failed(e); // no descriptors, say
            }
            return Channels.newChannel(InputStream.nullInputStream());
        }
    }

    private void dropRest() {
        ByteBuffer nowhere = ByteBuffer.allocateDirect(CHUNK);
        reading.lock();
        try {
            ReadableByteChannel from = channel;
            while (!atEnd && leftover == null && from != null) {
                atEnd = from.read(nowhere.clear()) < 0;
            }
        } catch (IOException itIsOver) {
            // nobody wanted it
        } finally {
            reading.unlock();
        }
    }

    @Override
    public int read(ByteBuffer to) throws IOException {
        if (left) {
            return -1;
        }
        reading.lock();
        try {
            Leftover aside = leftover;
            if (aside != null) {
                return aside.read(to);
            }
            ReadableByteChannel from = channel;
            if (atEnd || left || from == null) {
                return -1;
            }
            int n = readSome(from, to);
            atEnd = n < 0;
            return n;
        } catch (IOException e) {
            if (aborted || (exit.isDone() && !(e instanceof ClosedByInterruptException))) {
                atEnd = true;
                return -1;
            }
            throw e;
        } finally {
            lastRead = System.nanoTime();
            reading.unlock();
        }
    }

    private static int readSome(ReadableByteChannel from, ByteBuffer to) throws IOException {
        int limit = to.limit();
        if (!to.isDirect() && to.remaining() > CHUNK) {
            to.limit(to.position() + CHUNK);
        }
        try {
            return from.read(to);
        } finally {
            to.limit(limit);
        }
    }

    /** FFmpeg has been asked to finish. */
    void finishing() {
        if (!done.isDone() && channel != null && finishing.compareAndSet(false, true)) {
            InternalThreads.start(name + "-rest", this::putAside);
        }
    }

    private void putAside() {
        try {
            while (!done.isDone()) {
                if (!reading.tryLock(IDLE, TimeUnit.NANOSECONDS)) {
                    continue; // the sink waits for FFmpeg
                }
                try {
                    if (atEnd || leftover != null) {
                        return;
                    }
                    if (System.nanoTime() - lastRead >= IDLE) {
                        takeAll();
                        return;
                    }
                } finally {
                    reading.unlock();
                }
                awaitDone(IDLE / 4);
            }
        } catch (InterruptedException nobodyDoesThis) {
            Thread.currentThread().interrupt();
        }
    }

    private void awaitDone(long nanos) throws InterruptedException {
        try {
            done.get(nanos, TimeUnit.NANOSECONDS);
        } catch (TimeoutException notYet) {
            // The caller looks again.
        } catch (ExecutionException e) {
            throw new IllegalStateException("this future never fails", e);
        }
    }

    /** Holding the lock. */
    private void takeAll() {
        ReadableByteChannel from = channel;
        if (from == null) {
            return;
        }
        Leftover aside = new Leftover();
        leftover = aside;
        aside.takeAll(from);
    }

    /** FFmpeg has ended. What it has written can still be read. */
    void over(int exitCode) {
        exit.complete(exitCode);
    }

    /**
     * The sink is not waited for any longer.
     *
     * @return whether it was still at work
     */
    boolean abort() {
        if (left || done.isDone()) {
            return false;
        }
        aborted = true;
        Thread taking = thread;
        if (taking != null) {
            taking.interrupt();
        }
        return true;
    }

    /** It does not even heed that. */
    void giveUp() {
        done.complete(null);
    }

    @Override
    public boolean isOpen() {
        return !done.isDone();
    }

    @Override
    public void close() {
        ReadableByteChannel from = channel;
        if (from != null) {
            try {
                from.close();
            } catch (IOException closed) {
                // nothing is lost: all was read
            }
        }
    }
}
