package io.github.asyncffmpeg.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PortWordsTest {

    @Test
    void saysThatASinkNeedsAFormat() {
        PortWords sink = PortWords.NONE.with("unix:/tmp/o0", "a sink", false, true);
        for (String line : List.of(
                "[AVFormatContext @ 0x55aa] Unable to choose an output format for 'unix:/tmp/o0'; use a standard extension",
                "[NULL @ 0x55aa] Unable to find a suitable output format for 'unix:/tmp/o0'")) {
            assertThat(sink.hint(List.of(line))).contains("format(\"matroska\")");
            assertThat(PortWords.NONE.hint(List.of(line))).isEmpty();
        }
    }
}
