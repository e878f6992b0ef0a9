package io.github.asyncffmpeg.frames;

import io.github.asyncffmpeg.error.FFmpegException;
import io.github.asyncffmpeg.event.Progress;
import io.github.asyncffmpeg.frame.Frame;
import io.github.asyncffmpeg.frame.FrameReader;
import io.github.asyncffmpeg.frame.Frames;
import io.github.asyncffmpeg.graph.StreamSpec;
import io.github.asyncffmpeg.internal.process.Nanos;
import io.github.asyncffmpeg.media.MediaSink;
import io.github.asyncffmpeg.media.MediaSource;
import io.github.asyncffmpeg.run.FFmpegJob;
import io.github.asyncffmpeg.run.RunningJob;
import java.nio.channels.WritableByteChannel;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Frames of a run of its own, changed by a function on the thread that feeds another run: read from the one's pipe and
 * written to the other's socket, with no thread and no queue in between.
 */
final class TransformedFrames<F extends Frame, S extends Frames<F, S>> implements MediaSource {

    private static final long MICROS_PER_SECOND = 1_000_000;

    private final Function<? super FFmpegJob, ? extends RunningJob> enqueue;
    private final Function<MediaSink, StreamSpec> decoding;
    private final S taken;
    private final S given;
    private final Function<F, @Nullable F> function;

    private volatile @Nullable Duration length;

    /**
     * Frames of a run that is still to come.
     *
     * @param enqueue starts the decoding
     * @param decoding gives the spec that writes to a sink
     * @param taken how the function gets its frames
     * @param given how the frames are that it gives
     * @param function gives the frame that is written in place of another, or null for none
     */
    TransformedFrames(
            Function<? super FFmpegJob, ? extends RunningJob> enqueue,
            Function<MediaSink, StreamSpec> decoding,
            S taken,
            S given,
            Function<F, @Nullable F> function) {
        this.enqueue = enqueue;
        this.decoding = decoding;
        this.taken = taken;
        this.given = given;
        this.function = function;
    }

    @Override
    public void writeTo(WritableByteChannel to) throws Exception {
        FrameReader<F> reader = taken.reader();
        RunningJob job = enqueue.apply(FFmpegJob.of(decoding.apply(reader)));
        try (FrameStream<F> decoded = new FrameStream<>(job, reader, failure -> failure)) {
            job.onProgress(this::learnLength);
            given.generate(() -> next(decoded)).writeTo(to);
        }
    }

    private @Nullable F next(FrameStream<F> decoded) throws FFmpegException {
        while (true) {
            F frame = decoded.next();
            F changed = frame == null ? null : function.apply(frame);
            if (frame == null || changed != null) {
                return changed;
            }
        }
    }

    /** What the decoding run has reached, and what part of all that is, say how long all is. */
    private void learnLength(Progress progress) {
        double fraction = progress.fraction().orElse(0);
        Duration reached = progress.outTime().orElse(Duration.ZERO);
        if (length == null && fraction > 0 && fraction < 1 && !reached.isNegative() && !reached.isZero()) {
            double seconds = Nanos.seconds(reached) / fraction;
            length = Duration.of(Math.round(seconds * MICROS_PER_SECOND), ChronoUnit.MICROS);
        }
    }

    @Override
    public Optional<Duration> length() {
        return Optional.ofNullable(length);
    }

    @Override
    public Map<String, String> options() {
        return given.from(given.reader()).options();
    }

    @Override
    public String toString() {
        return "frames that this program changes";
    }
}
