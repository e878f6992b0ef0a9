package io.github.asyncffmpeg.internal.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PollerTest {

    /** A thread that ended by it was never replaced: no child of the JVM would have been served again. */
    @Test
    void outlivesAMomentWithoutMemory() {
        AtomicInteger turns = new AtomicInteger();
        Poller.keepOn(() -> {
            int turn = turns.incrementAndGet();
            if (turn == 2 || turn == 3) {
                throw new OutOfMemoryError("of a test");
            }
            return turn < 5;
        });
        assertThat(turns).hasValue(5);
    }
}
