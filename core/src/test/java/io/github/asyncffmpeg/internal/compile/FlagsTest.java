package io.github.asyncffmpeg.internal.compile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.asyncffmpeg.error.FFmpegSpecException;
import io.github.asyncffmpeg.graph.Input;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Options that take no value: one written after them would become an output file. */
class FlagsTest {

    private static List<String> options(String name, Object value) {
        List<String> arguments = CompiledCommand.of(Input.of("a").output("o").option(name, value))
                .arguments();
        return arguments.subList(2, arguments.size() - 1);
    }

    @Test
    void negatesTheNoForm() {
        assertThat(options("noautorotate", true)).containsExactly("-noautorotate");
        assertThat(options("noautorotate", false)).isEmpty();
        assertThat(options("noautorotate:v:0", true)).containsExactly("-noautorotate:v:0");
        assertThat(options("nostdin", true)).containsExactly("-nostdin");
        assertThat(options("nostdin", false)).containsExactly("-stdin");
        assertThat(options("noaccurate_seek", false)).containsExactly("-accurate_seek");
        assertThat(options("noise_reduction", true)).containsExactly("-noise_reduction", "1");
    }

    @Test
    void refusesAValueThatWouldBecomeAFile() {
        assertThatThrownBy(() -> options("vn", 1))
                .isInstanceOf(FFmpegSpecException.class)
                .hasMessageContainingAll("output 'o'", "made at", "flag(\"vn\")", "takes no value, got 1");
        assertThatThrownBy(() -> options("nostdin", "1")).hasMessageContaining("takes no value");
        assertThatThrownBy(() ->
                        CompiledCommand.of(Input.of("a").option("re", "yes").output("o")))
                .hasMessageContaining("input 'a'");
        assertThat(options("autorotate", 0)).containsExactly("-autorotate", "0");
    }
}
