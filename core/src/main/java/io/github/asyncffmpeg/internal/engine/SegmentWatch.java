package io.github.asyncffmpeg.internal.engine;

import io.github.asyncffmpeg.event.FFmpegEvent;
import io.github.asyncffmpeg.event.SegmentFinished;
import io.github.asyncffmpeg.internal.process.InternalThreads;
import io.github.asyncffmpeg.internal.staging.StagedOutputs;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Tells of segments that are finished, as the disk shows them. Without outputs of segments, or without listeners, it does
 * nothing. {@link #tick} belongs to the poller, {@link #end} to the worker that concludes; the rest is safe for any thread.
 */
final class SegmentWatch {

    private static final long BETWEEN_LOOKS = TimeUnit.MILLISECONDS.toNanos(500);

    private final StagedOutputs outputs;
    private final Consumer<FFmpegEvent> subscribers;
    private long nextLook = System.nanoTime();
    private volatile boolean listenedTo;
    private volatile boolean looking;

    /** Guarded by this. */
    private final Set<Path> told = new HashSet<>();

    private boolean over;

    SegmentWatch(StagedOutputs outputs, Consumer<FFmpegEvent> subscribers) {
        this.outputs = outputs;
        this.subscribers = subscribers;
    }

    /** Somebody listens. */
    void listen() {
        listenedTo = true;
    }

    void tick(long now) {
        if (!listenedTo || looking || now - nextLook < 0 || !outputs.hasSegments()) {
            return;
        }
        nextLook = now + BETWEEN_LOOKS;
        looking = true;
        InternalThreads.WORKERS.execute(() -> {
            try {
                look(false);
            } finally {
                looking = false;
            }
        });
    }

    /** The last look, before files get other names. */
    void end(boolean finalised) {
        if (listenedTo && outputs.hasSegments()) {
            look(finalised);
        }
        synchronized (this) {
            over = true;
        }
    }

    private synchronized void look(boolean all) {
        if (over) {
            return;
        }
        List<StagedOutputs.Segment> segments = outputs.segments(all);
        Set<Path> there = new HashSet<>();
        for (StagedOutputs.Segment segment : segments) {
            there.add(segment.file());
            if (told.add(segment.file())) {
                subscribers.accept(new SegmentFinished(segment.output(), segment.file()));
            }
        }
        told.retainAll(there); // an endless run must not remember all that it has removed
    }
}
