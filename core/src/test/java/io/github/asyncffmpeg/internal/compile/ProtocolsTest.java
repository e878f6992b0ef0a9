package io.github.asyncffmpeg.internal.compile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ProtocolsTest {

    private static final Pattern PROTOCOL = Pattern.compile("[A-Za-z][A-Za-z0-9+.,_-]+:.*", Pattern.DOTALL);

    @Test
    void aProtocolIsTwoLettersOrMoreBeforeAColon() {
        assertThat(Protocols.isIn("rtmp://host/live")).isTrue();
        assertThat(Protocols.isIn("pipe:1")).isTrue();
        assertThat(Protocols.isIn("C:\\out.mp4")).isFalse();
        assertThat(Protocols.isIn("out.mp4")).isFalse();
        assertThat(Protocols.isIn("8bit:x")).isFalse();
        assertThat(Protocols.isIn(":x")).isFalse();
        assertThat(Protocols.isIn("")).isFalse();
    }

    /** It is read by hand because a regular expression costs the first job of a JVM more than the rest of the command. */
    @Test
    void itIsWhatTheRegularExpressionSays() {
        Random random = new Random(1);
        String letters = "aZ9+.,_-:/ é\n";
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int length = random.nextInt(6); length > 0; length--) {
                text.append(letters.charAt(random.nextInt(letters.length())));
            }
            assertThat(Protocols.isIn(text.toString()))
                    .as(text.toString())
                    .isEqualTo(PROTOCOL.matcher(text).matches());
        }
    }
}
