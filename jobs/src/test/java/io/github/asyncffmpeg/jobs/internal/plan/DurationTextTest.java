package io.github.asyncffmpeg.jobs.internal.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Durations and sizes as people write them. */
class DurationTextTest {

    @ParameterizedTest
    @CsvSource({
        "90, 90000",
        "90s, 90000",
        "1m30s, 90000",
        "2h, 7200000",
        "00:01:30, 90000",
        "1.5h, 5400000",
        "500ms, 500",
        "1d, 86400000",
        "0.25, 250",
        "1h1ms, 3600001",
        "100:00:00.5, 360000500"
    })
    void aDurationIsRead(String text, long millis) {
        assertThat(DurationText.parse(text))
                .hasValueSatisfying(d -> assertThat(d.toMillis()).isEqualTo(millis));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0",
                "0s",
                "00:00:00",
                "1:30",
                "s",
                "-1",
                "1 h",
                "1x",
                "1s1m",
                "1e3",
                "00:61:00",
                "9999999999",
                "１"
            })
    void whatIsNoDurationIsNone(String text) {
        assertThat(DurationText.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"500, 500", "1k, 1000", "1K, 1000", "5MB, 5000000", "1.5GiB, 1610612736", "64 MiB, 67108864"})
    void aSizeIsRead(String text, long bytes) {
        assertThat(SizeText.parse(text)).hasValue(bytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "M", "-1", "1X", "1e3", "1.5.2"})
    void whatIsNoSizeIsNone(String text) {
        assertThat(SizeText.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "PT0S, 0s",
        "PT90S, 90s",
        "PT0.5S, 0.5s",
        "PT0.000000001S, 0.000000001s",
        "PT999999999.25S, 999999999.25s",
        "PT24000000H, 1000000d",
        "PT24000000H0.5S, 1000000d0.5s",
        "PT2562047788015215H30M7.999999999S, 106751991167300d55807.999999999s"
    })
    void aDurationHasOneSpelling(Duration duration, String text) {
        assertThat(DurationText.of(duration)).isEqualTo(text);
        assertThat(DurationText.parseWithZero(text)).contains(duration);
    }

    @ParameterizedTest
    @ValueSource(strings = {"106751991167301d", "999999999999999d"})
    void moreThanJavaKnowsIsNone(String text) {
        assertThat(DurationText.parse(text)).isEmpty();
    }
}
