package io.github.asyncffmpeg.frame;

import io.github.asyncffmpeg.media.MediaSink;
import io.github.asyncffmpeg.media.MediaSink.Leaving;
import io.github.asyncffmpeg.media.MediaSource;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What frames are like, and the ways in which a program takes them from FFmpeg or gives them to it. All of the ways move
 * bytes between the channel and one buffer, hold back the faster side, and queue nothing.
 *
 * <p>The settings are immutable and safe for any thread. A sink or a source made from them is for one run.
 *
 * @param <F> video or audio
 * @param <S> the settings themselves
 */
public abstract sealed class Frames<F extends Frame, S extends Frames<F, S>> permits VideoFrames, AudioFrames {

    Frames() {}

    abstract FrameKind<F> kind();

    abstract Map<String, String> sinkOptions();

    abstract Map<String, String> sourceOptions();

    abstract Leaving leaving();

    /**
     * What happens when the program wants no more frames.
     *
     * @param leaving by default {@link Leaving#END_RUN}
     * @return changed settings
     */
    public abstract S leaving(Leaving leaving);

    /**
     * Takes frames by a function that is called for each, on the thread that reads FFmpeg's output. A frame is good until
     * the function returns. If it throws, the run is stopped and fails with what was thrown.
     *
     * @param consumer is given each frame, in order
     * @return a sink for an output
     */
    public final MediaSink each(Consumer<? super F> consumer) {
        Objects.requireNonNull(consumer, "consumer");
        return eachWhile(frame -> {
            consumer.accept(frame);
            return true;
        });
    }

    /**
     * Takes frames, as {@link #each} does, until there are enough.
     *
     * @param more is given each frame, and says whether it wants another
     * @return a sink for an output
     */
    public final MediaSink eachWhile(Predicate<? super F> more) {
        return new FrameConsumer<>(kind(), Objects.requireNonNull(more, "more"), sinkOptions(), leaving());
    }

    /**
     * Takes frames one by one, on a thread of the program: an iterator, or a stream.
     *
     * @return a sink for an output; to be read on another thread than one that waits for the run
     */
    public final FrameReader<F> reader() {
        return new FrameReader<>(kind(), sinkOptions(), leaving());
    }

    /**
     * Takes frames as a reactive stream.
     *
     * @return a sink for an output, and a publisher for one subscriber
     */
    public final FramePublisher<F> publisher() {
        return new FramePublisher<>(kind(), sinkOptions(), leaving());
    }

    /**
     * Gives frames of a collection, of a {@link FrameReader}, of anything that can be iterated over. It is asked for a frame
     * when FFmpeg has taken the one before. With a collection, many runs can use the source, one after the other. A reader
     * is closed when FFmpeg wants no more.
     *
     * @param frames in their order
     * @return a source for an input
     */
    public final MediaSource from(Iterable<? extends F> frames) {
        Objects.requireNonNull(frames, "frames");
        Map<String, String> options = frames instanceof FrameReader ? withoutProbing(sourceOptions()) : sourceOptions();
        return new FrameIteration<>(kind(), frames, options);
    }

    /**
     * FFmpeg subtracts the first time of an input from all of its times, if it has read a packet before it starts. Frames of
     * another FFmpeg say their rate, so it need not read any, and a track that starts late stays late (5.1 and 8.0).
     */
    private static Map<String, String> withoutProbing(Map<String, String> options) {
        Map<String, String> changed = new LinkedHashMap<>(options);
        changed.remove("probesize");
        changed.put("max_ts_probe", "0");
        changed.put("fpsprobesize", "0");
        return Collections.unmodifiableMap(changed);
    }

    /**
     * Gives frames of a stream. It is not closed.
     *
     * @param frames in their order, not parallel
     * @return a source for an input
     */
    public final MediaSource from(Stream<? extends F> frames) {
        Objects.requireNonNull(frames, "frames");
        return from((Iterable<F>) () -> iterator(frames));
    }

    /**
     * Gives frames of a publisher, which is subscribed to when the run begins. One frame is requested at a time: the one
     * before may be used anew when the next is requested.
     *
     * @param frames in their order
     * @return a source for an input
     */
    public final MediaSource from(Flow.Publisher<? extends F> frames) {
        return new FrameSubscription<>(kind(), Objects.requireNonNull(frames, "frames"), sourceOptions());
    }

    /**
     * Gives frames as a function makes them, called on the thread that writes FFmpeg's input. It may fill the same frame
     * again and again.
     *
     * @param next gives the next frame, or null when there are no more
     * @return a source for an input
     */
    public final MediaSource generate(Supplier<? extends @Nullable F> next) {
        Objects.requireNonNull(next, "next");
        return from((Iterable<F>) () -> new FrameIterator<>(next));
    }

    /**
     * Gives frames when the program pushes them, from its own threads.
     *
     * @return a source for an input; to be closed when there are no more frames
     */
    public final FrameWriter<F> writer() {
        return new FrameWriter<>(kind(), sourceOptions());
    }

    private static <F> Iterator<F> iterator(Stream<? extends F> frames) {
        Iterator<? extends F> all = frames.sequential().iterator();
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return all.hasNext();
            }

            @Override
            public F next() {
                return all.next();
            }
        };
    }
}
