package example;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.asyncffmpeg.command.FFmpegCommand;
import io.github.asyncffmpeg.graph.Concat;
import io.github.asyncffmpeg.graph.Input;
import org.junit.jupiter.api.Test;

/** A user's class: errors point at its lines, whenever they are found. */
class CallSiteTest {

    @Test
    void namesTheLineThatMadeANode() {
        var output = Input.of("in.mp4").stream("v?").hflip().output("o");
        assertThatThrownBy(() -> FFmpegCommand.of(output))
                .hasMessageContaining(
                        "filter hflip (made at example.CallSiteTest.namesTheLineThatMadeANode(CallSiteTest.java:");
    }

    @Test
    void namesTheLineOfANodeThatCannotBeMade() {
        assertThatThrownBy(() -> Concat.of(1, 1, Input.of("a").video())).hasMessageContaining("CallSiteTest.java:");
        assertThatThrownBy(() -> Input.of("a").filter("")).hasMessageContaining("CallSiteTest.java:");
    }
}
