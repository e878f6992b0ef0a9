package io.github.asyncffmpeg.internal.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class CallbacksTest {

    @Test
    void runsACallbackElsewhereWhenTheExecutorIsShutDownOrThrowsWhatItLikes() throws InterruptedException {
        ExecutorService shutDown = Executors.newSingleThreadExecutor();
        shutDown.shutdown();
        threadOf(shutDown);
        threadOf(callback -> {
            throw new IllegalStateException("not a rejection");
        });
    }

    @Test
    void runsACallbackOnceOnAnExecutorThatRunsItAndThrowsThen() throws InterruptedException {
        AtomicInteger times = new AtomicInteger();
        CountDownLatch thrown = new CountDownLatch(1);
        Callbacks callbacks = new Callbacks(callback -> {
            callback.run();
            thrown.countDown();
            throw new IllegalStateException("after it ran");
        });
        callbacks.execute(times::incrementAndGet);
        thrown.await();
        threadOf(null);
        assertThat(times).hasValue(1);
    }

    @Test
    void neverUsesTheThreadThatCalls() throws InterruptedException {
        for (Executor executor : new Executor[] {null, Runnable::run}) {
            assertThat(threadOf(executor)).isNotSameAs(Thread.currentThread()).matches(Thread::isDaemon);
        }
    }

    private static Thread threadOf(Executor executor) throws InterruptedException {
        AtomicReference<Thread> thread = new AtomicReference<>();
        CountDownLatch ran = new CountDownLatch(1);
        new Callbacks(executor).execute(() -> {
            thread.set(Thread.currentThread());
            ran.countDown();
        });
        ran.await();
        return thread.get();
    }
}
