package io.github.asyncffmpeg.internal.delivery;

import io.github.asyncffmpeg.event.Dropped;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The bounded mailbox of one subscriber, and its subscription. Four trays keep what is not delivered yet, and a
 * running number keeps their order:
 *
 * <ul>
 *   <li>progress: only the newest;
 *   <li>routine log lines: the newest 1,000; what overflows is told by one {@link Dropped};
 *   <li>warnings and errors: the newest 2,000, and what overflows is told likewise;
 *   <li>the rest, which nothing pushes out: the start, the end, and what was announced, of which there is little (of an
 *       endless series of runs there is a bound).
 * </ul>
 *
 * <p>Delivery follows the Reactive Streams rules: one event at a time, as many as were requested, on the callbacks'
 * executor.
 */
final class EventMailbox<E> implements Flow.Subscription {

    private static final int ROUTINE = 1_000;
    private static final int TROUBLE = 2_000;

    /** After this many the executor's other callbacks have their turn. */
    private static final int AT_A_TIME = 256;

    private record Letter<E>(long number, E event) {}

    private final Flow.Subscriber<? super E> subscriber;
    private final Callbacks callbacks;
    private final Sorting<E> sorting;
    private final Consumer<EventMailbox<E>> forget;

    /** All below are guarded by this. */
    private final Deque<Letter<E>> routine = new ArrayDeque<>();

    private final Deque<Letter<E>> trouble = new ArrayDeque<>();
    private final Deque<Letter<E>> progress = new ArrayDeque<>();
    private final Deque<Letter<E>> lasting = new ArrayDeque<>();
    private final List<Deque<Letter<E>>> trays = List.of(routine, trouble, progress, lasting);
    private long numbers;
    private long droppedCount;
    private long demand;
    private boolean complete;
    private boolean done;
    private @Nullable Throwable refusal;

    /** Whether somebody delivers, or has been sent to; at first the one who opens. */
    private boolean delivering = true;

    EventMailbox(
            Flow.Subscriber<? super E> subscriber,
            Callbacks callbacks,
            Sorting<E> sorting,
            Consumer<EventMailbox<E>> forget) {
        this.subscriber = subscriber;
        this.callbacks = callbacks;
        this.sorting = sorting;
        this.forget = forget;
    }

    /** Greets the subscriber, on the thread that subscribes, and begins to deliver. */
    void open() {
        boolean greeted = false;
        try {
            subscriber.onSubscribe(this);
            greeted = true;
        } finally {
            if (!greeted) {
                cancel();
            }
        }
        callbacks.execute(this::deliver);
    }

    void put(E event) {
        synchronized (this) {
            if (done) {
                return;
            }
            Letter<E> letter = new Letter<>(numbers++, event);
            switch (sorting.tray(event)) {
                case PROGRESS -> {
                    progress.clear();
                    progress.add(letter);
                }
                case TROUBLE -> bounded(trouble, letter, TROUBLE);
                case ROUTINE -> bounded(routine, letter, ROUTINE);
                case LASTING -> bounded(lasting, letter, sorting.mostLasting());
            }
        }
        schedule();
    }

    private void bounded(Deque<Letter<E>> tray, Letter<E> letter, int most) {
        tray.add(letter);
        if (tray.size() > most) {
            tray.remove();
            droppedCount++;
        }
    }

    void complete() {
        synchronized (this) {
            complete = true;
        }
        schedule();
    }

    @Override
    public void request(long n) {
        synchronized (this) {
            if (n <= 0) {
                refusal = new IllegalArgumentException("request(" + n + "): a positive number was expected (rule 3.9)");
            } else {
                demand = demand + n < 0 ? Long.MAX_VALUE : demand + n;
            }
        }
        schedule();
    }

    @Override
    public void cancel() {
        synchronized (this) {
            done = true;
            trays.forEach(Deque::clear);
        }
        forget.accept(this);
    }

    /** Called without the lock: an executor is not to be trusted with it. */
    private void schedule() {
        synchronized (this) {
            if (delivering || done || (refusal == null && !complete && demand == 0)) {
                return;
            }
            delivering = true;
        }
        callbacks.execute(this::deliver);
    }

    private void deliver() {
        for (int told = 0; told < AT_A_TIME; told++) {
            E event;
            Throwable error;
            synchronized (this) {
                if (done) {
                    delivering = false;
                    return;
                }
                error = refusal;
                event = error == null && demand > 0 ? next() : null;
                if (event == null && error == null && !(complete && isEmpty())) {
                    delivering = false;
                    return;
                }
                if (event == null) {
                    done = true;
                    trays.forEach(Deque::clear);
                } else if (demand != Long.MAX_VALUE) {
                    demand--;
                }
            }
            if (!signal(event, error)) {
                return;
            }
        }
        callbacks.execute(this::deliver);
    }

    /** Tells the subscriber; the lock is not held. Returns whether there may be more. */
    private boolean signal(@Nullable E event, @Nullable Throwable error) {
        if (event == null) {
            forget.accept(this);
            if (error == null) {
                subscriber.onComplete();
            } else {
                subscriber.onError(error);
            }
            return false;
        }
        boolean taken = false;
        try {
            subscriber.onNext(event);
            taken = true;
        } finally {
            if (!taken) {
                cancel(); // a subscriber that throws has left (rule 2.13); the run goes on
            }
        }
        return true;
    }

    private boolean isEmpty() {
        return droppedCount == 0 && trays.stream().allMatch(Deque::isEmpty);
    }

    /** The oldest letter of all trays; a Dropped before it, unless it is Started. */
    private @Nullable E next() {
        Deque<Letter<E>> oldest = null;
        long number = Long.MAX_VALUE;
        for (Deque<Letter<E>> tray : trays) {
            Letter<E> head = tray.peek();
            if (head != null && head.number() < number) {
                number = head.number();
                oldest = tray;
            }
        }
        if (droppedCount > 0 && number > 0) {
            E dropped = sorting.dropped(droppedCount);
            droppedCount = 0;
            return dropped;
        }
        return oldest == null ? null : oldest.remove().event();
    }
}
