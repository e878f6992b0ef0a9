package io.github.asyncffmpeg.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Whether a frame rate is constant, from the times of packets in the order of the file. */
class FrameTimingTest {

    @Test
    void roundedTimesOfAConstantRateAreConstant() {
        // 30000/1001 frames a second in milliseconds, as Matroska writes them
        FrameTiming timing = of(java.util.stream.LongStream.range(0, 1000)
                .map(frame -> Math.round(frame * 1001 / 30.0))
                .toArray());
        assertThat(timing.isVariable()).isFalse();
        assertThat(timing.frames()).isEqualTo(1000);
        assertThat(timing.shortest()).isEqualTo(33);
        assertThat(timing.longest()).isEqualTo(34);
    }

    @Test
    void framesMayComeInTheOrderOfDecoding() {
        long[] pts = new long[999];
        for (int i = 0; i < 999; i += 3) { // I B B, stored as 2 0 1
            pts[i] = (i + 2) * 512L;
            pts[i + 1] = i * 512L;
            pts[i + 2] = (i + 1) * 512L;
        }
        FrameTiming timing = of(pts);
        assertThat(timing.isVariable()).isFalse();
        assertThat(timing.shortest()).isEqualTo(512);
        assertThat(timing.first()).contains(Duration.ZERO);
        assertThat(timing.last()).contains(Duration.ofMillis(998 * 512));
    }

    @Test
    void oneMissingFrameMakesItVariable() {
        assertThat(of(0, 40, 80, 160, 200).isVariable()).isTrue();
    }

    @Test
    void fewFramesAreNotVariable() {
        assertThat(of(5).isVariable()).isFalse();
        assertThat(of(5, 900).isVariable()).isFalse();
        assertThat(new FrameTiming.Measure().timing()).isEmpty();
    }

    @Test
    void discardedPacketsAndOtherStreamsDoNotCount() {
        FrameTiming.Measure measure = new FrameTiming.Measure();
        measure.add(packet(1, 0, "_D"));
        measure.add(packet(1, 500, "K_"));
        measure.add(packet(2, 501, "K_"));
        measure.add(packet(1, 540, "__"));
        assertThat(measure.timing()).hasValueSatisfying(timing -> {
            assertThat(timing.frames()).isEqualTo(2);
            assertThat(timing.streamIndex()).isEqualTo(1);
            assertThat(timing.longest()).isEqualTo(40);
        });
    }

    private static FrameTiming of(long... pts) {
        FrameTiming.Measure measure = new FrameTiming.Measure();
        for (long each : pts) {
            measure.add(packet(0, each, "__"));
        }
        return measure.timing().orElseThrow();
    }

    private static PacketInfo packet(int stream, long pts, String flags) {
        Map<String, String> fields = Map.of(
                "stream_index",
                Integer.toString(stream),
                "pts",
                Long.toString(pts),
                "pts_time",
                pts / 1000 + ".%03d000".formatted(pts % 1000),
                "flags",
                flags);
        return new PacketInfo(new ProbeSection(fields, Map.of(), Map.of()));
    }
}
