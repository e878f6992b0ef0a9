package io.github.asyncffmpeg.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AudioFrameTest {

    /** The same two samples of two channels, a quarter and minus a half, in each format. */
    @ParameterizedTest
    @EnumSource(SampleFormat.class)
    void everyFormatBecomesFloats(SampleFormat format) {
        double[] values = {0.25, -0.5};
        ByteBuffer data = ByteBuffer.allocate(format.bytes() * 4).order(format.order());
        for (int i = 0; i < 4; i++) {
            put(format, data, values[format.planar() ? i / 2 : i % 2]);
        }
        AudioFrame frame = AudioFrame.of(format, 48_000, 2, data.flip());
        assertThat(frame.samples()).isEqualTo(2);
        float[][] floats = frame.floats();
        for (int i = 0; i < 2; i++) {
            assertThat(floats[0][i]).isCloseTo(0.25f, within(1e-6f));
            assertThat(floats[1][i]).isCloseTo(-0.5f, within(1e-6f));
        }
    }

    @Test
    void arraysBecomeFramesAndArraysAgain() {
        float[][] floats = {{0, 0.5f, -1}, {1, 0.25f, 0}};
        assertThat(AudioFrame.of(floats, 44_100).floats()).isDeepEqualTo(floats);
        short[] shorts = {1, -2, 32_767, -32_768};
        AudioFrame frame = AudioFrame.of(shorts, 2, 44_100);
        assertThat(frame.samples()).isEqualTo(2);
        assertThat(frame.shorts()).isEqualTo(shorts);
        assertThat(frame.copy().bytes()).containsExactly(1, 0, -2, -1, -1, 127, 0, -128);
    }

    @Test
    void whatIsNoWholeSamplesIsRefused() {
        assertThatThrownBy(() -> AudioFrame.of(SampleFormat.S16LE, 48_000, 2, ByteBuffer.allocate(6)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("2 channels of pcm_s16le at 48000 Hz from 6 bytes");
        assertThatThrownBy(() -> AudioFrame.of(new float[][] {{1}, {1, 2}}, 48_000))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> AudioFrame.of(new float[0][0], 48_000)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> AudioFrame.of(new float[1][1], 48_000).shorts())
                .isInstanceOf(IllegalStateException.class);
    }

    private static void put(SampleFormat format, ByteBuffer data, double value) {
        if (format.floating()) {
            if (format.bytes() == 4) {
                data.putFloat((float) value);
            } else {
                data.putDouble(value);
            }
            return;
        }
        int bits = format.bytes() * 8;
        long number = (long) (value * Math.scalb(1.0, bits - 1));
        if (format.unsigned()) {
            number += 1L << (bits - 1);
        }
        for (int i = 0; i < format.bytes(); i++) {
            int shift = 8 * (format.order() == java.nio.ByteOrder.BIG_ENDIAN ? format.bytes() - 1 - i : i);
            data.put((byte) (number >>> shift));
        }
    }
}
