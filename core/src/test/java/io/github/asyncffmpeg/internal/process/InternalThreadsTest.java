package io.github.asyncffmpeg.internal.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class InternalThreadsTest {

    private static final int MANY = 5000;

    /** The poller tries again, and so does each thread that serves the child it launched. */
    @Test
    void aTaskThatWaitedForAThreadRunsOnceHoweverManyTryAgain() throws Exception {
        WorkPool pool = new WorkPool("asyncffmpeg-test-", InternalThreads::thread);
        AtomicInteger runs = new AtomicInteger();
        CountDownLatch all = new CountDownLatch(MANY);
        for (int i = 0; i < MANY; i++) {
            InternalThreads.later(pool, () -> {
                runs.incrementAndGet();
                all.countDown();
            });
        }
        List<Thread> servers = Stream.generate(() -> new Thread(InternalThreads::retry))
                .limit(4)
                .toList();
        servers.forEach(Thread::start);
        for (Thread server : servers) {
            server.join();
        }
        assertThat(all.await(20, TimeUnit.SECONDS)).isTrue();
        CountDownLatch last = new CountDownLatch(1);
        pool.execute(last::countDown); // behind whatever was given to it twice
        assertThat(last.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(runs).hasValue(MANY);
        assertThat(InternalThreads.isShortOfThreads()).isFalse();
    }
}
