package io.github.asyncffmpeg.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.asyncffmpeg.event.FFmpegEvent;
import io.github.asyncffmpeg.event.InputAnnounced;
import io.github.asyncffmpeg.event.OutputAnnounced;
import io.github.asyncffmpeg.event.Progress;
import io.github.asyncffmpeg.event.StreamsMapped;
import io.github.asyncffmpeg.graph.StreamSpec;
import io.github.asyncffmpeg.internal.compile.CompiledCommand;
import io.github.asyncffmpeg.internal.log.AnnouncedFiles;
import io.github.asyncffmpeg.internal.log.AnnouncementDecoder;
import io.github.asyncffmpeg.internal.log.LogLines;
import io.github.asyncffmpeg.internal.log.ProgressDecoder;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/**
 * Any number that a file can make FFmpeg announce, at the ends of what a number can be: nothing is thrown, no announcement
 * and no report of progress is lost. {@code -Dfuzz.seed=7} tries others.
 */
class AnnouncedNumbersTest {

    private static final List<String> ENDS = List.of(
            "0",
            "1",
            "-1",
            "2147483647",
            "2147483648",
            "-2147483648",
            "4294967296",
            "9223372036854775807",
            "9223372036854775808",
            "-9223372036854775808",
            "18446744073709551615",
            "1e308",
            "1e309",
            "-1e309",
            "4.9e-324",
            "nan",
            "inf",
            "-inf",
            "N/A",
            "",
            "9".repeat(400));

    private final long seed = Long.getLong("fuzz.seed", System.nanoTime());
    private final Random random = new Random(seed);

    private String number() {
        return switch (random.nextInt(4)) {
            case 0 -> String.valueOf(random.nextInt(10_000));
            case 1 -> new BigInteger(random.nextInt(1, 80), random).toString();
            case 2 -> random.nextInt(1_000) + "." + random.nextInt(1_000_000);
            default -> ENDS.get(random.nextInt(ENDS.size()));
        };
    }

    private String time() {
        return random.nextInt(4) == 0 ? number() : number() + ":" + number() + ":" + number();
    }

    private List<String> announcements() {
        String stream = ": Video: h264 (High) (avc1 / 0x31637661), yuv420p(tv), " + number() + "x" + number()
                + " [SAR " + number() + ":" + number() + " DAR " + number() + ":" + number() + "], " + number()
                + " kb/s, " + number() + " fps, " + number() + " tbr, " + number() + "k tbn (default)";
        String sound = ": Audio: aac (LC), " + number() + " Hz, " + number() + " channels, fltp, " + number() + " kb/s";
        return List.of(
                "[info] Input #0, mov,mp4, from 'in.mp4':",
                "[info]   Duration: " + time() + ", start: " + number() + ", bitrate: " + number() + " kb/s",
                "[info]   Stream #0:0(und)" + stream,
                "[info]       displaymatrix: rotation of " + number() + " degrees",
                "[info]   Stream #0:1" + sound,
                "[info] Stream mapping:",
                "[info]   Stream #0:0 -> #0:0 (h264 (native) -> h264 (libx264))",
                "[info] Output #0, mp4, to 'out.mp4':",
                "[info]   Stream #0:0" + stream);
    }

    private Progress progress(String state) {
        List<Progress> blocks = new ArrayList<>();
        ProgressDecoder decoder = new ProgressDecoder(blocks::add);
        for (String key :
                List.of("frame", "fps", "stream_0_0_q", "total_size", "out_time_us", "dup_frames", "drop_frames")) {
            decoder.line(key + "=" + number());
        }
        decoder.line("bitrate=" + number() + "kbits/s");
        decoder.line("out_time=" + time());
        decoder.line("speed=" + number() + "x");
        decoder.line("progress=" + state);
        assertThat(blocks).as("seed %d", seed).hasSize(1);
        return blocks.get(0);
    }

    @Test
    void overflowNothingAndLoseNothing() {
        AtomicLong clock = new AtomicLong();
        for (int round = 0; round < 1_000; round++) {
            List<String> lines = announcements();
            String place = "seed " + seed + ", round " + round + ": " + String.join("\n", lines);
            ProgressMeter meter = new ProgressMeter(
                    CompiledCommand.of(StreamSpec.ofArguments("-i", "in.mp4", "-t", "10", "out.mp4"))
                            .lengths(),
                    1,
                    1 + random.nextInt(2),
                    clock::get);
            try {
                List<FFmpegEvent> told = told(lines);
                assertThat(told)
                        .as(place)
                        .extracting(Object::getClass)
                        .containsExactly(List.of(InputAnnounced.class, StreamsMapped.class, OutputAnnounced.class)
                                .toArray(Class<?>[]::new));
                assertThat(((InputAnnounced) told.get(0)).streams()).as(place).hasSize(2);
                told.forEach(meter::learn);
                for (int i = 0; i < 4; i++) {
                    clock.addAndGet(TimeUnit.MILLISECONDS.toNanos(random.nextInt(2_000)));
                    assertIsSane(meter.measured(progress("continue")), place);
                }
                assertIsSane(meter.last(progress("end"), random.nextBoolean()), place);
            } catch (RuntimeException e) {
                throw new AssertionError(place, e);
            }
        }
    }

    private static List<FFmpegEvent> told(List<String> lines) {
        List<FFmpegEvent> told = new ArrayList<>();
        AnnouncementDecoder decoder =
                new AnnouncementDecoder(told::add, new AnnouncedFiles(List.of("in.mp4"), List.of("out.mp4"), true));
        lines.forEach(line -> decoder.line(LogLines.parse(line)));
        decoder.finish();
        return told;
    }

    private static void assertIsSane(Progress progress, String place) {
        progress.fraction().ifPresent(fraction -> assertThat(fraction).as(place).isBetween(0.0, 1.0));
        progress.timeLeft().ifPresent(left -> assertThat(left).as(place).isGreaterThanOrEqualTo(Duration.ZERO));
        assertThat(progress.toString()).isNotEmpty();
    }
}
