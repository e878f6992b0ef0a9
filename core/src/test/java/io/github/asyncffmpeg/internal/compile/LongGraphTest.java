package io.github.asyncffmpeg.internal.compile;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.asyncffmpeg.graph.Input;
import io.github.asyncffmpeg.graph.Output;
import io.github.asyncffmpeg.graph.StreamSpec;
import io.github.asyncffmpeg.graph.VideoStream;
import io.github.asyncffmpeg.media.FFmpegVersion;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LongGraphTest {

    private static Output chain(int length) {
        VideoStream stream = Input.of("a").video();
        for (int i = 0; i < length; i++) {
            stream = stream.hflip();
        }
        return stream.output("o");
    }

    @Test
    void compilesTwentyThousandFiltersInARow() throws InterruptedException {
        Output spec = chain(20_000);
        List<String> arguments = new ArrayList<>();
        // A small stack: recursion of any kind would not get through.
        Thread small =
                new Thread(null, () -> arguments.addAll(CompiledCommand.of(spec).arguments()), "small", 128 * 1024);
        small.start();
        small.join();
        assertThat(arguments.get(3)).endsWith("[s19998]hflip[s19999]");
    }

    @Test
    void compilesTwoThousandBranchesOfOneFilter() {
        VideoStream flipped = Input.of("a").hflip();
        List<VideoStream> branches = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            branches.add(flipped.vflip());
        }
        Output output = io.github.asyncffmpeg.graph.Concat.video(branches).output("o");
        assertThat(CompiledCommand.of(output).arguments().get(3))
                .contains("[s0]split=2000[s1]")
                .endsWith("concat=n=2000[s4001]");
    }

    @Test
    void keepsAShortGraphInItsArgument() {
        CompiledCommand command = CompiledCommand.of(chain(10));
        assertThat(command.files(FFmpegVersion.parse("5.1"))).isEmpty();
        assertThat(command.arguments(FFmpegVersion.parse("5.1"), file -> Path.of("x")))
                .isEqualTo(command.arguments());
    }

    @Test
    void putsALongGraphIntoAFile() {
        CompiledCommand command = CompiledCommand.of(chain(10_000));
        CommandFile file = command.files(FFmpegVersion.parse("5.1")).get(0);
        assertThat(file.content()).isEqualTo(command.arguments().get(3));
        assertThat(command.arguments(FFmpegVersion.parse("5.1.9"), each -> Path.of("dir", each.name())))
                .containsExactly(
                        "-i",
                        "a",
                        "-filter_complex_script",
                        Path.of("dir", file.name()).toString(),
                        "-map",
                        "[s9999]",
                        "o");
    }

    @Test
    void knowsTheOptionOfEachVersion() {
        String graph = "null,".repeat(30_000) + "null";
        assertThat(placed("5.1.9", "-filter_complex", graph)).containsSequence("-filter_complex_script", "g");
        assertThat(placed("6.1", "-lavfi", graph)).containsSequence("-filter_complex_script", "g");
        assertThat(placed("7.0", "-filter_complex", graph)).containsSequence("-/filter_complex", "g");
        assertThat(placed("5.1.9", "-vf", graph)).containsSequence("-filter_script:v", "g");
        assertThat(placed("5.1.9", "-filter:a:1", graph)).containsSequence("-filter_script:a:1", "g");
        assertThat(placed("N-118193-g5f38c82536", "-vf", graph)).containsSequence("-/vf", "g");
    }

    private static List<String> placed(String version, String option, String graph) {
        return CompiledCommand.of(StreamSpec.ofArguments("-i", "a", option, graph, "o"))
                .arguments(FFmpegVersion.parse(version), file -> Path.of("g"));
    }
}
