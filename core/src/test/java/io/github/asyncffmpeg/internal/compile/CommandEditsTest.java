package io.github.asyncffmpeg.internal.compile;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.asyncffmpeg.graph.Input;
import io.github.asyncffmpeg.graph.StreamSpec;
import io.github.asyncffmpeg.media.MediaTarget;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What a run adds to a command, and where. */
class CommandEditsTest {

    private static final CompiledCommand TWO = CompiledCommand.of(
            StreamSpec.ofArguments("-y", "-r", "5", "-i", "a", "-i", "b", "-c", "copy", "x.mp4", "--", "-y.mkv"));

    @Test
    void noEditsChangeNothing() {
        assertThat(TWO.edited(CommandEdits.none())).isSameAs(TWO);
    }

    @Test
    void eachOptionComesRightBeforeItsFile() {
        CommandEdits edits = CommandEdits.none()
                .first("-max_alloc", "7")
                .beforeInput(1, "-max_pixels", "1")
                .beforeInput(1, "-t", "2")
                .beforeOutput(0, "-fs", "3")
                .beforeOutput(1, "-fs", "4");
        assertThat(TWO.edited(edits).toShellString())
                .isEqualTo("ffmpeg -max_alloc 7 -y -r 5 -i a -max_pixels 1 -t 2 -i b"
                        + " -c copy -fs 3 x.mp4 -fs 4 -- -y.mkv");
    }

    @Test
    void anOutputGoesElsewhereAndTheCommandKnows() {
        CompiledCommand edited = TWO.edited(CommandEdits.none().output(1, MediaTarget.of(Path.of("t.mkv"))));
        assertThat(edited.arguments()).endsWith("x.mp4", "--", "file:t.mkv");
        assertThat(edited.outputs().get(1).file()).contains(Path.of("t.mkv"));
        assertThat(edited.outputs().get(0)).isEqualTo(MediaTarget.of("x.mp4"));
    }

    @Test
    void aCompiledCommandIsEditedLikeAHandWrittenOne() {
        StreamSpec spec = Input.of("a").filter("scale", 2, 2).output("x.mp4").codec("libx264");
        CompiledCommand edited = CompiledCommand.of(spec)
                .edited(CommandEdits.none().beforeOutput(0, "-fs", "3").beforeInput(0, "-t", "2"));
        assertThat(edited.arguments())
                .containsSubsequence("-t", "2", "-i", "a")
                .endsWith("-c", "libx264", "-fs", "3", "x.mp4");
    }

    @Test
    void whatIsNotThereIsLeftOut() {
        CommandEdits edits = CommandEdits.none().beforeInput(9, "-t", "2").output(9, MediaTarget.of("z"));
        assertThat(TWO.edited(edits).arguments()).isEqualTo(TWO.arguments());
    }
}
