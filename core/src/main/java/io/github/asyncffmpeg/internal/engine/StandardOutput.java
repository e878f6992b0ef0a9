package io.github.asyncffmpeg.internal.engine;

import io.github.asyncffmpeg.internal.process.InternalThreads;
import io.github.asyncffmpeg.internal.process.OutputCollector;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The standard output of one FFmpeg, where nothing of ours is on it: all of it is read, and some is kept. Safe for any
 * thread.
 */
final class StandardOutput {

    /** Kept of a standard output that nobody asked for: what filters print, or a short text such as {@code ffmetadata}. */
    static final int UNASKED = 64 * 1024;

    private final CompletableFuture<Void> read = new CompletableFuture<>();
    private volatile @Nullable OutputCollector collector;

    /** It is somebody else's: there is nothing to wait for. */
    void leave() {
        read.complete(null);
    }

    /**
     * Begins to read.
     *
     * @param process has just been started
     * @param kept how many bytes the job wants; empty when it wants none
     * @param tooMuch called when there are more
     */
    void read(Process process, OptionalInt kept, Runnable tooMuch) {
        OutputCollector reader = new OutputCollector(process, kept.orElse(UNASKED), tooMuch, () -> read.complete(null));
        collector = reader;
        InternalThreads.start("asyncffmpeg-stdout-" + process.pid(), reader);
    }

    /** Completes when all of it was read. */
    CompletableFuture<Void> done() {
        return read;
    }

    /** What was kept, when all was read. */
    byte[] kept() {
        OutputCollector reader = collector;
        return reader == null ? new byte[0] : reader.kept();
    }
}
