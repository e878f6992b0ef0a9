package io.github.asyncffmpeg.internal.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.asyncffmpeg.event.Progress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProgressDecoderTest {

    private static final String ENCODE_5_1 = """
            frame=25
            fps=24.50
            stream_0_0_q=28.0
            bitrate= 195.6kbits/s
            total_size=48
            out_time_us=1960000
            out_time_ms=1960000
            out_time=00:00:01.960000
            dup_frames=1
            drop_frames=2
            speed=1.01x
            progress=continue""";

    private static final String FIRST_8_0 = """
            frame=0
            fps=0.00
            stream_0_0_q=0.0
            bitrate=N/A
            total_size=N/A
            out_time_us=N/A
            out_time_ms=N/A
            out_time=N/A
            dup_frames=0
            drop_frames=0
            speed=N/A
            progress=continue""";

    private final List<Progress> blocks = new ArrayList<>();
    private final ProgressDecoder decoder = new ProgressDecoder(blocks::add);

    @Test
    void readsABlockOfAnEncode() {
        ENCODE_5_1.lines().forEach(decoder::line);
        assertThat(blocks)
                .containsExactly(new Progress(
                        OptionalLong.of(25),
                        OptionalDouble.of(24.5),
                        Optional.of(Duration.ofMillis(1960)),
                        OptionalLong.of(48),
                        OptionalDouble.of(195_600),
                        OptionalDouble.of(1.01),
                        1,
                        2,
                        OptionalDouble.empty(),
                        Optional.empty(),
                        false,
                        ENCODE_5_1));
        assertThat(blocks.get(0).hasOutput()).isTrue();
    }

    @Test
    void leavesEmptyWhatFFmpegDoesNotKnow() {
        FIRST_8_0.lines().forEach(decoder::line);
        Progress block = blocks.get(0);
        assertThat(block.outTime()).isEmpty();
        assertThat(block.totalSize()).isEmpty();
        assertThat(block.bitRate()).isEmpty();
        assertThat(block.speed()).isEmpty();
        assertThat(block.frame()).hasValue(0);
        assertThat(block.hasOutput()).isFalse();
    }

    @Test
    void takesTheNegativeTimeOfAStreamCopyAndKeysItDoesNotKnow() {
        List.of("a_new_key=x=y", "out_time_us=-79922", "no key", "=", "progress=end")
                .forEach(decoder::line);
        Progress block = blocks.get(0);
        assertThat(block.outTime()).contains(Duration.ofNanos(-79_922_000));
        assertThat(block.frame()).isEmpty();
        assertThat(block.last()).isTrue();
        assertThat(block.hasOutput()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"1.01x, 1.01", "' 285x', 285", "9.44e+03x, 9440", "1.2e-05x, 0.000012"})
    void readsEverySpeedAloneAndAmidALog(String value, double speed) {
        decoder.line("speed=" + value);
        decoder.line("progress=continue");
        assertThat(decoder.mixedLine("speed=" + value)).isTrue();
        assertThat(decoder.mixedLine("progress=end")).isTrue();
        assertThat(blocks).extracting(Progress::speed).containsOnly(OptionalDouble.of(speed));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0", "0.1", "24.50", "1234567.8901234", "99999999999999.9", "123456789012345678901", ".5", "-0.25",
                "1e3", "0.1.2", ".", "5.", "", "NaN", "Infinity", "0x1p3"
            })
    void readsADecimalAsTheJdkDoes(String text) {
        decoder.line("fps=" + text);
        decoder.line("progress=end");
        OptionalDouble expected;
        try {
            double number = Double.parseDouble(text);
            expected = Double.isFinite(number) ? OptionalDouble.of(number) : OptionalDouble.empty();
        } catch (NumberFormatException none) {
            expected = OptionalDouble.empty();
        }
        assertThat(blocks.get(0).fps()).isEqualTo(expected);
    }

    @Test
    void takesTheLaterOfTwoValuesAndKeepsBothInTheRawBlock() {
        List.of("frame=1", "frame =2 ", "progress=continue").forEach(decoder::line);
        assertThat(blocks.get(0).frame()).hasValue(2);
        assertThat(blocks.get(0).raw()).isEqualTo("frame=1\nframe =2 \nprogress=continue");
    }

    @Test
    void findsKeysThatAreGluedToALogPrefix() {
        assertThat(decoder.mixedLine("[Parsed_ashowinfo_0 @ 0x55] frame=22")).isTrue();
        assertThat(decoder.mixedLine("[info] out_time_us=500000")).isTrue();
        assertThat(decoder.mixedLine("progress=continue")).isTrue();
        assertThat(blocks.get(0).frame()).hasValue(22);
        assertThat(blocks.get(0).outTime()).contains(Duration.ofMillis(500));
    }

    @Test
    void takesABlockThatALogLineIsInTheMidstOf() {
        List<String> log = new ArrayList<>();
        for (String line :
                ENCODE_5_1.replace("fps=", "[x @ 0x1] [info] a line\nfps=").split("\n")) {
            if (!decoder.mixedLine(line)) {
                log.add(line);
            }
        }
        assertThat(log).containsExactly("[x @ 0x1] [info] a line");
        assertThat(blocks.get(0).raw()).isEqualTo(ENCODE_5_1);
    }

    @Test
    void isInStepAgainAfterTheEndOfABrokenBlock() {
        List.of("out_time=00:00", "progress=continue").forEach(decoder::mixedLine);
        ENCODE_5_1.lines().forEach(decoder::mixedLine);
        assertThat(blocks).hasSize(2);
        assertThat(blocks.get(1).frame()).hasValue(25);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[info]     title           : a=b",
                "[info] frame=twelve",
                "[info] progress=soon",
                "[error] Error setting option frame=1 to 2",
                "xframe=22",
                "no equals sign"
            })
    void leavesTheLogItsLines(String line) {
        assertThat(decoder.mixedLine(line)).isFalse();
    }

    @Test
    void holdsAndEndsABlockThatHasTooManyKeys() {
        for (int i = 0; i < 100_000; i++) {
            decoder.line("key" + i + "=x");
        }
        decoder.line("progress=end");
        assertThat(blocks).hasSize(1);
        assertThat(blocks.get(0).raw().length()).isLessThan(10_000);
    }

    @Test
    void neverThrowsOnGarbage() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        String[] starts = {"", "frame=", "out_time_us=", "speed=", "progress=", "[x @ 0x1] bitrate="};
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = new byte[random.nextInt(24)];
            random.nextBytes(bytes);
            String line = starts[random.nextInt(starts.length)] + new String(bytes, StandardCharsets.UTF_8);
            try {
                decoder.line(line);
                decoder.mixedLine(line);
                LogLines.parse(line);
            } catch (RuntimeException e) {
                throw new AssertionError("seed " + seed + ": " + line, e);
            }
        }
    }

    @Test
    void takesNumbersThatAreNone() {
        List.of("frame=99999999999999999999", "out_time_us=9223372036854775807", "fps=NaN", "speed=Infinityx")
                .forEach(decoder::line);
        decoder.line("progress=end");
        Progress block = blocks.get(0);
        assertThat(block.frame()).isEmpty();
        assertThat(block.fps()).isEmpty();
        assertThat(block.speed()).isEmpty();
        assertThat(block.outTime().orElseThrow()).isPositive();
    }
}
