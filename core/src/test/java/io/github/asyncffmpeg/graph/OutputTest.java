package io.github.asyncffmpeg.graph;

import static io.github.asyncffmpeg.graph.Position.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.asyncffmpeg.command.FFmpegCommand;
import io.github.asyncffmpeg.error.FFmpegSpecException;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** The options of an output that have names of their own. */
class OutputTest {

    private final Input in = Input.of("in");

    private List<String> options(UnaryOperator<Output> changes) {
        List<String> arguments = FFmpegCommand.of(changes.apply(in.output("o"))).arguments();
        return arguments.subList(2, arguments.size() - 1);
    }

    @Test
    void theUsualOptionsHaveNames() {
        assertThat(options(o -> o.crf(21))).containsExactly("-crf", "21");
        assertThat(options(o -> o.crf(22.5))).containsExactly("-crf", "22.5");
        assertThat(options(o -> o.preset("slow"))).containsExactly("-preset", "slow");
        assertThat(options(o -> o.pixelFormat("yuv420p"))).containsExactly("-pix_fmt", "yuv420p");
        assertThat(options(o -> o.frameRate(25))).containsExactly("-r", "25");
        assertThat(options(Output::noAudio)).containsExactly("-an");
        assertThat(options(Output::noVideo)).containsExactly("-vn");
        assertThat(options(o -> o.frames(1))).containsExactly("-frames:v", "1");
        assertThat(options(o -> o.channels(2))).containsExactly("-ac", "2");
        assertThat(options(o -> o.sampleRate(48_000))).containsExactly("-ar", "48000");
        assertThat(options(o -> o.bitRate("v:0", "2M"))).containsExactly("-b:v:0", "2M");
        assertThat(options(o -> o.bitRate("a", 128_000))).containsExactly("-b:a", "128000");
    }

    @Test
    void theLastCallCounts() {
        assertThat(options(o -> o.crf(21).crf(30).preset("slow").preset("fast")))
                .containsExactly("-crf", "30", "-preset", "fast");
    }

    @Test
    void fastStartKeepsOtherFlags() {
        assertThat(options(Output::fastStart)).containsExactly("-movflags", "+faststart");
        assertThat(options(o -> o.option("movflags", "use_metadata_tags").fastStart()))
                .containsExactly("-movflags", "use_metadata_tags+faststart");
    }

    @Test
    void wantsNumbersAboveZero() {
        for (UnaryOperator<Output> wrong :
                List.<UnaryOperator<Output>>of(o -> o.frames(0), o -> o.channels(-1), o -> o.sampleRate(0))) {
            assertThatThrownBy(() -> options(wrong))
                    .isInstanceOf(FFmpegSpecException.class)
                    .hasMessageContainingAll("output 'o'", "made at", "expected a number above 0");
        }
        assertThatThrownBy(() -> options(o -> o.crf(Double.NaN)))
                .hasMessageContaining("expected a number of at least 0, got NaN");
    }

    @Test
    void oneTrackAndAllTracksAreWrittenDifferently() {
        assertThat(FFmpegCommand.of(in.video(0).output("o", in.audio(0))).arguments())
                .containsExactly("-i", "in", "-map", "0:v:0", "-map", "0:a:0", "o");
        assertThat(FFmpegCommand.of(in.video().output("o", in.audio())).arguments())
                .containsExactly("-i", "in", "-map", "0:v", "-map", "0:a", "o");
    }

    @Test
    void cropHasFFmpegsOrderAndANamedCorner() {
        assertThat(FFmpegCommand.of(in.crop(100, 50, at(3, 4)).output("o")).arguments())
                .contains("[0]crop=100:50:x=3:y=4[s0]");
        assertThat(FFmpegCommand.of(in.crop("iw/2", "ih", at(0, 0), FilterOption.opt("exact", 1))
                                .output("o"))
                        .arguments())
                .contains("[0]crop=iw/2:ih:exact=1:x=0:y=0[s0]");
    }
}
