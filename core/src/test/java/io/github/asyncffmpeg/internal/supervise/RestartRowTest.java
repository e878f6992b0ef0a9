package io.github.asyncffmpeg.internal.supervise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.asyncffmpeg.supervise.RestartPolicy;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The pauses of a row. */
class RestartRowTest {

    private static List<Duration> pauses(RestartPolicy policy, int count) {
        RestartRow backoff = new RestartRow(policy);
        return Stream.generate(backoff::next).limit(count).toList();
    }

    private static List<Duration> seconds(int... seconds) {
        return IntStream.of(seconds).mapToObj(Duration::ofSeconds).toList();
    }

    @Test
    void growByTheMultiplierUpToTheLongest() {
        assertThat(pauses(RestartPolicy.standard().jitter(0), 9)).isEqualTo(seconds(1, 2, 4, 8, 16, 32, 60, 60, 60));
    }

    @Test
    void beginAnewAfterAHealthyAttempt() {
        RestartRow backoff = new RestartRow(RestartPolicy.standard().jitter(0).maxRestarts(3));
        IntStream.range(0, 3).forEach(i -> backoff.next());
        assertThat(backoff.isExhausted()).isTrue();
        backoff.beginAnew();
        assertThat(backoff.isExhausted()).isFalse();
        assertThat(backoff.next()).isEqualTo(Duration.ofSeconds(1));
        assertThat(backoff.inARow()).isEqualTo(1);
    }

    @Test
    void areAnythingUpToTheWholeWithFullJitter() {
        List<Duration> pauses = pauses(
                RestartPolicy.standard()
                        .multiplier(1)
                        .firstDelay(Duration.ofSeconds(10))
                        .seed(7),
                1000);
        assertThat(pauses).allMatch(pause -> !pause.isNegative() && pause.compareTo(Duration.ofSeconds(10)) <= 0);
        assertThat(pauses.stream().mapToLong(Duration::toMillis).average().orElse(0))
                .isBetween(4_500.0, 5_500.0);
        assertThat(pauses).anyMatch(pause -> pause.toMillis() < 500).anyMatch(pause -> pause.toMillis() > 9_500);
    }

    @Test
    void loseNoMoreThanTheShareOfTheJitter() {
        List<Duration> pauses = pauses(
                RestartPolicy.standard()
                        .multiplier(1)
                        .firstDelay(Duration.ofSeconds(10))
                        .jitter(0.2),
                200);
        assertThat(pauses).allMatch(pause -> pause.toMillis() >= 8_000 && pause.toMillis() <= 10_000);
    }

    @Test
    void areTheSameWithTheSameSeed() {
        RestartPolicy policy = RestartPolicy.standard().seed(42);
        assertThat(pauses(policy, 20)).isEqualTo(pauses(policy, 20)).isNotEqualTo(pauses(policy.seed(43), 20));
    }

    @Test
    void surviveYearsOfFailures() {
        RestartRow backoff = new RestartRow(RestartPolicy.standard().jitter(0).longestDelay(Duration.ofDays(400_000)));
        Duration last = Duration.ZERO;
        for (int i = 0; i < 100_000; i++) {
            last = backoff.next();
        }
        assertThat(last).isPositive();
        assertThat(pauses(RestartPolicy.standard().firstDelay(Duration.ZERO), 3000))
                .containsOnly(Duration.ZERO);
    }

    @Test
    void refuseWhatCannotBe() {
        RestartPolicy policy = RestartPolicy.standard();
        assertThatThrownBy(() -> policy.jitter(1.1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> policy.jitter(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> policy.multiplier(0.5)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> policy.maxRestarts(-1)).hasMessageContaining("maxRestarts: at least 0");
        assertThatThrownBy(() -> policy.firstDelay(Duration.ofMillis(-1))).hasMessageContaining("firstDelay");
        assertThatThrownBy(() -> policy.stallTimeout(Duration.ZERO)).hasMessageContaining("stallTimeout");
    }
}
