package io.github.asyncffmpeg.internal.compile;

import static io.github.asyncffmpeg.graph.FilterOption.opt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.asyncffmpeg.error.FFmpegSpecException;
import io.github.asyncffmpeg.frame.PixelFormat;
import io.github.asyncffmpeg.frame.VideoFrames;
import io.github.asyncffmpeg.graph.Input;
import io.github.asyncffmpeg.graph.StreamSpec;
import io.github.asyncffmpeg.graph.VideoStream;
import io.github.asyncffmpeg.media.MediaSink;
import java.util.List;
import org.junit.jupiter.api.Test;

class WarningsTest {

    private final Input in = Input.of("in.mp4");

    private static List<String> warnings(StreamSpec spec) {
        return CompiledCommand.of(spec).warnings();
    }

    @Test
    void warnsWhenAFilteredOutputLosesItsAudio() {
        assertThat(warnings(in.filter("scale", 768, -1).hflip().output("out.mp4")))
                .singleElement()
                .asString()
                .contains("output 'out.mp4'", "input 'in.mp4'", "in.audio()", "noAudio()");
    }

    @Test
    void warnsOfTheInputThatHasSound() {
        VideoStream over = VideoStream.source("color").overlay(in.video());
        assertThat(warnings(over.output("out.mp4"))).singleElement().asString().contains("in.mp4");
    }

    @Test
    void warnsOfALongArgumentUnlessItIsAGraphThatGoesIntoAFile() {
        String longText = "x".repeat(128 * 1024);
        for (String graph : List.of("-vf", "-af", "-filter:v", "-filter_complex", "-lavfi")) {
            assertThat(warnings(StreamSpec.ofArguments("-i", "in.mp4", graph, longText, "out.mp4")))
                    .as(graph)
                    .isEmpty();
        }
        assertThat(warnings(StreamSpec.ofArguments("-i", "in.mp4", "-metadata", "title=" + longText, "out.mp4")))
                .singleElement()
                .asString()
                .contains("131078 bytes");
    }

    @Test
    void isSilentWhenTheAudioIsThereOrCannotBe() {
        assertThat(warnings(in.hflip().output("o.mp4", in.audio()))).isEmpty();
        assertThat(warnings(in.hflip().output("o.mp4", in.stream("a?")))).isEmpty();
        assertThat(warnings(in.hflip().output("o.mp4", in))).isEmpty();
        assertThat(warnings(in.hflip().output("o.mp4").noAudio())).isEmpty();
        assertThat(warnings(in.hflip().output("o.png"))).isEmpty();
        assertThat(warnings(in.hflip().output("-").format("rawvideo"))).isEmpty();
        assertThat(warnings(in.output("o.mp4"))).isEmpty();
        assertThat(warnings(in.video().output("o.mp4"))).isEmpty();
        assertThat(warnings(in.audio().volume(2).output("o.mp4"))).isEmpty();
        assertThat(warnings(Input.of("a.png").hflip().output("o.mp4"))).isEmpty();
        assertThat(warnings(Input.of("testsrc").format("lavfi").hflip().output("o.mp4")))
                .isEmpty();
        assertThat(warnings(VideoStream.source("color", opt("d", 1)).output("o.mp4")))
                .isEmpty();
    }

    @Test
    void isSilentWhereFramesAreVideoAlone() {
        VideoFrames gray = VideoFrames.of(PixelFormat.GRAY8);
        assertThat(warnings(in.video().scale(160, -2).output(gray.reader()))).isEmpty();
        assertThat(warnings(in.hflip().output(gray.each(frame -> {})))).isEmpty();
        assertThat(warnings(Input.of(gray.writer()).hflip().output("o.mp4"))).isEmpty();
        assertThat(warnings(in.hflip().output(MediaSink.toBytes(100)).format("matroska")))
                .hasSize(1);
    }

    @Test
    void warnsOfTwoOutputsWithOneTarget() {
        assertThat(warnings(StreamSpec.of(in.output("rtmp://h/o"), in.output("rtmp://h/o"))))
                .singleElement()
                .asString()
                .contains("two outputs");
    }

    /** They ran, and destroyed the file. */
    @Test
    void refusesTwoOutputsThatAreOneFile() {
        StreamSpec none = StreamSpec.of(
                in.output("-").format("null"),
                in.output("-").format("null"),
                in.output("/dev/null").format("mp4"),
                in.output("/dev/null").format("mp4"));
        assertThat(warnings(none)).hasSize(2);
        for (String other : List.of("a/../o.m3u8", "file:o.m3u8", "./o.m3u8")) {
            assertThatThrownBy(() -> CompiledCommand.of(StreamSpec.of(in.output("o.m3u8"), in.output(other))))
                    .isInstanceOf(FFmpegSpecException.class)
                    .hasMessageContaining("which another output of this command writes, too");
        }
    }

    @Test
    void describesTheCommandInWords() {
        String description = CompiledCommand.of(in.hflip().output("out.mp4").codec("v", "libx264"))
                .describe();
        assertThat(description.lines())
                .startsWith(
                        "1 input",
                        "  0  in.mp4",
                        "1 filter",
                        "  0 → hflip → s0",
                        "1 output",
                        "  out.mp4  from s0  with -c:v libx264")
                .last()
                .asString()
                .startsWith("warning: ");
    }

    @Test
    void isSilentWhenMoreIsMappedByHand() {
        assertThat(warnings(in.hflip().output("o.mp4").option("map", "0:a?"))).isEmpty();
    }
}
