package io.github.asyncffmpeg.internal.compile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.asyncffmpeg.error.FFmpegSpecException;
import io.github.asyncffmpeg.graph.Input;
import io.github.asyncffmpeg.media.MediaTarget;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class PathTargetTest {

    private static java.util.List<String> arguments(Input input, MediaTarget target) {
        return CompiledCommand.of(input.output(target)).arguments();
    }

    @Test
    void handsATextOverAsItIs() {
        assertThat(arguments(Input.of("-"), MediaTarget.of("frame%04d.png")))
                .containsExactly("-i", "-", "frame%04d.png");
    }

    @Test
    void namesOneFileWhateverItsName() {
        assertThat(arguments(Input.of(Path.of("-i.mp4")), MediaTarget.of(Path.of("a:b%d.mp4"))))
                .containsExactly("-i", "file:-i.mp4", "file:a:b%d.mp4");
    }

    @Test
    void doesNotLetAPictureBeTakenForASequence() {
        assertThat(arguments(Input.of(Path.of("a%03d.png")), MediaTarget.of(Path.of("b%d.JPG"))))
                .containsExactly(
                        "-f",
                        "image2",
                        "-pattern_type",
                        "none",
                        "-i",
                        "file:a%03d.png",
                        "-update",
                        "1",
                        "file:b%d.JPG");
        assertThat(arguments(Input.of(Path.of("a.png")), MediaTarget.of(Path.of("100%.png"))))
                .containsExactly("-i", "file:a.png", "file:100%.png");
        assertThat(arguments(Input.of(Path.of("100% {x}.png")), MediaTarget.of(Path.of("b.png"))))
                .containsExactly("-f", "image2", "-pattern_type", "none", "-i", "file:100% {x}.png", "file:b.png");
    }

    @Test
    void writesManyFilesIntoADirectoryWhateverItsName() {
        assertThat(arguments(Input.of("a"), MediaTarget.pattern(Path.of("100%"), "part%03d.ts")))
                .containsExactly("-i", "a", "file:100%%" + java.io.File.separator + "part%03d.ts");
    }

    @Test
    void refusesOneFileForAFormatThatWritesMany() {
        var output = Input.of("a").output(Path.of("o.ts")).format("segment");
        assertThatThrownBy(() -> CompiledCommand.of(output))
                .isInstanceOf(FFmpegSpecException.class)
                .hasMessageContaining("MediaTarget.pattern");
    }

    @Test
    void refusesAPlaylistInADirectoryThatItsMuxerWouldTakeForAPattern() {
        var output = Input.of("a").output(Path.of("a%d", "list.m3u8"));
        assertThatThrownBy(() -> CompiledCommand.of(output)).hasMessageContaining("hls_segment_filename");
        assertThat(CompiledCommand.of(output.option("hls_segment_filename", "x%d.ts"))
                        .outputs())
                .hasSize(1);
    }

    @Test
    void declaresItsInputsAndOutputs() {
        CompiledCommand command = CompiledCommand.of(Input.of("a").output(Path.of("o.ts")));
        assertThat(command.inputs()).containsExactly(MediaTarget.of("a"));
        assertThat(command.outputs().get(0).file()).contains(Path.of("o.ts"));
    }

    @Test
    void refusesOneFileForAListOfTargetsAndForChunks() {
        var tee = Input.of("a").output(Path.of("t1|t2.mkv")).format("tee");
        assertThatThrownBy(() -> CompiledCommand.of(tee))
                .isInstanceOf(FFmpegSpecException.class)
                .hasMessageContainingAll("output 't1|t2.mkv'", "made at", "format tee", "got a Path");
        var within = Input.of("a").output(MediaTarget.pattern(Path.of("d"), "t1|t2.mkv"));
        assertThatThrownBy(() -> CompiledCommand.of(within.format("tee"))).hasMessageContaining("format tee");
        assertThat(CompiledCommand.of(Input.of("a").output("t1|t2.mkv").format("tee"))
                        .arguments())
                .containsExactly("-i", "a", "-f", "tee", "t1|t2.mkv");
        var chunks = Input.of("a").output(Path.of("c%d.chk")).format("webm_chunk");
        assertThatThrownBy(() -> CompiledCommand.of(chunks)).hasMessageContaining("MediaTarget.pattern");
    }
}
