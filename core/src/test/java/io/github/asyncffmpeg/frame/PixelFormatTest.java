package io.github.asyncffmpeg.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Layouts at a size that nothing divides; what FFmpeg itself writes, FrameRoundTripIT compares. */
class PixelFormatTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "rgb24,       105, 1, 21",
        "yuv420p,     59,  3, 7",
        "nv12,        59,  2, 7",
        "yuv410p,     43,  3, 7",
        "yuyv422,     80,  1, 16",
        "uyyvyy411,   60,  1, 12",
        "monow,       5,   1, 1",
        "rgb4,        20,  1, 4",
        "pal8,        1059, 2, 7",
        "yuva420p,    94,  4, 7",
        "gbrpf32le,   420, 3, 28",
        "p010le,      118, 2, 14",
        "yuv440p12be, 154, 3, 14"
    })
    void aFrameOfSevenByFive(String name, int bytes, int planes, int stride) {
        PixelFormat format = PixelFormat.of(name);
        assertThat(format.frameBytes(7, 5)).isEqualTo(bytes);
        assertThat(format.planes()).isEqualTo(planes);
        assertThat(format.stride(0, 7)).isEqualTo(stride);
        int sum = 0;
        for (int plane = 0; plane < planes; plane++) {
            sum += format.stride(plane, 7) * format.rows(plane, 5);
        }
        assertThat(sum).isEqualTo(bytes);
    }

    @Test
    void aPlaneIsAViewOfTheFrame() {
        VideoFrame frame = VideoFrame.allocate(PixelFormat.YUV420P, 7, 5);
        frame.plane(1).put(0, (byte) 42);
        assertThat(frame.data().get(35)).isEqualTo((byte) 42);
        assertThat(frame.plane(2).remaining()).isEqualTo(12);
        assertThat(frame.stride(2)).isEqualTo(4);
        assertThatThrownBy(() -> frame.plane(3)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void bytesThatAreNoWholeFrameAreRefused() {
        assertThatThrownBy(() -> VideoFrame.of(PixelFormat.RGB24, 7, 5, ByteBuffer.allocate(104)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a frame of 7x5 rgb24 from 104 bytes: expected 105");
        assertThatThrownBy(() -> PixelFormat.RGB24.frameBytes(0, 5)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> PixelFormat.RGBA64LE.frameBytes(65_536, 65_536))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at most 2 GiB");
        assertThatThrownBy(() -> PixelFormat.of("rgb25")).isInstanceOf(IllegalArgumentException.class);
    }
}
