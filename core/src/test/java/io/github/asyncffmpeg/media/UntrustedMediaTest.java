package io.github.asyncffmpeg.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.asyncffmpeg.error.FFmpegSpecException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UntrustedMediaTest {

    private final UntrustedMedia strict = UntrustedMedia.strict();

    @Test
    void nothingThatNamesOtherFilesIsAllowed() {
        assertThat(strict.formats())
                .doesNotContain(
                        "hls", "dash", "concat", "concatf", "imf", "sdp", "rtsp", "rtp", "lavfi", "tty", "xbin",
                        "image2")
                .doesNotContain(
                        "svg_pipe", "ffmetadata", "vobsub", "srt", "tee", "data", "rawvideo", "image2pipe", "avs");
        assertThat(strict.decoders()).doesNotContain("librsvg", "ansi", "xbin", "bintext", "idf");
        assertThat(strict.inputOptions(Path.of("a.mp4"), false))
                .containsSequence("-protocol_whitelist", "file", "-format_whitelist");
    }

    private List<String> allowed(String name, boolean literal) {
        List<String> options = strict.inputOptions(Path.of(name), literal);
        return List.of(options.get(options.indexOf("-format_whitelist") + 1).split(","));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.jpg", "a.PNG", "50% off.jpg", "folder/a.tiff"})
    void aPictureMayBeOpenedByItsName(String name) {
        assertThat(allowed(name, false)).contains("image2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"a%d.jpg", "a%03d.png", "a%*.png", "f%d/a.jpg", "a.Y", "a.raw", "a.svg", "a.mp4", "jpg%d", "a"})
    void aPatternOrAnOddExtensionMayNot(String name) {
        assertThat(allowed(name, false)).doesNotContain("image2");
    }

    @Test
    void aPatternThatIsReadLiterallyIsAPicture() {
        assertThat(allowed("a%03d.png", true)).contains("image2");
        assertThat(allowed("a%03d.svg", true)).doesNotContain("image2");
    }

    @Test
    void valuesOutOfRangeAreRefused() {
        assertThatThrownBy(() -> strict.formats("mov,hls"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("mov,hls");
        assertThatThrownBy(() -> strict.decoders(new String[0])).hasMessageContaining("decoders");
        assertThatThrownBy(() -> strict.maxPixels(0)).hasMessageContaining("maxPixels");
        assertThatThrownBy(() -> strict.maxStreams(0)).hasMessageContaining("maxStreams");
        assertThatThrownBy(() -> strict.maxDuration(Duration.ZERO)).hasMessageContaining("maxDuration");
        assertThatThrownBy(() -> strict.probing(31, Duration.ofSeconds(1))).hasMessageContaining("probeSize");
    }

    @TempDir
    Path folder;

    @Test
    void onlyRegularFilesPass() throws Exception {
        strict.check(Files.writeString(folder.resolve("a.mp4"), ""));
        strict.check(folder.resolve("missing.mp4"));
        assertThatThrownBy(() -> strict.check(folder))
                .isInstanceOf(FFmpegSpecException.class)
                .hasMessageContaining("a folder");
        Path link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("a.mp4"));
        assertThatThrownBy(() -> strict.check(link)).hasMessageContaining("a link");
    }
}
