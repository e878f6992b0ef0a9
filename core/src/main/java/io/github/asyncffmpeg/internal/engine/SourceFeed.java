package io.github.asyncffmpeg.internal.engine;

import io.github.asyncffmpeg.internal.process.MediaSocket;
import io.github.asyncffmpeg.media.MediaSource;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.GatheringByteChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Hands the media of one source to FFmpeg, in a thread of its own, which runs {@link #run}. The rest may be called by any
 * thread.
 *
 * <p>Media in which FFmpeg is to go back and forth is written to a file first. FFmpeg, which is already there, waits for the
 * name of that file: so a stop, a time limit or the end of the JVM finds a process like any other.
 */
final class SourceFeed implements Runnable, GatheringByteChannel {

    /** Of a buffer that is not direct: the JDK copies each write to one that is, of the size of that write. */
    private static final int CHUNK = 256 * 1024;

    private final MediaSource source;
    private final MediaSocket socket;
    private final @Nullable Path file;
    private final Consumer<Throwable> failed;

    private volatile @Nullable SocketChannel peer;

    /** What the source writes to: the peer, or the file. */
    private volatile @Nullable GatheringByteChannel out;

    private volatile @Nullable Thread thread;
    private volatile boolean ended;

    /** The feeding thread's own. */
    private boolean refused;

    /**
     * Makes a feed.
     *
     * @param source what to feed
     * @param socket where FFmpeg will connect
     * @param file for media in which FFmpeg is to go back and forth: where it is put, in a private folder; its name is what
     *     FFmpeg then gets through the socket, as a list for its protocol {@code concatf}
     * @param failed told what the source threw, before FFmpeg is told that its input is over; on the feeding thread
     */
    SourceFeed(MediaSource source, MediaSocket socket, @Nullable Path file, Consumer<Throwable> failed) {
        this.source = source;
        this.socket = socket;
        this.file = file;
        this.failed = failed;
    }

    @Override
    public void run() {
        thread = Thread.currentThread();
        try {
            Path whole = file;
            if (whole == null) {
                stream();
            } else {
                store(whole);
            }
        } catch (Throwable e) { // of the user's code; nothing of it may be lost
            if (!ended && !refused) {
                failed.accept(e);
            }
        } finally {
            thread = null;
            close();
        }
    }

    private void stream() throws Exception {
        SocketChannel ffmpeg = socket.accept();
        peer = ffmpeg;
        out = ffmpeg;
        if (!ended) {
            source.writeTo(this);
        }
    }

    private void store(Path whole) throws Exception {
        try (FileChannel media = FileChannel.open(whole, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            out = media;
            if (!ended) {
                source.writeTo(this);
            }
        }
        SocketChannel ffmpeg = socket.accept();
        peer = ffmpeg;
        out = ffmpeg;
        if (!ended) {
            write(StandardCharsets.UTF_8.encode(listOf(whole)));
        }
    }

    /** FFmpeg takes quotes and backslashes out of such a line. */
    private static String listOf(Path file) {
        return "'" + ("file:" + file).replace("'", "'\\''") + "'\n";
    }

    @Override
    public int write(ByteBuffer bytes) throws IOException {
        int all = bytes.remaining();
        if (bytes.isDirect()) {
            send(bytes);
            return all;
        }
        int limit = bytes.limit();
        while (bytes.position() < limit) {
            bytes.limit(Math.min(limit, bytes.position() + CHUNK));
            send(bytes);
        }
        bytes.limit(limit);
        return all;
    }

    private void send(ByteBuffer bytes) throws IOException {
        GatheringByteChannel to = open();
        try {
            while (bytes.hasRemaining()) {
                to.write(bytes);
            }
        } catch (IOException e) {
            throw refused(e);
        }
    }

    @Override
    public long write(ByteBuffer[] all, int offset, int length) throws IOException {
        GatheringByteChannel to = open();
        long total = 0;
        try {
            int last = offset + length - 1;
            while (last >= offset && all[last].hasRemaining()) {
                total += to.write(all, offset, length);
            }
        } catch (IOException e) {
            throw refused(e);
        }
        return total;
    }

    @Override
    public long write(ByteBuffer[] all) throws IOException {
        return write(all, 0, all.length);
    }

    private GatheringByteChannel open() throws ClosedChannelException {
        GatheringByteChannel to = out;
        if (ended || to == null) {
            refused = true;
            throw new ClosedChannelException();
        }
        return to;
    }

    private IOException refused(IOException e) {
        if (e instanceof ClosedByInterruptException && !ended) {
            return new InterruptedIOException("the thread that hands media to FFmpeg was interrupted");
        }
        if (out instanceof FileChannel && !ended) {
            return new IOException("cannot keep the media in the temporary file " + file + ": " + e.getMessage(), e);
        }
        refused = true;
        if (e instanceof ClosedChannelException closed) {
            return closed;
        }
        ClosedChannelException closed = new ClosedChannelException(); // a broken pipe: FFmpeg wants no more
        closed.initCause(e);
        return closed;
    }

    @Override
    public boolean isOpen() {
        return !ended && !refused;
    }

    /** FFmpeg is to finish: what it has got is all. A write that waits ends. */
    void end() {
        ended = true;
        SocketChannel to = peer;
        try {
            if (to != null) {
                to.shutdownOutput();
            } else {
                socket.close();
            }
        } catch (IOException gone) {
            // then it knows
        }
    }

    /** FFmpeg has ended. */
    void over() {
        end();
        Thread feeding = thread;
        if (feeding != null) {
            feeding.interrupt(); // it may wait for more media
        }
    }

    /** The end of the input. */
    @Override
    public void close() {
        ended = true;
        SocketChannel to = peer;
        try {
            socket.close();
            if (to != null) {
                to.close();
            }
        } catch (IOException gone) {
            // then it is closed
        }
    }
}
