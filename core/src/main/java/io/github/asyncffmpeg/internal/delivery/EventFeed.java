package io.github.asyncffmpeg.internal.delivery;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Flow;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Hands events to subscribers. Publishing never blocks and never waits for a subscriber; each has a bounded mailbox of its
 * own. Who comes late gets what is remembered, then what follows. For schedulers, whose events are more than those of one
 * run.
 *
 * <p>Safe for any thread; events that are published one after the other arrive in that order.
 *
 * @param <E> the events
 */
public final class EventFeed<E> implements Flow.Publisher<E> {

    private final Callbacks callbacks;
    private final Sorting<E> sorting;
    private final BiConsumer<List<E>, E> remember;

    /** Guarded by this, all below. */
    private final List<EventMailbox<E>> mailboxes = new ArrayList<>();

    private final List<E> past = new ArrayList<>();
    private boolean closed;

    /**
     * For events of one kind.
     *
     * @param callbacks where subscribers are called
     * @param sorting says what may get lost
     * @param remember called for each event with what late subscribers get, to be changed; under a lock
     */
    public EventFeed(Callbacks callbacks, Sorting<E> sorting, BiConsumer<List<E>, E> remember) {
        this.callbacks = callbacks;
        this.sorting = sorting;
        this.remember = remember;
    }

    /**
     * Publishes one event to everybody who is there.
     *
     * @param event the event
     */
    public void publish(E event) {
        List<EventMailbox<E>> receivers;
        synchronized (this) {
            remember.accept(past, event);
            if (mailboxes.isEmpty()) {
                return;
            }
            receivers = List.copyOf(mailboxes);
        }
        for (EventMailbox<E> mailbox : receivers) {
            mailbox.put(event);
        }
    }

    /** No more events: everybody's stream completes. */
    public void close() {
        List<EventMailbox<E>> receivers;
        synchronized (this) {
            closed = true;
            receivers = List.copyOf(mailboxes);
            mailboxes.clear();
        }
        for (EventMailbox<E> mailbox : receivers) {
            mailbox.complete();
        }
    }

    @Override
    public void subscribe(Flow.Subscriber<? super E> subscriber) {
        Objects.requireNonNull(subscriber, "subscriber");
        EventMailbox<E> mailbox = new EventMailbox<>(subscriber, callbacks, sorting, this::forget);
        synchronized (this) {
            // In the mailbox before it is in the list: nothing can be seen twice or out of order.
            past.forEach(mailbox::put);
            if (closed) {
                mailbox.complete();
            } else {
                mailboxes.add(mailbox);
            }
        }
        mailbox.open();
    }

    /**
     * Calls a listener for each event of one kind, on the callbacks' executor, one at a time.
     *
     * @param <K> the kind
     * @param kind the kind
     * @param listener if it throws, it is not called again
     * @return detaches the listener
     */
    public <K extends E> Listening<E, K> on(Class<K> kind, Consumer<? super K> listener) {
        Listening<E, K> listening = new Listening<>(kind, listener);
        subscribe(listening);
        return listening;
    }

    private synchronized void forget(EventMailbox<E> mailbox) {
        mailboxes.remove(mailbox);
    }
}
