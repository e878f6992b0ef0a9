package io.github.asyncffmpeg.bundled;

import io.github.asyncffmpeg.error.FFmpegInterruptedException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Lets one JVM at a time unpack into a cache folder. A courtesy, not what safety rests on: without it several JVMs would
 * each unpack 87 MB and all but one throw theirs away. So a file system that has no locks, or a JVM that was suspended
 * while it held this one, is waited for only so long.
 */
final class CacheLock implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Folders that a dead JVM left are deleted after this: longer than any unpacking takes, suspended or not. */
    private static final Duration STALE = Duration.ofHours(6);

    /** The same when the lock is held, so that nobody can be unpacking but who has lost patience with a lock. */
    private static final Duration STALE_UNDER_LOCK = PATIENCE.multipliedBy(2);

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
        long deadline = System.nanoTime() + PATIENCE.toNanos();
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

    private static void sweep(Path cache, Duration age) throws IOException {
        FileTime limit = FileTime.from(Instant.now().minus(age));
        List<Path> left;
        try (Stream<Path> entries = Files.list(cache)) {
            left = entries.filter(entry -> entry.getFileName().toString().startsWith(Unpacker.UNFINISHED))
                    .toList();
        }
        for (Path folder : left) {
            try {
                if (Files.getLastModifiedTime(folder).compareTo(limit) < 0) {
                    Unpacker.delete(folder);
                }
            } catch (NoSuchFileException e) {
                // another JVM was faster
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
