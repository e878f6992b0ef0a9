package io.github.asyncffmpeg.media;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FFmpegVersionTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ffmpeg version 5.1.9-0+deb12u1 Copyright (c) 2000-2026 | 5.1.9-0+deb12u1 | 5 | 1",
                "ffprobe version 8.0.1 Copyright (c) 2007-2025 | 8.0.1 | 8 | 0",
                "ffplay version n7.1 | n7.1 | 7 | 1",
                "ffmpeg version N-118000-gabcdef Copyright | N-118000-gabcdef | 2147483647 | 0",
                "ffmpeg version git-2024-01-01 Copyright | git-2024-01-01 | 2147483647 | 0",
                "ffmpeg version custom Copyright | custom | 0 | 0",
                "7 | 7 | 7 | 0",
                "7. | 7. | 7 | 0",
                "n6.1.2 | n6.1.2 | 6 | 1",
                "N- | N- | 0 | 0",
                "12345678.9 | 12345678.9 | 123456 | 0",
                "4.12345678 | 4.12345678 | 4 | 123456",
                "ffmpeg version | ffmpeg version | 0 | 0",
            })
    void isReadFromTheFirstLineOrFromTheVersionAlone(String line, String text, int major, int minor) {
        assertThat(FFmpegVersion.parse(line)).isEqualTo(new FFmpegVersion(text, major, minor));
    }
}
