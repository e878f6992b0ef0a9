package io.github.asyncffmpeg.internal.secret;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StableUrlsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            value = {
                "https://h/a.mp4?X-Amz-Date=1&X-Amz-Expires=9&X-Amz-Signature=ab&versionId=7 > https://h/a.mp4?versionId=7",
                "https://h/a.mp4?versionId=7&Expires=12&Signature=a%2Fb&Key-Pair-Id=K > https://h/a.mp4?versionId=7",
                "https://h/a.mp4?sv=2020&se=2026-01-01&sig=abc%3D&sp=r > https://h/a.mp4?sv=2020",
                "https://h/a.mp4?token=abc > https://h/a.mp4",
                "https://h/a.mp4?token=abc#t=1 > https://h/a.mp4#t=1",
                "https://h/a.mp4?file=b&w=7 > https://h/a.mp4?file=b&w=7",
                "https://h/a.mp4?asset=1&token > https://h/a.mp4?asset=1",
                "select=expr?x > select=expr?x"
            })
    void leavesOutWhatASignatureChanges(String url, String stable) {
        assertThat(StableUrls.of(url)).isEqualTo(stable);
    }
}
