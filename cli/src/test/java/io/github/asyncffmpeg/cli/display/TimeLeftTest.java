package io.github.asyncffmpeg.cli.display;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** How long a batch still takes, as far as that can be told. */
class TimeLeftTest {

    private final BatchView batch = new BatchView();

    private static long at(double seconds) {
        return (long) (seconds * 1e9);
    }

    private Optional<Duration> left(double seconds) {
        return batch.timeLeft(at(seconds));
    }

    @Test
    void saysNothingWhileNothingIsKnown() {
        batch.started(Played.batch(10, 2), 0);
        batch.started(Played.started("a", 0), 0);
        batch.started(Played.started("b", 1), 0);
        assertThat(left(100)).isEmpty();
        batch.progressed(Played.progress("a", 50), at(100));
        assertThat(left(100)).as("of b nothing is known").isEmpty();
        batch.progressed(Played.nothingKnown("b"), at(100));
        assertThat(left(100)).isEmpty();
    }

    @Test
    void countsTheWaitingByTheDoneAndBySlots() {
        batch.started(Played.batch(10, 2), 0);
        batch.started(Played.started("a", 0), 0);
        batch.finished(Played.done("a"), at(50)); // took 50 s
        assertThat(left(50)).contains(Duration.ofSeconds(9 * 50 / 2));
    }

    @Test
    void isNeverLessThanTheLongestOfThoseThatRun() {
        batch.started(Played.batch(2, 8), 0);
        batch.started(Played.started("a", 0), 0);
        batch.started(Played.started("b", 1), 0);
        batch.progressed(Played.progress("a", 90), at(10));
        batch.progressed(Played.progress("b", 20), at(10));
        assertThat(left(10)).contains(Duration.ofSeconds(40));
    }

    @Test
    void isNotThereInTheFirstSecondsNorAfterAStopNorAtTheEnd() {
        batch.started(Played.batch(2, 1), 0);
        batch.started(Played.started("a", 0), 0);
        batch.progressed(Played.progress("a", 50), at(1));
        assertThat(left(1)).isEmpty();
        assertThat(left(3)).isPresent();
        batch.stopping();
        assertThat(left(4)).isEmpty();
    }

    @Test
    void followsANewEstimateInsteadOfJumpingToIt() {
        TimeLeft shown = new TimeLeft();
        assertThat(shown.at(at(0), OptionalDouble.of(100))).contains(Duration.ofSeconds(100));
        long soon = shown.at(at(0.1), OptionalDouble.of(1_000)).orElseThrow().toSeconds();
        assertThat(soon).isBetween(99L, 130L);
        long later = 0;
        for (int i = 0; i < 300; i++) {
            later = shown.at(at(0.2 + i / 10.0), OptionalDouble.of(1_000))
                    .orElseThrow()
                    .toSeconds();
        }
        assertThat(later).isBetween(990L, 1_000L);
        assertThat(shown.at(at(31), OptionalDouble.empty())).isEmpty();
    }
}
