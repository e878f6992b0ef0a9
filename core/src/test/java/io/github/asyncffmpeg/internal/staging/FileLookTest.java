package io.github.asyncffmpeg.internal.staging;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.asyncffmpeg.internal.staging.FileLook.Seen;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files made by hand. What real ones look like is tried with FFmpeg itself. */
class FileLookTest {

    @TempDir
    private Path folder;

    private Seen look(byte[] bytes) throws IOException {
        return FileLook.at(Files.write(folder.resolve("file"), bytes), 0);
    }

    private static byte[] box(String type, byte[]... inside) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (byte[] each : inside) {
            bytes.write(each);
        }
        return ByteBuffer.allocate(8 + bytes.size())
                .putInt(8 + bytes.size())
                .put(type.getBytes(StandardCharsets.ISO_8859_1))
                .put(bytes.toByteArray())
                .array();
    }

    private static byte[] together(byte[]... parts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (byte[] each : parts) {
            bytes.writeBytes(each);
        }
        return bytes.toByteArray();
    }

    private static byte[] track(String handler) throws IOException {
        byte[] hdlr = box("hdlr", new byte[8], handler.getBytes(StandardCharsets.ISO_8859_1), new byte[12]);
        return box("trak", box("tkhd", new byte[84]), box("mdia", box("mdhd", new byte[24]), hdlr));
    }

    @Test
    void anIndexTellsOfPicturesAndSound() throws Exception {
        byte[] head = together(box("ftyp", new byte[16]), box("mdat", new byte[1000]));
        byte[] film = together(head, box("moov", box("mvhd", new byte[100]), track("text"), track("vide")));
        assertThat(look(film)).isEqualTo(Seen.WHOLE);
        assertThat(look(together(head, box("moov", track("soun"))))).isEqualTo(Seen.WHOLE);
        assertThat(look(together(head, box("moov", track("text"))))).isEqualTo(Seen.EMPTY);
        assertThat(look(together(head, box("moov", box("mvhd", new byte[100])))))
                .isEqualTo(Seen.EMPTY);
        assertThat(look(together(head, box("moov", track("vide"), box("mvex")))))
                .isEqualTo(Seen.EMPTY);
        assertThat(look(together(head, box("moov", track("vide"), box("mvex")), box("moof"))))
                .isEqualTo(Seen.WHOLE);
        for (int length = 40; length < film.length; length += 7) {
            assertThat(look(Arrays.copyOf(film, length))).as("cut at " + length).isEqualTo(Seen.CUT);
        }
    }

    @Test
    void aLargeFileIsReadWhereItsBoxesBegin() throws Exception {
        Path file = folder.resolve("large");
        try (DataOutputStream out = new DataOutputStream(Files.newOutputStream(file))) {
            out.write(box("ftyp", new byte[16]));
            out.writeInt(1);
            out.writeBytes("mdat");
            out.writeLong(16 + 3_000_000L);
            out.write(new byte[3_000_000]);
            out.write(box("moov", track("vide")));
        }
        assertThat(FileLook.at(file, 0)).isEqualTo(Seen.WHOLE);
    }

    @Test
    void aTrackThatIsNotThereIsMissed() throws Exception {
        byte[] head = together(box("ftyp", new byte[16]), box("mdat", new byte[9]));
        byte[] film = together(head, box("moov", track("vide")));
        byte[] cover = box("udta", box("meta", new byte[4], box("ilst", box("covr", new byte[20]))));
        byte[] song = together(head, box("moov", track("soun"), cover));
        assertThat(FileLook.at(Files.write(folder.resolve("film"), film), 1)).isEqualTo(Seen.WHOLE);
        assertThat(FileLook.at(folder.resolve("film"), 2)).isEqualTo(Seen.PARTLY_EMPTY);
        assertThat(FileLook.at(Files.write(folder.resolve("song"), song), 2)).isEqualTo(Seen.WHOLE);
    }

    @Test
    void whatIsOfAnotherFormatIsNotJudged() throws Exception {
        assertThat(look(new byte[0])).isEqualTo(Seen.EMPTY);
        for (String text :
                List.of("x", "GIF89a", "half a film", "1\n00:00:01,000 --> 00:00:02,000\nRIFF", ";FFMETADATA1")) {
            assertThat(look(text.getBytes(StandardCharsets.UTF_8))).as(text).isEqualTo(Seen.UNKNOWN);
        }
        byte[] packets = new byte[188 * 5];
        for (int i = 0; i < packets.length; i += 188) {
            packets[i] = 'G';
        }
        assertThat(look(packets)).isEqualTo(Seen.UNKNOWN);
        assertThat(look(Arrays.copyOf(packets, 700))).isEqualTo(Seen.CUT);
    }

    /** Sizes that lie lead to no exception, and to no endless look. */
    @Test
    void anyBytesAreLookedAt() throws Exception {
        List<byte[]> heads = List.of(
                together(new byte[] {0, 0, 0, 16}, "ftypisom".getBytes(StandardCharsets.ISO_8859_1), new byte[4]),
                together(new byte[] {0, 0, 0, 1}, "moov".getBytes(StandardCharsets.ISO_8859_1), new byte[] {-1, -1}),
                new byte[] {0x1A, 0x45, (byte) 0xDF, (byte) 0xA3, (byte) 0x80, 0x18, 0x53, (byte) 0x80, 0x67, 1},
                "RIFF----AVI LIST".getBytes(StandardCharsets.ISO_8859_1),
                "FORM----AIFF".getBytes(StandardCharsets.ISO_8859_1),
                "fLaC".getBytes(StandardCharsets.ISO_8859_1),
                "OggS".getBytes(StandardCharsets.ISO_8859_1),
                "ID3".getBytes(StandardCharsets.ISO_8859_1));
        Random random = new Random(5);
        for (int i = 0; i < 4000; i++) {
            byte[] tail = new byte[random.nextInt(300)];
            random.nextBytes(tail);
            if (random.nextBoolean()) {
                Arrays.fill(tail, 0, tail.length / 2, (byte) (random.nextBoolean() ? 0 : 255));
            }
            assertThat(look(together(heads.get(i % heads.size()), tail))).isNotNull();
        }
    }
}
