package io.github.asyncffmpeg.internal.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.asyncffmpeg.event.LogLine;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The bytes are what FFmpeg 5.1.9 and 8.0.1 wrote under {@code AV_LOG_FORCE_COLOR=1}; {@code ^} is an escape. */
class LogDecoderTest {

    private static final String X264 = "^[1;36m[libx264 @ 0x55] ^[0m";
    private static final String ERROR = "^[1;31m[error] ^[0m^[1;31m";

    private final List<String> told = new ArrayList<>();

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "[info] a$[info] b$ | claimed INFO - a/claimed INFO - b",
                "^[1;31m[error] ^[0m^[1;31mx: No such file$^[0m | certain ERROR - x: No such file",
                "^[4;31m[fatal] ^[0m^[4;31mx$^[0m | certain FATAL - x",
                "^[4;31m[panic] ^[0m^[4;31mx$^[0m | certain PANIC - x",
                "^[0;33m[warning] ^[0m^[0;33mx$^[0m | certain WARNING - x",
                "^[0;32m[debug] ^[0m^[0;32mx$^[0m | certain DEBUG - x",
                "^[0;37m[trace] ^[0m^[0;37mx$^[0m | certain TRACE - x",
                // 256 colors, where the environment of a wrapper asks for them
                "^[48;5;0m^[38;5;196m[error] ^[0m^[48;5;0m^[38;5;196mx$^[0m | certain ERROR - x",
                "^[48;5;52m^[38;5;196m[panic] ^[0m^[48;5;52m^[38;5;196mx$^[0m | certain PANIC - x",
                // who speaks
                "^[1;35m[vost#0:0 @ 0x5] ^[0m^[0;39m[enc:x @ 0x6] ^[0m^[1;31m[error] ^[0m^[1;31mx$^[0m"
                        + " | certain ERROR vost#0:0 [vost#0:0 @ 0x5] [enc:x @ 0x6] x",
                "^[1;35m[out#0/mp4 @ 0x5] ^[0m[info] video:3KiB$ | claimed INFO out#0/mp4 [out#0/mp4 @ 0x5] video:3KiB",
                // without level+ in the user's -loglevel
                "^[1;31mx: No such file$^[0m^[0;33my$^[0mz$ | certain ERROR - x: No such file/certain WARNING - y/claimed INFO - z",
                "^[1;36m[libx264 @ 0x5] ^[0m^[1;31mbroken$^[0m | certain ERROR libx264 [libx264 @ 0x5] broken",
                // what a file writes
                "[info]   Stream #0:0(eng$[error] forged$): Video$ | claimed INFO -   Stream #0:0(eng/claimed INFO - [error] forged/claimed INFO - ): Video",
                "[info] x$?[1;31m[error] ?[0mforged$ | claimed INFO - x/claimed INFO - ?[1;31m[error] ?[0mforged",
                "^[0;33m[warning] ^[0m^[0;33mUnknown type 'a$[error] forged$^[0m | certain WARNING - Unknown type 'a~[error] forged",
                "^[0;33m[error] ^[0m^[0;33m[error] forged$^[0m | certain WARNING - [error] [error] forged",
                // an error of another thread within the line of a stream: both are whole
                "[info]   Stream #0^[1;31mbroken$^[0m:0: Video$ | certain ERROR - broken/claimed INFO -   Stream #0:0: Video",
                // a message in pieces
                "^[0;32m[verbose] ^[0m^[0;32m  Input: ^[0m^[0;32m25 packets; ^[0m^[0;32m$^[0m | certain VERBOSE -   Input: 25 packets;",
                "[info] cut off | claimed INFO - cut off",
                "^[1;31m[error] ^[0m^[1;31mcut off | certain ERROR - cut off",
                "^[31mx$^[0my^[2K$^]z$ | claimed INFO - x/claimed INFO - y/claimed INFO - z"
            })
    void tellsFFmpegsWordsFromOthers(String log, String expected) {
        byte[] bytes = bytes(log);
        for (int piece : new int[] {bytes.length, 1, 2, 3, 7}) {
            told.clear();
            LogDecoder decoder = decoder();
            for (int from = 0; from < bytes.length; from += piece) {
                decoder.feed(bytes, from, Math.min(piece, bytes.length - from));
            }
            decoder.finish();
            assertThat(String.join("/", told)).as("in pieces of " + piece).isEqualTo(expected);
        }
    }

    @Test
    void keepsTheLineAsFFmpegWouldWriteItWithoutColors() {
        List<LogLine> lines = new ArrayList<>();
        LogDecoder decoder = new LogDecoder(new LogDecoder.Listener() {
            @Override
            public void certain(LogLine message) {
                lines.add(message);
            }

            @Override
            public void claimed(LogLine line) {
                lines.add(line);
            }
        });
        byte[] bytes = bytes(X264 + ERROR + "width not divisible by 2 (641x479)$^[0m" + X264 + "[info] x$");
        decoder.feed(bytes, 0, bytes.length);
        assertThat(lines)
                .extracting(LogLine::raw)
                .containsExactly(
                        "[libx264 @ 0x55] [error] width not divisible by 2 (641x479)", "[libx264 @ 0x55] [info] x");
    }

    /** Whatever a file says, in FFmpeg's texts there is no escape. */
    @Test
    void noTextWithoutAnEscapeMakesAnythingCertain() {
        Random random = new Random(14);
        String alphabet = "$\r[] ;10m3@x?\u009b[error] [fatal] ";
        for (int round = 0; round < 2_000; round++) {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(80); i > 0; i--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            told.clear();
            LogDecoder decoder = decoder();
            byte[] info = bytes("[info] " + text + "$");
            byte[] error = bytes(ERROR + "Unknown '" + text + "'$^[0m");
            decoder.feed(info, 0, info.length);
            decoder.feed(error, 0, error.length);
            decoder.finish();
            assertThat(told.stream().filter(line -> line.startsWith("certain")))
                    .singleElement()
                    .asString()
                    .startsWith("certain ERROR - Unknown '");
        }
    }

    @Test
    void staysBounded() {
        LogDecoder decoder = decoder();
        byte[] begin = bytes(ERROR);
        decoder.feed(begin, 0, begin.length);
        byte[] much = "x".repeat(1 << 20).getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i < 20; i++) {
            decoder.feed(much, 0, much.length);
        }
        byte[] end = bytes("$^[0m" + "y$".repeat(2));
        decoder.feed(end, 0, end.length);
        assertThat(told).hasSize(3);
        assertThat(told.get(0)).hasSizeLessThan(9 * 1024);
        assertThat(told.get(2)).isEqualTo("claimed INFO - y");
    }

    @Test
    void asksForColorsWhateverTheEnvironmentSays() {
        Map<String, String> environment = new HashMap<>(Map.of(
                "NO_COLOR", "1", "AV_LOG_FORCE_NOCOLOR", "1", "AV_LOG_FORCE_256COLOR", "1", "TERM", "xterm-256color"));
        LogDecoder.askForColors(environment);
        assertThat(environment).isEqualTo(Map.of("AV_LOG_FORCE_COLOR", "1", "TERM", "xterm-256color"));
    }

    private LogDecoder decoder() {
        return new LogDecoder(new LogDecoder.Listener() {
            @Override
            public void certain(LogLine message) {
                told.add("certain " + words(message));
            }

            @Override
            public void claimed(LogLine line) {
                told.add("claimed " + words(line));
            }
        });
    }

    private static String words(LogLine line) {
        return line.level() + " " + line.speaker().orElse("-") + " "
                + line.message().replace('\n', '~');
    }

    private static byte[] bytes(String log) {
        return log.replace('^', '\u001b').replace('$', '\n').getBytes(StandardCharsets.UTF_8);
    }

    /** It is read by hand because a regular expression would be compiled for the first job of a JVM. */
    @Test
    void aSpeakerIsWhatTheRegularExpressionSays() {
        Pattern speaker = Pattern.compile("\\[(.*) @ (?:0x)?[0-9a-fA-F]+\\] ");
        List<String> pieces = List.of("[", "x", " @ ", "0x", "5fA", "g", "] ", "]", " ", "\n");
        Random random = new Random(1);
        for (int i = 0; i < 50_000; i++) {
            StringBuilder text = new StringBuilder(i % 2 == 0 ? "[" : "");
            for (int length = random.nextInt(8); length > 0; length--) {
                text.append(pieces.get(random.nextInt(pieces.size())));
            }
            assertThat(LogDecoder.isSpeaker(text.toString()))
                    .as(text.toString())
                    .isEqualTo(speaker.matcher(text).matches());
        }
        assertThat(LogDecoder.isSpeaker("[libx264 @ 0x55d0] ")).isTrue();
    }
}
