package io.github.asyncffmpeg.run;

import io.github.asyncffmpeg.event.Ended;
import io.github.asyncffmpeg.event.FFmpegEvent;
import io.github.asyncffmpeg.event.InputAnnounced;
import io.github.asyncffmpeg.event.OutputAnnounced;
import io.github.asyncffmpeg.event.Progress;
import io.github.asyncffmpeg.event.Started;
import io.github.asyncffmpeg.event.StreamsMapped;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * Hands the events of one run to its subscribers. Publishing never blocks and never waits for a subscriber; each has a
 * bounded {@link EventMailbox} of its own. Who comes late gets {@link Started}, what was announced and the newest
 * {@link Progress}, then what follows.
 *
 * <p>Published to by the poller (and at the end by one worker); subscribed to by any thread.
 */
final class EventHub implements Flow.Publisher<FFmpegEvent> {

    private final Callbacks callbacks;
    private final List<EventMailbox> mailboxes = new ArrayList<>();
    private @Nullable Started started;
    /** As many as there are inputs and outputs, and at most what the decoder hands out: 1,000. */
    private final List<FFmpegEvent> announced = new ArrayList<>();

    private @Nullable Progress newest;
    private @Nullable Ended ended;
    private boolean closed;
    private boolean subscribed;
    private Runnable whenSubscribed = () -> {};

    EventHub(Callbacks callbacks) {
        this.callbacks = callbacks;
    }

    /**
     * Says what to do before somebody subscribes: what was not read yet, because nobody listened, is read then.
     *
     * @param read publishes it
     * @return whether somebody has subscribed already
     */
    synchronized boolean whenSubscribed(Runnable read) {
        whenSubscribed = read;
        return subscribed;
    }

    /** Publishes one event to everybody who is there. */
    void publish(FFmpegEvent event) {
        List<EventMailbox> receivers;
        synchronized (this) {
            if (event instanceof Started s) {
                started = s;
            } else if (event instanceof Progress p) {
                newest = p;
            } else if (event instanceof Ended e) {
                ended = e;
            } else if (isAnnouncement(event)) {
                announced.add(event);
            }
            if (mailboxes.isEmpty()) {
                return;
            }
            receivers = List.copyOf(mailboxes);
        }
        receivers.forEach(mailbox -> mailbox.put(event));
    }

    /** No more events: everybody's stream completes. */
    void close() {
        List<EventMailbox> receivers;
        synchronized (this) {
            closed = true;
            receivers = List.copyOf(mailboxes);
            mailboxes.clear();
        }
        receivers.forEach(EventMailbox::complete);
    }

    synchronized Optional<Progress> newest() {
        return Optional.ofNullable(newest);
    }

    @Override
    public void subscribe(Flow.Subscriber<? super FFmpegEvent> subscriber) {
        Objects.requireNonNull(subscriber, "subscriber");
        EventMailbox mailbox = new EventMailbox(subscriber, callbacks, this::forget);
        Runnable read;
        synchronized (this) {
            subscribed = true;
            read = whenSubscribed;
        }
        read.run();
        synchronized (this) {
            // In the mailbox before it is in the list: nothing can be seen twice or out of order.
            tell(mailbox, started);
            announced.forEach(mailbox::put);
            tell(mailbox, newest);
            tell(mailbox, ended);
            if (closed) {
                mailbox.complete();
            } else {
                mailboxes.add(mailbox);
            }
        }
        mailbox.open();
    }

    private static boolean isAnnouncement(FFmpegEvent event) {
        return event instanceof InputAnnounced || event instanceof StreamsMapped || event instanceof OutputAnnounced;
    }

    private static void tell(EventMailbox mailbox, @Nullable FFmpegEvent past) {
        if (past != null) {
            mailbox.put(past);
        }
    }

    private synchronized void forget(EventMailbox mailbox) {
        mailboxes.remove(mailbox);
    }
}
