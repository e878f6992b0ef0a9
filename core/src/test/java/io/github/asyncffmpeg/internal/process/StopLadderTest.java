package io.github.asyncffmpeg.internal.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.asyncffmpeg.internal.process.Ask.Readiness;
import io.github.asyncffmpeg.internal.process.StopLadder.Signals;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StopLadderTest {

    /** Near the wrap-around of the clock, as {@link System#nanoTime()} may be. */
    private static final long BEGIN = Long.MAX_VALUE - 1_000_000;

    /** The steps with the milliseconds at which they come, for T = 8 s, 3 s and 500 ms. */
    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "WORKING, FREELY,    ASK 0 TERMINATE 6000 KILL 8000,   ASK 0 TERMINATE 1500 KILL 3000,   ASK 0 TERMINATE 250 KILL 500",
        "STARTED, FREELY,    ASK 250 TERMINATE 6000 KILL 8000, ASK 250 TERMINATE 1500 KILL 3000, TERMINATE 250 KILL 500",
        "OPENING, FREELY,    TERMINATE 250 KILL 8000,          TERMINATE 250 KILL 3000,          TERMINATE 250 KILL 500",
        "DEAF,    FREELY,    TERMINATE 0 KILL 8000,            TERMINATE 0 KILL 3000,            TERMINATE 0 KILL 500",
        "WORKING, HELD_BACK, ASK 0 TERMINATE 6000 KILL 8000,   ASK 0 TERMINATE 1500 KILL 3000,   ASK 0 TERMINATE 250 KILL 500",
        "STARTED, HELD_BACK, ASK 250 TERMINATE 6000 KILL 8000, ASK 250 TERMINATE 1500 KILL 3000, TERMINATE 250 KILL 500",
        "OPENING, HELD_BACK, TERMINATE 1000 KILL 8000,         TERMINATE 1000 KILL 3000,         TERMINATE 250 KILL 500",
        "DEAF,    HELD_BACK, TERMINATE 1000 KILL 8000,         TERMINATE 1000 KILL 3000,         TERMINATE 250 KILL 500",
        "WORKING, NEVER,     ASK 0 KILL 8000,                  ASK 0 KILL 3000,                  ASK 0 KILL 500",
        "STARTED, NEVER,     ASK 250 KILL 8000,                ASK 250 KILL 3000,                ASK 250 KILL 500",
        "OPENING, NEVER,     ASK 250 KILL 8000,                ASK 250 KILL 3000,                ASK 250 KILL 500",
        "DEAF,    NEVER,     KILL 8000,                        KILL 3000,                        KILL 500"
    })
    void climbsItsRungsInOneClock(Readiness readiness, Signals signals, String eight, String three, String half) {
        assertThat(climb(Duration.ofSeconds(8), at -> readiness, at -> signals)).isEqualTo(eight);
        assertThat(climb(Duration.ofSeconds(3), at -> readiness, at -> signals)).isEqualTo(three);
        assertThat(climb(Duration.ofMillis(500), at -> readiness, at -> signals))
                .isEqualTo(half);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "it begins to work,             100, WORKING, FREELY,    ASK 100 TERMINATE 6000 KILL 8000",
        "it says its first word,        100, STARTED, FREELY,    ASK 250 TERMINATE 6000 KILL 8000",
        "Ctrl+C before the signal,      100, OPENING, NEVER,     ASK 250 KILL 8000",
        "Ctrl+C after the signal,       300, OPENING, NEVER,     TERMINATE 250 KILL 8000",
        "the JVM ends while it opens,   100, OPENING, HELD_BACK, TERMINATE 1000 KILL 8000",
        "it begins to work as JVM ends, 100, WORKING, HELD_BACK, ASK 100 TERMINATE 6000 KILL 8000"
    })
    void heedsWhatChangesOnTheWay(String what, int at, Readiness readiness, Signals signals, String steps) {
        IntFunction<Readiness> then = now -> now < at ? Readiness.OPENING : readiness;
        assertThat(climb(Duration.ofSeconds(8), then, now -> now < at ? Signals.FREELY : signals))
                .as(what)
                .isEqualTo(steps);
    }

    @Test
    void doesNotSignalAtOnceAChildThatGoesDeafByBeingAsked() {
        IntFunction<Readiness> feeder = now -> now == 0 ? Readiness.WORKING : Readiness.DEAF;
        assertThat(climb(Duration.ofSeconds(8), feeder, now -> Signals.FREELY))
                .isEqualTo("ASK 0 TERMINATE 6000 KILL 8000");
    }

    @Test
    void takesALimitLongerThanTheClock() {
        StopLadder ladder = new StopLadder(BEGIN, Duration.ofSeconds(Long.MAX_VALUE), ask(() -> Readiness.WORKING));
        assertThat(ladder.next(BEGIN, Signals.FREELY)).isEqualTo(StopLadder.Step.ASK);
        assertThat(ladder.next(BEGIN + TimeUnit.DAYS.toNanos(365), Signals.FREELY))
                .isEqualTo(StopLadder.Step.WAIT);
    }

    @Test
    void neverTakesAStepTwiceWhateverHappens() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 200; round++) {
            String steps = climb(
                    Duration.ofMillis(1 + random.nextInt(9_000)),
                    now -> Readiness.values()[random.nextInt(4)],
                    now -> Signals.values()[random.nextInt(3)]);
            assertThat(steps).as("seed %d", seed).matches("(ASK \\d+ ?)?(TERMINATE \\d+ )?KILL \\d+");
        }
    }

    private static String climb(Duration limit, IntFunction<Readiness> readiness, IntFunction<Signals> signals) {
        int[] now = {0};
        StopLadder ladder = new StopLadder(BEGIN, limit, ask(() -> readiness.apply(now[0])));
        List<String> steps = new ArrayList<>();
        for (; now[0] <= limit.toMillis() + 1_000; now[0] += 10) {
            StopLadder.Step step = ladder.next(BEGIN + TimeUnit.MILLISECONDS.toNanos(now[0]), signals.apply(now[0]));
            if (step != StopLadder.Step.WAIT) {
                steps.add(step + " " + now[0]);
            }
        }
        return String.join(" ", steps);
    }

    private static Ask ask(java.util.function.Supplier<Readiness> readiness) {
        return new Ask() {
            @Override
            public Readiness readiness() {
                return readiness.get();
            }

            @Override
            public void send() {
                throw new AssertionError("the ladder decides and does not act");
            }
        };
    }
}
