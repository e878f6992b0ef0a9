package io.github.asyncffmpeg.internal.compile;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.asyncffmpeg.internal.compile.GraphText.Call;
import io.github.asyncffmpeg.internal.compile.GraphText.Place;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GraphTextTest {

    @Test
    void readsFiltersLabelsAndWhatIsLinked() {
        assertThat(GraphText.read(" [0:v] [1:v] overlay@x = 10:10:shortest=1 [a] ; [a]hflip , vflip"))
                .containsExactly(
                        new Call(
                                "overlay",
                                "x",
                                List.of("10", "10"),
                                Map.of("shortest", "1"),
                                List.of("0:v", "1:v"),
                                List.of("a"),
                                false,
                                new Place(13, 42)),
                        new Call("hflip", "", List.of(), Map.of(), List.of("a"), List.of(), false, new Place(51, 57)),
                        new Call("vflip", "", List.of(), Map.of(), List.of(), List.of(), true, new Place(59, 64)));
    }

    @Test
    void takesOffTwoLayersOfEscapes() {
        Call call = GraphText.read("drawtext=text='a\\:b, c[d];e':x=1,null").get(0);
        assertThat(call.named()).containsEntry("text", "a:b, c[d];e").containsEntry("x", "1");
        assertThat(GraphText.read("movie=a\\\\:b\\,c").get(0).positional()).containsExactly("a:b,c");
        assertThat(GraphText.read("trim=00\\\\:01:00\\\\:02").get(0).positional())
                .containsExactly("00:01", "00:02");
    }

    @Test
    void leavesOutTheFlagsOfTheScaler() {
        assertThat(GraphText.read("sws_flags=bicubic;scale=2:2"))
                .extracting(Call::name)
                .containsExactly("scale");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "[",
                "[a",
                "[a]",
                "=",
                "a=",
                "a='",
                "a=\\",
                "a,,b",
                ";;",
                "a[",
                "a=b=c:d=",
                "]",
                ",a",
                "'"
            })
    void neverThrows(String text) {
        assertThat(GraphText.read(text)).hasSizeLessThanOrEqualTo(2);
    }
}
