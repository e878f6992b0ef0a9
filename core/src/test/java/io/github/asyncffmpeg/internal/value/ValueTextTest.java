package io.github.asyncffmpeg.internal.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.asyncffmpeg.media.Medium;
import io.github.asyncffmpeg.media.Rational;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ValueTextTest {

    private static String text(Object value) {
        return ValueText.of("value", value);
    }

    @Test
    void writesNumbersThatFFmpegReads() {
        assertThat(text(768)).isEqualTo("768");
        assertThat(text(-1L)).isEqualTo("-1");
        assertThat(text(1.0)).isEqualTo("1.0");
        assertThat(text(0.0)).isEqualTo("0.0");
        assertThat(text(-0.0)).isEqualTo("-0.0");
        assertThat(text(1e-7)).isEqualTo("0.0000001");
        assertThat(text(0.0001)).isEqualTo("0.0001");
        assertThat(text(0.00001)).isEqualTo("0.00001");
        assertThat(text(1.5e-7)).isEqualTo("0.00000015");
        assertThat(text(1e15)).isEqualTo("1000000000000000.0");
        assertThat(text(1e16)).isEqualTo("1e+16");
        assertThat(text(-1.25e300)).isEqualTo("-1.25e+300");
        assertThat(text(0.1f)).isEqualTo("0.1");
        assertThat(text(2e-3)).isEqualTo("0.002");
        assertThat(text(Double.MIN_VALUE)).isEqualTo("0." + "0".repeat(323) + "5");
        assertThatThrownBy(() -> text(Double.POSITIVE_INFINITY)).hasMessageContaining("expected a finite number");
        assertThatThrownBy(() -> text(Float.NaN)).hasMessageContaining("expected a finite number, got NaN");
        assertThat(text(new BigDecimal("1.50"))).isEqualTo("1.50");
        assertThat(text(new Rational(30000, 1001))).isEqualTo("30000/1001");
    }

    @Test
    void writesFloatingPointNumbersThatReadBackTheSame() {
        Random random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            double number = Double.longBitsToDouble(random.nextLong());
            if (Double.isFinite(number)) {
                assertThat(Double.parseDouble(text(number))).isEqualTo(number);
            }
            float small = Float.intBitsToFloat(random.nextInt());
            if (Float.isFinite(small)) {
                assertThat(Float.parseFloat(text(small))).isEqualTo(small);
            }
        }
    }

    @Test
    void writesDurationsInSecondsWithoutAnExponent() {
        assertThat(text(Duration.ofMillis(1500))).isEqualTo("1.5");
        assertThat(text(Duration.ofSeconds(90))).isEqualTo("90");
        assertThat(text(Duration.ofSeconds(100))).isEqualTo("100");
        assertThat(text(Duration.ZERO)).isEqualTo("0");
        assertThat(text(Duration.ofNanos(1))).isEqualTo("0.000000001");
        assertThat(text(Duration.ofMillis(-1500))).isEqualTo("-1.5");
    }

    @Test
    void tellsTheMediumOfASpecifier() {
        assertThat(new StreamSpecifier("v:0").medium()).contains(Medium.VIDEO);
        assertThat(new StreamSpecifier("V").medium()).contains(Medium.VIDEO);
        assertThat(new StreamSpecifier("a?").medium()).contains(Medium.AUDIO);
        assertThat(new StreamSpecifier("s").medium()).contains(Medium.SUBTITLE);
        assertThat(new StreamSpecifier("1").medium()).isEmpty();
        assertThat(new StreamSpecifier("m:language:eng").medium()).isEmpty();
    }

    @Test
    void writesSmallNumbersWithoutAnExponentSinceTimesHaveNone() {
        assertThat(text(5e-5)).isEqualTo("0.00005");
        assertThat(text(-5e-5f)).isEqualTo("-0.00005");
        assertThat(text(new BigDecimal("1E-7"))).isEqualTo("0.0000001");
        assertThat(text(new BigDecimal("1E+2"))).isEqualTo("100");
    }
}
