package io.github.asyncffmpeg.run;

import io.github.asyncffmpeg.media.MediaSink;
import io.github.asyncffmpeg.process.InternalThreads;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
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

    private volatile @Nullable ReadableByteChannel channel;
    private volatile @Nullable Thread thread;
    private volatile long lastRead;
    private volatile boolean over;
    private volatile boolean aborted;

    /** Guarded by {@code reading}, both. */
    private boolean atEnd;

    private @Nullable Leftover leftover;

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
            boolean left = false;
            try {
                sink.readFrom(this);
                left = true;
            } catch (Throwable e) { // of the user's code; nothing of it may be lost
                if (!aborted) {
                    observer.failed(e);
                }
            }
            thread = null;
            Thread.interrupted();
            if (left && !isAtEnd() && sink.leaving() == MediaSink.Leaving.END_RUN) {
                observer.hasEnough();
            }
            dropRest();
        } finally {
            thread = null;
            close();
            done.complete(null);
        }
    }

    /** FFmpeg may end before it connects: then there is nothing to take. */
    private ReadableByteChannel opened() {
        try {
            return opening.open();
        } catch (IOException ended) {
            return Channels.newChannel(InputStream.nullInputStream());
        }
    }

    private boolean isAtEnd() {
        reading.lock();
        try {
            return atEnd || leftover != null;
        } finally {
            reading.unlock();
        }
    }

    private void dropRest() {
        ByteBuffer nowhere = ByteBuffer.allocateDirect(CHUNK);
        try {
            while (read(nowhere) >= 0) {
                nowhere.clear();
            }
        } catch (IOException itIsOver) {
            // nobody wanted it
        }
    }

    @Override
    public int read(ByteBuffer to) throws IOException {
        reading.lock();
        try {
            Leftover aside = leftover;
            if (aside != null) {
                return aside.read(to);
            }
            ReadableByteChannel from = channel;
            if (atEnd || from == null) {
                return -1;
            }
            int n = readSome(from, to);
            atEnd = n < 0;
            return n;
        } catch (IOException e) {
            if (over || aborted) {
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
        if (!done.isDone() && channel != null) {
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
                TimeUnit.NANOSECONDS.sleep(IDLE / 4);
            }
        } catch (InterruptedException nobodyDoesThis) {
            Thread.currentThread().interrupt();
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
    void over() {
        over = true;
        if (channel == null) {}
    }

    /** The sink is not waited for any longer. */
    void abort() {
        aborted = true;
        Thread taking = thread;
        if (taking != null) {
            taking.interrupt();
        }
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
