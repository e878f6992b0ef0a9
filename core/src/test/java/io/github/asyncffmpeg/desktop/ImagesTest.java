package io.github.asyncffmpeg.desktop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.asyncffmpeg.frame.PixelFormat;
import io.github.asyncffmpeg.frame.VideoFrame;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImagesTest {

    /** One pixel of 0x112233, as the bytes of a frame have it. */
    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "bgr24, 332211, ff112233",
        "bgra,  33221144, 44112233",
        "bgr0,  332211ff, ff112233",
        "abgr,  44332211, 44112233"
    })
    void aFrameIsAnImageOfItsColours(String format, String bytes, String argb) {
        VideoFrame frame = VideoFrame.of(
                PixelFormat.of(format), 1, 1, java.util.HexFormat.of().parseHex(bytes));
        assertThat(Integer.toHexString(Images.image(frame).getRGB(0, 0))).isEqualTo(argb);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bgr24", "bgra", "abgr", "gray", "gray16le"})
    void anImageComesBackAsItWas(String name) {
        PixelFormat format = PixelFormat.of(name);
        VideoFrame frame = VideoFrame.allocate(format, 5, 3);
        for (int i = 0; i < frame.data().limit(); i++) {
            frame.data().put(i, (byte) (i * 7));
        }
        VideoFrame back = VideoFrame.allocate(format, 5, 3);
        Images.copy(Images.image(frame), back);
        assertThat(back.bytes()).isEqualTo(frame.bytes());
    }

    @Test
    void imagesOfAnyTypeAreDrawnOver() {
        BufferedImage rgb = new BufferedImage(2, 1, BufferedImage.TYPE_INT_RGB);
        rgb.setRGB(0, 0, 0x112233);
        BufferedImage part = new BufferedImage(9, 9, BufferedImage.TYPE_3BYTE_BGR).getSubimage(3, 3, 2, 1);
        part.setRGB(1, 0, 0x445566);
        List<byte[]> all = new ArrayList<>();
        Images.frames(PixelFormat.BGR24, List.of(rgb, part)).forEach(frame -> all.add(frame.bytes()));
        assertThat(all.get(0)).containsExactly(0x33, 0x22, 0x11, 0, 0, 0);
        assertThat(all.get(1)).containsExactly(0, 0, 0, 0x66, 0x55, 0x44);
    }

    @Test
    void whatDoesNotFitIsRefused() {
        VideoFrame frame = VideoFrame.allocate(PixelFormat.BGR24, 2, 2);
        assertThatThrownBy(() -> Images.copy(frame, new BufferedImage(2, 3, BufferedImage.TYPE_3BYTE_BGR)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Images.copy(new BufferedImage(2, 3, BufferedImage.TYPE_3BYTE_BGR), frame))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("an image of 2x3 into a frame: expected 2x2");
        assertThatThrownBy(() -> Images.image(VideoFrame.allocate(PixelFormat.YUV420P, 2, 2)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected one of [abgr, bgr0, bgr24, bgra, gray, gray16le]");
    }
}
