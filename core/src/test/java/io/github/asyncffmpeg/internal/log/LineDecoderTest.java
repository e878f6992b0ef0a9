package io.github.asyncffmpeg.internal.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LineDecoderTest {

    @Test
    void cutsAtLineFeedCarriageReturnAndBoth() {
        assertThat(decoded("one\ntwo\rthree\r\nfour\n\n\rfive".getBytes(StandardCharsets.UTF_8), 1_000))
                .containsExactly("one", "two", "three", "four", "five");
    }

    @Test
    void cutsALineOver8KibAndDropsItsRemainder() {
        String longest = "x".repeat(8 * 1024);
        byte[] bytes = (longest + "yyy\nnext\n").getBytes(StandardCharsets.UTF_8);
        assertThat(decoded(bytes, 1_000)).containsExactly(longest, "next");
        assertThat(decoded(bytes, bytes.length)).containsExactly(longest, "next");
    }

    @Test
    void replacesBytesThatAreNotUtf8AndJoinsLettersThatAreSplit() {
        assertThat(decoded(new byte[] {'a', (byte) 0xff, 'b', '\n'}, 2)).containsExactly("a\ufffdb");
        assertThat(decoded("träge\n".getBytes(StandardCharsets.UTF_8), 1)).containsExactly("träge");
    }

    @Test
    void givesTheSameLinesHoweverTheBytesAreSplit() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 200; round++) {
            byte[] bytes = bytes(random);
            List<String> split = new ArrayList<>();
            LineDecoder decoder = new LineDecoder(split::add);
            int count;
            for (int from = 0; from < bytes.length; from += count) {
                count = Math.min(bytes.length - from, 1 + random.nextInt(random.nextBoolean() ? 4 : 20_000));
                decoder.feed(bytes, from, count);
            }
            decoder.finish();
            assertThat(split).as("seed %d, round %d", seed, round).isEqualTo(decoded(bytes, bytes.length));
        }
    }

    private static byte[] bytes(Random random) {
        byte[] bytes = new byte[1 + random.nextInt(40_000)];
        int endEvery = 2 + random.nextInt(30_000);
        for (int i = 0; i < bytes.length; i++) {
            int any = random.nextInt(endEvery);
            bytes[i] = (byte) (any == 0 ? '\n' : any == 1 ? '\r' : 32 + random.nextInt(224));
        }
        return bytes;
    }

    private static List<String> decoded(byte[] bytes, int piece) {
        List<String> lines = new ArrayList<>();
        LineDecoder decoder = new LineDecoder(lines::add);
        for (int from = 0; from < bytes.length; from += piece) {
            decoder.feed(bytes, from, Math.min(piece, bytes.length - from));
        }
        decoder.finish();
        return lines;
    }
}
