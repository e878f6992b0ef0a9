package io.github.asyncffmpeg.bundled;

import io.github.asyncffmpeg.error.FFmpegInterruptedException;
import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Lets one JVM at a time unpack into a cache folder. A courtesy, not what safety rests on: without it several JVMs would
 * each unpack 87 MB and all but one throw theirs away. So a file system that has no locks, or a JVM that was suspended
 * while it held this one, is waited for only so long.
 */
final class CacheLock implements AutoCloseable {

    /** In milliseconds, as all times here: each look-up loads this class, and durations load five more. */
    private static final long PATIENCE = 60_000;

    /** Folders that a dead JVM left are deleted after this: longer than any unpacking takes, suspended or not. */
    private static final long STALE = 6 * 3_600_000;

    /** The same when the lock is held, so that nobody can be unpacking but who has lost patience with a lock. */
    private static final long STALE_UNDER_LOCK = 2 * PATIENCE;

    private final FileChannel channel;
    private final @Nullable FileLock lock;

    private CacheLock(FileChannel channel, @Nullable FileLock lock) {
        this.channel = channel;
        this.lock = lock;
    }

    /** Waits for the lock of a folder, then sweeps the folder. */
    static CacheLock of(Path cache) throws IOException {
        FileChannel channel =
                FileChannel.open(cache.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        CacheLock held = null;
        try {
            held = new CacheLock(channel, await(channel, cache));
            sweep(cache, held.lock == null ? STALE : STALE_UNDER_LOCK);
            return held;
        } finally {
            if (held == null) {
                channel.close();
            }
        }
    }

    private static @Nullable FileLock await(FileChannel channel, Path cache) {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE);
        while (System.nanoTime() - deadline < 0) {
            try {
                FileLock lock = channel.tryLock();
                if (lock != null) {
                    return lock;
                }
            } catch (OverlappingFileLockException e) {
                // another thread of this JVM, perhaps under another class loader
            } catch (IOException e) {
                return null; // no locks on this file system
            }
            try {
                TimeUnit.MILLISECONDS.sleep(10);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new FFmpegInterruptedException("Interrupted while another JVM unpacked FFmpeg to " + cache, e);
            }
        }
        return null;
    }

    /** Deletes what dead JVMs have left in a folder, without a lock and so only what is old enough. */
    static void sweep(Path cache) throws IOException {
        sweep(cache, STALE);
    }

    private static void sweep(Path cache, long age) throws IOException {
        String[] names = cache.toFile().list(); // each look-up does this: no streams, no channel
        if (names == null) {
            throw new IOException("The folder " + cache + " cannot be listed.");
        }
        for (String name : names) {
            if (name.startsWith(Unpacker.UNFINISHED)) {
                File folder = new File(cache.toFile(), name);
                long written = folder.lastModified(); // 0: another JVM was faster
                if (written != 0 && System.currentTimeMillis() - written > age) {
                    Unpacker.delete(folder.toPath());
                }
            }
        }
    }

    @Override
    public void close() throws IOException {
        if (lock != null) {
            lock.release();
        }
        channel.close();
    }
}
