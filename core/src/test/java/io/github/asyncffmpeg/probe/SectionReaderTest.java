package io.github.asyncffmpeg.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** ffprobe's JSON, however it is cut into pieces. */
@Timeout(30)
class SectionReaderTest {

    private static final String ANSWER = """
            {
                "programs": [

                ],
                "packets": [
                    { "codec_type": "video", "stream_index": 0, "pts": -892, "flags": "K_",
                        "side_data_list": [
                            { "side_data_type": "Skip Samples", "skip_samples": 892 }
                        ] },
                    { "stream_index": 1, "tags": { "title": "a|b=c \\"q\\" \\\\ line\\nnew\\ttab \\u0001 žluť 🐴", "": "x" } }
                ],
                "format": { "filename": "x,y}]", "size": "66098" }
            }
            """;

    @Test
    void readsTheSameHoweverTheBytesCome() throws IOException {
        ProbeSection whole = read(ANSWER, 1 << 20);
        for (int piece = 1; piece < 40; piece++) {
            assertThat(read(ANSWER, piece)).isEqualTo(whole);
        }
        ProbeSection second = whole.list("packets").get(1);
        assertThat(second.section("tags").fields())
                .containsEntry("title", "a|b=c \"q\" \\ line\nnew\ttab \u0001 žluť 🐴")
                .containsEntry("", "x");
        ProbeSection first = whole.list("packets").get(0);
        assertThat(first.number("pts")).hasValue(-892);
        assertThat(first.list("side_data_list").get(0).text("side_data_type")).contains("Skip Samples");
        assertThat(whole.list("programs")).isEmpty();
        assertThat(whole.section("format").fields()).containsEntry("filename", "x,y}]");
    }

    @Test
    void keepsFieldsInTheirOrder() throws IOException {
        assertThat(read("{\"b\":1,\"a\":\"2\",\"c\":null}", 7).fields().toString())
                .isEqualTo("{b=1, a=2, c=null}");
    }

    @Test
    void givesTheObjectsOfOneListOneByOne() throws IOException {
        for (int piece : List.of(1, 3, 1000)) {
            SectionReader reader = new SectionReader(in(ANSWER, piece));
            assertThat(reader.enterList("packets")).isTrue();
            List<Integer> streams = new ArrayList<>();
            for (ProbeSection next = reader.nextOfList(); next != null; next = reader.nextOfList()) {
                streams.add(next.integer("stream_index").orElse(-1));
            }
            assertThat(streams).containsExactly(0, 1);
            assertThat(new SectionReader(in(ANSWER, piece)).enterList("frames")).isFalse();
        }
    }

    /** A tag may be as large as the file, and a packet has it. */
    @Test
    void endsWhereOneEntryHasNoEnd() throws IOException {
        byte[] begin = "{\"packets\":[{\"pts\":1},{\"title\":\"".getBytes(StandardCharsets.UTF_8);
        InputStream endless = new SequenceInputStream(new ByteArrayInputStream(begin), new InputStream() {
            @Override
            public int read() {
                return 'x';
            }

            @Override
            public int read(byte[] to, int offset, int length) {
                Arrays.fill(to, offset, offset + length, (byte) 'x');
                return length;
            }
        });
        SectionReader reader = new SectionReader(endless);
        assertThat(reader.enterList("packets")).isTrue();
        assertThat(reader.nextOfList()).isNotNull();
        assertThatThrownBy(reader::nextOfList)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("one entry is longer than 16777216 bytes");
    }

    @Test
    void saysThatAnAnswerIsCutShort() {
        for (int length = 0; length < ANSWER.strip().length(); length++) {
            String cut = ANSWER.substring(0, length);
            assertThatThrownBy(() -> read(cut, 100)).isInstanceOf(EOFException.class);
        }
    }

    @Test
    void refusesWhatIsNotFromFfprobe() {
        for (String text : List.of(
                "ffprobe version 8.0.1",
                "[]",
                "{x:1}",
                "{\"a\":[[1]]}",
                "{\"a\" 1}",
                "{\"a\":[}]}",
                "{\"a\":}",
                "{\"a\":\"\\uXXXX\"}")) {
            assertThatThrownBy(() -> read(text, 100))
                    .isInstanceOf(IOException.class)
                    .isNotInstanceOf(EOFException.class);
        }
        assertThatThrownBy(() -> read("{\"a\":".repeat(100_000), 1000)).hasMessageContaining("deeper");
    }

    @Test
    void neverThrowsAnythingElse() {
        Random random = new Random(7);
        byte[] bytes = ANSWER.getBytes(StandardCharsets.UTF_8);
        for (int round = 0; round < 20_000; round++) {
            byte[] damaged = bytes.clone();
            for (int i = random.nextInt(4); i >= 0; i--) {
                damaged[random.nextInt(damaged.length)] = (byte) "\"{}[]:,\\u\n0".charAt(random.nextInt(11));
            }
            try {
                new SectionReader(new ByteArrayInputStream(damaged)).readAll();
            } catch (IOException expected) {
                assertThat(expected).hasMessageNotContaining("null");
            }
        }
    }

    private static ProbeSection read(String text, int piece) throws IOException {
        return new SectionReader(in(text, piece)).readAll();
    }

    /** Gives at most {@code piece} bytes at a time. */
    private static InputStream in(String text, int piece) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)) {
            @Override
            public synchronized int read(byte[] bytes, int offset, int length) {
                return super.read(bytes, offset, Math.min(piece, length));
            }
        };
    }
}
