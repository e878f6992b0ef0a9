package io.github.asyncffmpeg.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PortWordsTest {

    @Test
    void takesNoNameForAnotherThatBeginsLikeIt() {
        PortWords words = PortWords.NONE;
        for (int i = 0; i < 12; i++) {
            words = words.with("unix:/tmp/o" + i, "sink " + i, false, true);
        }
        words = words.with("concatf:unix:/tmp/o1", "a list", false, true);
        assertThat(words.inWordsOfTheSpec("unix:/tmp/o11, unix:/tmp/o1 and concatf:unix:/tmp/o1: Broken pipe"))
                .isEqualTo("sink 11, sink 1 and a list: Broken pipe");
    }
}
