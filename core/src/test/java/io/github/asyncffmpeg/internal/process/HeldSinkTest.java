package io.github.asyncffmpeg.internal.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class HeldSinkTest {

    private final ByteArrayOutputStream handedOn = new ByteArrayOutputStream();
    private final HeldSink sink = new HeldSink((bytes, offset, count) -> handedOn.write(bytes, offset, count));

    private void report(String text) {
        byte[] bytes = ("--" + text + "--").getBytes(StandardCharsets.UTF_8);
        sink.accept(bytes, 2, bytes.length - 4);
    }

    @Test
    void handsOnNothingUntilItMay() {
        report("frame=1\n");
        report("progress=continue\n");
        assertThat(handedOn.size()).isZero();
        sink.release();
        assertThat(handedOn).hasToString("frame=1\nprogress=continue\n");
        sink.release();
        assertThat(handedOn).hasToString("frame=1\nprogress=continue\n");
    }

    @Test
    void keepsAllOfAFloodAndWhatComesAfterIt() {
        String much = "x".repeat(200_000);
        report(much);
        report("y");
        sink.release();
        report("z");
        sink.release();
        assertThat(handedOn).hasToString(much + "yz");
    }
}
