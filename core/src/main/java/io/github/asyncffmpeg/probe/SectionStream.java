package io.github.asyncffmpeg.probe;

import io.github.asyncffmpeg.error.FFmpegInterruptedException;
import io.github.asyncffmpeg.error.StopReason;
import io.github.asyncffmpeg.internal.probe.ProbeSettings;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.lang.ref.Reference;
import java.util.Spliterator;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * The objects of one list of ffprobe's answer, read by whoever takes them. For one thread.
 *
 * <p>It holds the process; the process knows it weakly, and dies with it.
 */
final class SectionStream implements Spliterator<ProbeSection> {

    private final FFprobeProcess process;
    private final SectionReader reader;
    private final String list;
    private boolean entered;
    private boolean over;

    private SectionStream(FFprobeProcess process, String list) {
        this.process = process;
        this.reader = new SectionReader(process.output());
        this.list = list;
    }

    static Stream<ProbeSection> of(ProbeSettings settings, ProbeRequest request, Question question, String list) {
        if (Thread.currentThread().isInterrupted()) {
            throw new FFmpegInterruptedException("interrupted before ffprobe was started; it was not", null);
        }
        FFprobeProcess process = FFprobeProcess.reading(settings, request, question);
        SectionStream sections = new SectionStream(process, list);
        process.belongsTo(sections);
        return StreamSupport.stream(sections, false).onClose(sections::close);
    }

    @Override
    public boolean tryAdvance(Consumer<? super ProbeSection> action) {
        ProbeSection next = over ? null : next();
        if (next == null) {
            return false;
        }
        action.accept(next);
        return true;
    }

    private @Nullable ProbeSection next() {
        try {
            if (!entered) {
                entered = true;
                if (!reader.enterList(list)) {
                    end(null);
                    return null;
                }
            }
            ProbeSection next = reader.nextOfList();
            if (next == null) {
                end(null);
            }
            return next;
        } catch (InterruptedIOException e) {
            close();
            throw new FFmpegInterruptedException("interrupted while ffprobe was read; it was killed and is gone", e);
        } catch (IOException e) {
            end(e);
            return null;
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    /** The list is read, or there is no more to read. */
    private void end(@Nullable IOException unreadable) {
        over = true;
        if (unreadable != null && !(unreadable instanceof java.io.EOFException)) {
            process.kill(StopReason.FAILURE); // it speaks another language, maybe for ever
        } else {
            drain();
        }
        boolean interrupted = process.awaitEnd();
        process.release();
        if (interrupted) {
            throw new FFmpegInterruptedException("interrupted while ffprobe was read; it was killed and is gone", null);
        }
        process.failure().ifPresent(failure -> {
            throw failure;
        });
        if (unreadable != null) {
            throw process.unreadable(unreadable);
        }
    }

    /** What follows the list, so that ffprobe can end. */
    private void drain() {
        try {
            byte[] rest = new byte[8 * 1024];
            while (process.output().read(rest, 0, rest.length) > 0) {
                // nothing of interest
            }
        } catch (IOException interruptedOrClosed) {
            // awaitEnd sees the interrupt
        }
    }

    private void close() {
        over = true;
        process.kill(StopReason.CLOSE);
        process.awaitEnd();
        process.release();
    }

    @Override
    public @Nullable Spliterator<ProbeSection> trySplit() {
        return null; // parts would be collected in memory
    }

    @Override
    public long estimateSize() {
        return Long.MAX_VALUE;
    }

    @Override
    public int characteristics() {
        return ORDERED | NONNULL | IMMUTABLE;
    }
}
