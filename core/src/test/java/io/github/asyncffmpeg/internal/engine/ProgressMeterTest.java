package io.github.asyncffmpeg.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.asyncffmpeg.event.AnnouncedStream;
import io.github.asyncffmpeg.event.InputAnnounced;
import io.github.asyncffmpeg.event.OutputAnnounced;
import io.github.asyncffmpeg.event.Progress;
import io.github.asyncffmpeg.event.StreamsMapped;
import io.github.asyncffmpeg.graph.StreamSpec;
import io.github.asyncffmpeg.internal.compile.CompiledCommand;
import io.github.asyncffmpeg.internal.log.ProgressDecoder;
import io.github.asyncffmpeg.media.Medium;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

class ProgressMeterTest {

    private final AtomicLong clock = new AtomicLong(-5);

    private ProgressMeter meter(int pass, int passes) {
        return new ProgressMeter(
                CompiledCommand.of(StreamSpec.ofArguments(List.of("-i", "in.mp4", "out.mp4")))
                        .lengths(),
                pass,
                passes,
                clock::get);
    }

    private static ProgressMeter taught(ProgressMeter meter) {
        return taught(meter, "mov", Duration.ZERO);
    }

    private static ProgressMeter taught(ProgressMeter meter, String format, Duration start) {
        AnnouncedStream video = new AnnouncedStream(
                0,
                Optional.of(Medium.VIDEO),
                "h264",
                "",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                OptionalDouble.of(25),
                Optional.empty(),
                OptionalInt.empty(),
                Optional.empty(),
                OptionalLong.empty(),
                OptionalDouble.empty(),
                Set.of(),
                Map.of());
        meter.learn(new InputAnnounced(
                0,
                List.of(format),
                "in.mp4",
                Optional.of(Duration.ofSeconds(10)),
                false,
                Optional.of(start),
                OptionalLong.empty(),
                Map.of(),
                List.of(video),
                ""));
        meter.learn(new StreamsMapped(List.of(new StreamsMapped.Mapping("#0:0", "#0:0", "copy")), ""));
        return meter;
    }

    private static Progress at(String micros, String state) {
        List<Progress> blocks = new ArrayList<>();
        ProgressDecoder decoder = new ProgressDecoder(blocks::add);
        decoder.line("out_time_us=" + micros);
        decoder.line("progress=" + state);
        return blocks.get(0);
    }

    @Test
    void nothingIsKnownBeforeTheAnnouncements() {
        assertThat(meter(1, 1).measured(at("5000000", "continue")).fraction()).isEmpty();
    }

    @Test
    void neverGoesBackAndIsOneOnlyAtTheEndOfAllWork() {
        ProgressMeter meter = taught(meter(1, 1));
        assertThat(meter.measured(at("N/A", "continue")).fraction()).hasValue(0);
        assertThat(meter.measured(at("5000000", "continue")).fraction()).hasValue(0.5);
        Progress flushing = meter.measured(at("N/A", "continue"));
        assertThat(flushing.fraction()).hasValue(0.5);
        assertThat(flushing.outTime()).contains(Duration.ofSeconds(5));
        assertThat(meter.measured(at("4000000", "continue")).fraction()).hasValue(0.5);
        assertThat(meter.measured(at("12000000", "continue")).fraction().orElseThrow())
                .isGreaterThan(0.99)
                .isLessThan(1);
        Progress last = meter.last(at("2000000", "end"), true);
        assertThat(last.fraction()).hasValue(1);
        assertThat(last.timeLeft()).contains(Duration.ZERO);
        assertThat(last.outTime()).contains(Duration.ofSeconds(12));
    }

    /** FFmpeg 5.1 says of an MP4 from 5 s to 15 s that it has 15, and 8.0 that it has 10; of Matroska both say 15. */
    @Test
    void aFileThatBeginsLateMayCountItsLengthFromZero() {
        Progress half = at("5000000", "continue");
        for (String format : List.of("mov", "matroska")) {
            ProgressMeter late = taught(meter(1, 1), format, Duration.ofSeconds(5));
            assertThat(late.measured(half).fraction()).isEmpty();
            ProgressMeter usual = taught(meter(1, 1), format, Duration.ofMillis(80));
            assertThat(usual.measured(half).fraction()).hasValue(0.5);
        }
        ProgressMeter ts = taught(meter(1, 1), "mpegts", Duration.ofMillis(1_400));
        assertThat(ts.measured(half).fraction()).hasValue(0.5);
    }

    /** FFmpeg 5.1 names no pad of an overlay, and 8.0 does. */
    @Test
    void anOpenPadIsFedWithAndWithoutItsName() {
        for (String pad : List.of("scale (graph 0)", "scale:default (graph 0)", "scale:default", "scale")) {
            ProgressMeter meter = taught(new ProgressMeter(
                    CompiledCommand.of(StreamSpec.ofArguments(
                                    List.of("-i", "in.mp4", "-filter_complex", "scale=2:2", "out.mp4")))
                            .lengths(),
                    1,
                    1,
                    clock::get));
            meter.learn(new StreamsMapped(List.of(new StreamsMapped.Mapping("#0:0", pad, "h264")), ""));
            assertThat(meter.measured(at("5000000", "continue")).fraction()).hasValue(0.5);
        }
    }

    @Test
    void aForgedNumberOfAnOutputCostsNothing() {
        ProgressMeter meter = taught(meter(1, 1));
        meter.learn(new OutputAnnounced(999_999, "mp4", "x", Map.of(), List.of(), ""));
        for (int i = 0; i < 1_000; i++) {
            meter.learn(new OutputAnnounced(999_000 + i, "mp4", "x", Map.of(), List.of(), ""));
        }
        Assertions.assertTimeout(Duration.ofSeconds(5), () -> {
            for (int i = 0; i < 1_000; i++) {
                meter.learn(new OutputAnnounced(999_000 + i, "mp4", "x", Map.of(), List.of(), ""));
                assertThat(meter.measured(at("5000000", "continue")).fraction()).hasValue(0.5);
            }
        });
    }

    @Test
    void isNotOneWhenTheRunWasStopped() {
        ProgressMeter meter = taught(meter(1, 1));
        Progress last = meter.last(at("5000000", "end"), false);
        assertThat(last.fraction()).hasValue(0.5);
        assertThat(last.timeLeft()).isEmpty();
    }

    @Test
    void tellsTheTimeLeftByThePaceOfLate() {
        ProgressMeter meter = taught(meter(1, 1));
        assertThat(meter.measured(at("0", "continue")).timeLeft()).isEmpty();
        clock.addAndGet(TimeUnit.SECONDS.toNanos(2));
        assertThat(millisLeft(meter.measured(at("1000000", "continue")))).isCloseTo(18_000, within(50L));
        for (int i = 0; i < 20; i++) { // from now on twice as fast: what is long past no longer counts
            clock.addAndGet(TimeUnit.SECONDS.toNanos(1));
            meter.measured(at(String.valueOf(1_000_000 + i * 250_000), "continue"));
        }
        clock.addAndGet(TimeUnit.SECONDS.toNanos(1));
        assertThat(millisLeft(meter.measured(at("6000000", "continue")))).isCloseTo(16_000, within(200L));
    }

    private static long millisLeft(Progress block) {
        return block.timeLeft().orElseThrow().toMillis();
    }

    @Test
    void aPassHasItsShareOfTheWhole() {
        ProgressMeter first = taught(meter(1, 2));
        assertThat(first.measured(at("5000000", "continue")).fraction()).hasValue(0.25);
        assertThat(first.last(at("10000000", "end"), true).fraction()).hasValue(0.5);
        ProgressMeter second = taught(meter(2, 2));
        assertThat(second.measured(at("0", "continue")).fraction()).hasValue(0.5);
        assertThat(second.last(at("10000000", "end"), true).fraction()).hasValue(1);
    }
}
