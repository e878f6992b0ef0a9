package io.github.asyncffmpeg.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.asyncffmpeg.desktop.Images;
import io.github.asyncffmpeg.desktop.Sounds;
import io.github.asyncffmpeg.frame.AudioFrame;
import io.github.asyncffmpeg.frame.AudioFrames;
import io.github.asyncffmpeg.frame.FrameReader;
import io.github.asyncffmpeg.frame.PixelFormat;
import io.github.asyncffmpeg.frame.SampleFormat;
import io.github.asyncffmpeg.frame.VideoFrames;
import io.github.asyncffmpeg.it.harness.EachFFmpeg;
import io.github.asyncffmpeg.it.harness.FFmpegs.Installation;
import io.github.asyncffmpeg.testkit.LeakExtension;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Images and sound of java.desktop, from FFmpeg and into it. */
@Tag("media")
class DesktopFramesIT {

    @RegisterExtension
    final LeakExtension leaks = new LeakExtension();

    @EachFFmpeg
    void imagesFromFFmpegHaveItsColours(Installation installation) throws Exception {
        FramePipe pipe = new FramePipe(installation, leaks.tempDirectory());
        for (String format : List.of("bgr24", "bgra", "bgr0", "abgr")) {
            List<BufferedImage> images = new ArrayList<>();
            pipe.take(
                    List.of(
                            "-f",
                            "lavfi",
                            "-i",
                            "color=c=0x102030:s=34x18:r=25",
                            "-frames:v",
                            "2",
                            "-sws_flags",
                            "bitexact"),
                    VideoFrames.of(PixelFormat.of(format)).each(frame -> images.add(Images.image(frame))));
            assertThat(images).hasSize(2).allSatisfy(image -> {
                assertThat(image.getWidth()).isEqualTo(34);
                int rgb = image.getRGB(33, 17);
                // by way of yuv, which color makes: one step off is no fault
                assertThat((rgb >> 16) & 0xff).as(format).isBetween(0x0e, 0x12);
                assertThat((rgb >> 8) & 0xff).as(format).isBetween(0x1e, 0x22);
                assertThat(rgb & 0xff).as(format).isBetween(0x2e, 0x32);
            });
        }
    }

    @EachFFmpeg
    void imagesOfTheProgramReachFFmpegPixelByPixel(Installation installation) throws Exception {
        FramePipe pipe = new FramePipe(installation, leaks.tempDirectory());
        BufferedImage image = new BufferedImage(33, 17, BufferedImage.TYPE_INT_ARGB);
        for (int y = 0; y < 17; y++) {
            for (int x = 0; x < 33; x++) {
                image.setRGB(x, y, 0xff000000 | ((x * 7) << 16) | ((y * 15) << 8) | (x ^ y));
            }
        }
        byte[] png = pipe.give(
                VideoFrames.of(PixelFormat.BGR24).rate(1).from(Images.frames(PixelFormat.BGR24, List.of(image))),
                "-f",
                "image2pipe",
                "-c:v",
                "png",
                "-pix_fmt",
                "rgb24",
                "-");
        BufferedImage back = ImageIO.read(new ByteArrayInputStream(png));
        assertThat(back.getRGB(0, 0, 33, 17, null, 0, 33)).isEqualTo(image.getRGB(0, 0, 33, 17, null, 0, 33));
    }

    @EachFFmpeg
    void soundFromFFmpegIsWhatItWritesToAFile(Installation installation) throws Exception {
        FramePipe pipe = new FramePipe(installation, leaks.tempDirectory());
        FrameReader<AudioFrame> reader =
                AudioFrames.of(SampleFormat.S16LE).rate(44_100).channels(2).reader();
        CompletableFuture<byte[]> heard = new CompletableFuture<>();
        new Thread(() -> {
                    try (AudioInputStream sound = Sounds.stream(reader)) {
                        heard.complete(sound.readAllBytes());
                    } catch (Throwable e) {
                        heard.completeExceptionally(e);
                    }
                })
                .start();
        pipe.take(
                List.of("-f", "lavfi", "-i", "sine=r=44100:d=0.5,aformat=cl=stereo"),
                reader,
                "-ac",
                "2",
                "-c:a",
                "pcm_s16le",
                "tone.wav");
        byte[] sound = heard.get(60, TimeUnit.SECONDS);
        try (AudioInputStream file =
                AudioSystem.getAudioInputStream(pipe.file("tone.wav").toFile())) {
            assertThat(sound).hasSize(44_100 * 2).isEqualTo(file.readAllBytes());
        }
        try (AudioInputStream file =
                AudioSystem.getAudioInputStream(pipe.file("tone.wav").toFile())) {
            byte[] raw = pipe.give(AudioFrames.of(Sounds.format(file)).from(Sounds.frames(file)), "-f", "s16le", "-");
            assertThat(raw).isEqualTo(sound);
        }
    }
}
