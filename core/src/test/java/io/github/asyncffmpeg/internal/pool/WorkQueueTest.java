package io.github.asyncffmpeg.internal.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WorkQueueTest {

    private final List<String> started = new ArrayList<>();
    private final Queue<Runnable> handedOver = new ArrayDeque<>();

    private record Piece(String name, int priority, CompletableFuture<Void> end, Runnable whenStarted)
            implements WorkQueue.Work {
        @Override
        public void start(WorkQueue.Place place) {
            whenStarted.run();
        }
    }

    private Piece piece(String name, int priority) {
        return new Piece(name, priority, new CompletableFuture<>(), () -> started.add(name));
    }

    private Piece taken(WorkQueue<Piece> queue, String name, int priority) {
        Piece piece = piece(name, priority);
        assertThat(queue.offer(piece, piece.end())).isEqualTo(WorkQueue.Answer.TAKEN);
        runAll();
        return piece;
    }

    private void runAll() {
        for (Runnable task = handedOver.poll(); task != null; task = handedOver.poll()) {
            task.run();
        }
    }

    private WorkQueue<Piece> queue(int maxRunning, int maxQueued) {
        return new WorkQueue<>(maxRunning, maxQueued, handedOver::add);
    }

    @Test
    void startsTheMoreUrgentFirstAndEqualOnesInTheirOrder() {
        WorkQueue<Piece> queue = queue(1, 100);
        taken(queue, "first", 0);
        taken(queue, "a", 0);
        taken(queue, "b", 5);
        taken(queue, "c", 0);
        taken(queue, "d", 5);
        taken(queue, "least", Integer.MIN_VALUE);
        taken(queue, "most", Integer.MAX_VALUE);
        String[] order = {"first", "most", "b", "d", "a", "c", "least"};
        assertThat(queue.all()).extracting(Piece::name).containsExactly(order);
        while (queue.runningCount() > 0) {
            queue.all().get(0).end().complete(null);
            runAll();
        }
        assertThat(started).containsExactly(order);
    }

    @Test
    void rejectsWhatIsOverItsBound() {
        WorkQueue<Piece> queue = queue(2, 1);
        Piece one = taken(queue, "1", 0);
        taken(queue, "2", 0);
        taken(queue, "3", 0);
        Piece four = piece("4", 9);
        assertThat(queue.offer(four, four.end())).isEqualTo(WorkQueue.Answer.FULL);
        one.end().complete(null);
        runAll();
        taken(queue, "5", 0);
        assertThat(started).containsExactly("1", "2", "3");
    }

    @Test
    void rejectsNothingWhileAWorkerIsFree() {
        WorkQueue<Piece> queue = queue(2, 0);
        Piece first = piece("1", 0);
        Piece second = piece("2", 0);
        List<WorkQueue.Answer> answers = new ArrayList<>();
        // The second is offered when the first is in the queue and does not have its worker yet.
        CompletableFuture<Void> end = new CompletableFuture<>() {
            @Override
            public CompletableFuture<Void> whenComplete(BiConsumer<? super Void, ? super Throwable> action) {
                answers.add(queue.offer(second, second.end()));
                return super.whenComplete(action);
            }
        };
        answers.add(queue.offer(first, end));
        assertThat(answers).containsExactly(WorkQueue.Answer.TAKEN, WorkQueue.Answer.TAKEN);
    }

    @Test
    void takesNothingWhenClosedAndGoesOnWithWhatItHas() {
        WorkQueue<Piece> queue = queue(1, 10);
        Piece one = taken(queue, "1", 0);
        taken(queue, "2", 0);
        queue.close();
        Piece late = piece("late", 0);
        assertThat(queue.offer(late, late.end())).isEqualTo(WorkQueue.Answer.CLOSED);
        one.end().complete(null);
        runAll();
        assertThat(started).containsExactly("1", "2");
    }

    @Test
    void forgetsWorkThatEndsBeforeItsTurn() {
        WorkQueue<Piece> queue = queue(1, 10);
        Piece one = taken(queue, "1", 0);
        taken(queue, "2", 0).end().completeExceptionally(new IllegalStateException());
        Piece over = piece("over", 0);
        over.end().complete(null);
        assertThat(queue.offer(over, over.end())).isEqualTo(WorkQueue.Answer.TAKEN);
        assertThat(queue.queuedCount()).isZero();
        one.end().complete(null);
        runAll();
        assertThat(started).containsExactly("1");
        assertThat(queue.all()).isEmpty();
    }

    @Test
    void givesThePlaceOfWorkWhoseStartThrowsToTheNext() {
        WorkQueue<Piece> queue = queue(1, 10);
        Piece bad = new Piece("bad", 0, new CompletableFuture<>(), () -> {
            throw new IllegalStateException("cannot start");
        });
        Piece good = piece("good", 0);
        queue.offer(bad, bad.end());
        queue.offer(good, good.end());
        assertThatThrownBy(this::runAll).hasMessage("cannot start");
        runAll();
        bad.end().complete(null);
        assertThat(started).containsExactly("good");
        assertThat(queue.all()).containsExactly(good);
    }

    @Test
    void callsTheExecutorAndTheWorkWithoutItsLock() throws InterruptedException {
        List<Boolean> held = new ArrayList<>();
        List<WorkQueue<Piece>> self = new ArrayList<>();
        WorkQueue<Piece> queue = new WorkQueue<>(1, 10, task -> {
            held.add(Thread.holdsLock(self.get(0)));
            task.run();
        });
        self.add(queue);
        Piece one = new Piece("1", 0, new CompletableFuture<>(), () -> held.add(Thread.holdsLock(queue)));
        queue.offer(one, one.end());
        taken(queue, "2", 0);
        one.end().complete(null);
        assertThat(held).containsExactly(false, false, false);
        assertThat(started).containsExactly("2");
    }

    @Test
    void saysWhenTimeRunsOutBeforeItIsIdle() throws InterruptedException {
        WorkQueue<Piece> queue = queue(1, 10);
        assertThat(queue.awaitIdle(Duration.ofSeconds(Long.MAX_VALUE))).isTrue();
        Piece one = taken(queue, "1", 0);
        assertThat(queue.awaitIdle(Duration.ZERO)).isFalse();
        assertThat(queue.awaitIdle(Duration.ofMillis(5))).isFalse();
        Thread ending = new Thread(() -> one.end().complete(null));
        ending.start();
        assertThat(queue.awaitIdle(Duration.ofSeconds(Long.MAX_VALUE))).isTrue();
        ending.join();
    }

    @Test
    void runsTenThousandPiecesNeverMoreThanItsBoundAtATime() throws InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            WorkQueue<Piece> queue = new WorkQueue<>(3, Integer.MAX_VALUE, threads);
            AtomicInteger running = new AtomicInteger();
            AtomicInteger most = new AtomicInteger();
            AtomicInteger done = new AtomicInteger();
            for (int i = 0; i < 10_000; i++) {
                CompletableFuture<Void> end = new CompletableFuture<>();
                Runnable work = () -> {
                    most.accumulateAndGet(running.incrementAndGet(), Math::max);
                    threads.execute(() -> {
                        done.incrementAndGet();
                        running.decrementAndGet();
                        end.complete(null);
                    });
                };
                queue.offer(new Piece("", i % 3, end, work), end);
            }
            assertThat(queue.awaitIdle(Duration.ofSeconds(50))).isTrue();
            assertThat(done).hasValue(10_000);
            assertThat(most.get()).isBetween(1, 3);
        } finally {
            threads.shutdownNow();
        }
    }
}
