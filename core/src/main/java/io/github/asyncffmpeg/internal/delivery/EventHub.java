package io.github.asyncffmpeg.internal.delivery;

import io.github.asyncffmpeg.event.Ended;
import io.github.asyncffmpeg.event.FFmpegEvent;
import io.github.asyncffmpeg.event.InputAnnounced;
import io.github.asyncffmpeg.event.LogLine;
import io.github.asyncffmpeg.event.OutputAnnounced;
import io.github.asyncffmpeg.event.Progress;
import io.github.asyncffmpeg.event.Retrying;
import io.github.asyncffmpeg.event.Started;
import io.github.asyncffmpeg.event.StreamsMapped;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Flow;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Hands the events of one run to its subscribers. Who comes late gets {@link Started}, what was announced and the newest
 * {@link Progress}, then what follows.
 *
 * <p>Published to by the poller (and at the end by one worker); subscribed to by any thread.
 */
public final class EventHub implements Flow.Publisher<FFmpegEvent> {

    private final EventFeed<FFmpegEvent> feed;
    private volatile @Nullable Progress newest;

    /** Guarded by this. */
    private boolean subscribed;

    private @Nullable Runnable whenSubscribed;

    /**
     * For the events of one run.
     *
     * @param callbacks where subscribers are called
     */
    public EventHub(Callbacks callbacks) {
        this.feed = new EventFeed<>(callbacks, Sorting.OF_A_RUN, Memory.OF_A_RUN);
    }

    /** What late subscribers get. */
    private static final class Memory implements BiConsumer<List<FFmpegEvent>, FFmpegEvent> {

        private static final Memory OF_A_RUN = new Memory();

        @Override
        public void accept(List<FFmpegEvent> past, FFmpegEvent event) {
            remember(past, event);
        }
    }

    /** As many as there are inputs and outputs, and at most what the decoder hands out: 1,000; and three more. */
    static void remember(List<FFmpegEvent> past, FFmpegEvent event) {
        if (event instanceof LogLine) {
            return; // nearly all
        }
        if (event instanceof Progress) {
            forgetProgress(past);
            past.add(event);
        } else if (isLasting(event)) {
            past.add(event);
        } else if (event instanceof Retrying) {
            past.clear();
            past.add(event);
        } else if (isAnnouncement(event)) {
            // Before the progress and the end, also when FFmpeg announces late, or it is read only now.
            int place = past.size();
            while (place > 0 && isOvertaken(past.get(place - 1))) {
                place--;
            }
            past.add(place, event);
        }
    }

    private static void forgetProgress(List<FFmpegEvent> past) {
        int last = past.size() - 1;
        if (last >= 0 && past.get(last) instanceof Progress) {
            past.remove(last);
        }
    }

    private static boolean isOvertaken(FFmpegEvent event) {
        return event instanceof Progress || event instanceof Ended;
    }

    private static boolean isLasting(FFmpegEvent event) {
        return event instanceof Started || event instanceof Ended;
    }

    private static boolean isAnnouncement(FFmpegEvent event) {
        return event instanceof InputAnnounced || event instanceof StreamsMapped || event instanceof OutputAnnounced;
    }

    /**
     * Publishes one event to everybody who is there.
     *
     * @param event the event
     */
    public void publish(FFmpegEvent event) {
        if (event instanceof Progress progress) {
            newest = progress;
        }
        feed.publish(event);
    }

    /** No more events: everybody's stream completes. */
    public void close() {
        feed.close();
    }

    /**
     * The newest progress.
     *
     * @return the block, if there was one
     */
    public Optional<Progress> newest() {
        return Optional.ofNullable(newest);
    }

    /**
     * Says what to do before somebody subscribes: what was not read yet, because nobody listened, is read then.
     *
     * @param read publishes it; {@code null} if there is nothing
     * @return whether somebody has subscribed already
     */
    public synchronized boolean whenSubscribed(@Nullable Runnable read) {
        whenSubscribed = read;
        return subscribed;
    }

    @Override
    public void subscribe(Flow.Subscriber<? super FFmpegEvent> subscriber) {
        Objects.requireNonNull(subscriber, "subscriber");
        @Nullable Runnable read;
        synchronized (this) {
            subscribed = true;
            read = whenSubscribed;
        }
        if (read != null) {
            read.run();
        }
        feed.subscribe(subscriber);
    }

    /**
     * Calls a listener for each event of one kind, on the callbacks' executor, one at a time.
     *
     * @param <E> the kind
     * @param kind the kind
     * @param listener if it throws, it is not called again
     * @return detaches the listener
     */
    public <E extends FFmpegEvent> Listening<FFmpegEvent, E> on(Class<E> kind, Consumer<? super E> listener) {
        Listening<FFmpegEvent, E> listening = new Listening<>(kind, listener);
        subscribe(listening);
        return listening;
    }
}
