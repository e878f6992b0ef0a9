package io.github.asyncffmpeg.desktop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.asyncffmpeg.frame.AudioFrame;
import io.github.asyncffmpeg.frame.AudioFrames;
import io.github.asyncffmpeg.frame.FrameReader;
import io.github.asyncffmpeg.frame.SampleFormat;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.channels.Channels;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SoundsTest {

    @Test
    void soundOfJavaGoesInAndComesOutAsItWas() throws Exception {
        byte[] samples = new byte[4 * 2500];
        new Random(3).nextBytes(samples);
        AudioInputStream sound = sound(new AudioFormat(48_000, 16, 2, true, false), samples);
        assertThat(Sounds.format(sound)).isEqualTo(SampleFormat.S16LE);
        ByteArrayOutputStream nut = new ByteArrayOutputStream();
        AudioFrames.of(SampleFormat.S16LE).from(Sounds.frames(sound)).writeTo(Channels.newChannel(nut));

        FrameReader<AudioFrame> reader = AudioFrames.of(SampleFormat.S16LE).reader();
        CompletableFuture<Boolean> reading = new CompletableFuture<>();
        new Thread(() -> {
                    try {
                        reader.readFrom(Channels.newChannel(new ByteArrayInputStream(nut.toByteArray())));
                        reading.complete(true);
                    } catch (Throwable e) {
                        reading.completeExceptionally(e);
                    }
                })
                .start();
        try (AudioInputStream back = Sounds.stream(reader)) {
            assertThat(back.getFormat().toString()).isEqualTo(sound.getFormat().toString());
            assertThat(back.readAllBytes()).isEqualTo(samples);
        }
        assertThat(reading.get(60, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void everyPackedFormatHasItsName() {
        assertThat(format(new AudioFormat(8_000, 8, 1, false, true))).isEqualTo(SampleFormat.U8);
        assertThat(format(new AudioFormat(8_000, 24, 1, true, true))).isEqualTo(SampleFormat.S24BE);
        assertThat(format(new AudioFormat(AudioFormat.Encoding.PCM_FLOAT, 8_000, 32, 2, 8, 8_000, false)))
                .isEqualTo(SampleFormat.F32LE);
        assertThatThrownBy(() -> format(new AudioFormat(AudioFormat.Encoding.ULAW, 8_000, 8, 1, 1, 8_000, false)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static SampleFormat format(AudioFormat format) {
        return Sounds.format(sound(format, new byte[0]));
    }

    private static AudioInputStream sound(AudioFormat format, byte[] bytes) {
        return new AudioInputStream(new ByteArrayInputStream(bytes), format, bytes.length / format.getFrameSize());
    }
}
