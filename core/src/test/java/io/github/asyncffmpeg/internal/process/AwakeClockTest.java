package io.github.asyncffmpeg.internal.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A clock that stands still while nobody could look at it. */
class AwakeClockTest {

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    @Test
    void theTimeBetweenTwoLooksCounts() {
        long last = AwakeClock.nanos() - SECOND;
        assertThat(AwakeClock.sinceLook(last)).isGreaterThanOrEqualTo(SECOND);
        assertThat(AwakeClock.nanos()).isGreaterThanOrEqualTo(last + SECOND);
    }

    @Test
    void aGapInWhichNobodyCouldLookDoesNotCount() {
        long last = AwakeClock.nanos() - 10 * SECOND;
        assertThat(AwakeClock.sinceLook(last)).isZero();
        assertThat(AwakeClock.nanos() - last).isBetween(0L, 9 * SECOND);
    }
}
