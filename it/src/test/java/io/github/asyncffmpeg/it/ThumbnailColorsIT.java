package io.github.asyncffmpeg.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.asyncffmpeg.FFmpeg;
import io.github.asyncffmpeg.frames.FFmpegFrames.Seek;
import io.github.asyncffmpeg.it.harness.BothFFmpegs;
import io.github.asyncffmpeg.it.harness.FFmpegs.Installation;
import io.github.asyncffmpeg.it.harness.Workbench;
import io.github.asyncffmpeg.testkit.LeakExtension;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Readers of JPEG files expect one matrix and the full range, whatever the video has. */
@Tag("media")
@Tag("long")
class ThumbnailColorsIT {

    @RegisterExtension
    final LeakExtension leaks = new LeakExtension();

    private static final Color GREEN = new Color(0x20, 0xc0, 0x40);

    @BothFFmpegs
    void thumbnailsHaveTheColorsOfTheVideo(Installation installation) throws Exception {
        Workbench bench = new Workbench(installation, leaks);
        for (String size : List.of("1280x720", "1920x1080")) {
            for (String matrix : List.of("bt709", "bt601")) {
                for (String range : List.of("tv", "pc")) {
                    Path film = film(bench, size, matrix, range);
                    for (String codec : List.of("mjpeg", "png")) {
                        byte[] picture =
                                bench.ffmpeg().frames().thumbnail(film, Duration.ZERO, Seek.ACCURATE, 320, codec);
                        assertIsGreen(picture, film.getFileName() + " as " + codec);
                    }
                }
            }
        }
    }

    private static Path film(Workbench bench, String size, String matrix, String range) throws Exception {
        Path film = bench.file(size + "-" + matrix + "-" + range + ".mp4");
        String tag = matrix.equals("bt601") ? "smpte170m" : matrix;
        bench.run(FFmpeg.input("color=0x20c040:d=0.2:s=" + size + ",format=rgb24")
                .format("lavfi")
                .output(film)
                .option(
                        "vf",
                        "scale=out_color_matrix=" + matrix + ":out_range=" + range + ",format=yuv420p,setparams=range="
                                + range + ":colorspace=" + tag)
                .option("c:v", "libx264")
                .option("preset", "ultrafast")
                .option("crf", 1)
                .option("colorspace", tag)
                .option("color_range", range));
        return film;
    }

    private static void assertIsGreen(byte[] picture, String what) throws Exception {
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(picture));
        Color color = new Color(image.getRGB(100, 100));
        assertThat(List.of(
                        Math.abs(color.getRed() - GREEN.getRed()),
                        Math.abs(color.getGreen() - GREEN.getGreen()),
                        Math.abs(color.getBlue() - GREEN.getBlue())))
                .as(what + ": " + color)
                .allMatch(difference -> difference <= 4);
    }
}
