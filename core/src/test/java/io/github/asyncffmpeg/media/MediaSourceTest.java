package io.github.asyncffmpeg.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Flow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MediaSourceTest {

    @TempDir
    Path folder;

    private static byte[] box(String type, int length) {
        byte[] box = new byte[length];
        ByteBuffer.wrap(box).putInt(length).put(type.getBytes(StandardCharsets.ISO_8859_1));
        return box;
    }

    private static byte[] boxes(String types) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (String type : types.split(" ")) {
            all.writeBytes(box(type, 40));
        }
        return all.toByteArray();
    }

    private static byte[] written(MediaSource source) throws Exception {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        source.writeTo(Channels.newChannel(all));
        return all.toByteArray();
    }

    @ParameterizedTest
    @CsvSource({
        "ftyp mdat moov, true",
        "ftyp free mdat moov, true",
        "wide mdat moov, true",
        "ftyp moov mdat, false",
        "ftyp free free, false",
        "RIFF mdat moov, false"
    })
    void knowsAnMp4WhoseIndexIsAtItsEnd(String types, boolean seeks) throws Exception {
        byte[] media = boxes(types);
        Path file = Files.write(folder.resolve("x"), media);
        assertThat(MediaSource.of(file, 0, media.length).needsSeeking()).isEqualTo(seeks);
        try (FileChannel channel = FileChannel.open(Files.write(folder.resolve("y"), boxes("free " + types)))) {
            channel.position(40);
            assertThat(MediaSource.of(channel).needsSeeking()).isEqualTo(seeks);
            assertThat(channel.position()).isEqualTo(40);
        }
        assertThat(MediaSource.of(new ByteArrayInputStream(media)).needsSeeking())
                .isFalse();
        assertThat(MediaSource.of(new ByteArrayInputStream(media)).seekable().needsSeeking())
                .isTrue();
    }

    @Test
    void looksNoFartherThanBoxesThatMakeSense() throws Exception {
        byte[] huge = boxes("ftyp free mdat");
        ByteBuffer.wrap(huge).putInt(40, 1).putLong(48, Long.MAX_VALUE); // free: 64 bits of length
        for (byte[] media : List.of(huge, new byte[0], new byte[] {0, 0, 0})) {
            Path file = Files.write(folder.resolve("x"), media);
            assertThat(MediaSource.of(file, 0, media.length).needsSeeking()).isFalse();
        }
    }

    /** A playlist in a file could not name the addresses that it may in a stream. */
    @Test
    void bytesInMemoryAreAFileUnlessTheyAreText() {
        assertThat(MediaSource.of(boxes("ftyp moov mdat")).needsSeeking()).isTrue();
        assertThat(MediaSource.of("#EXTM3U\r\n#EXTINF:2,\u00fc\nhttp://a/b.ts\n".getBytes(StandardCharsets.UTF_8))
                        .needsSeeking())
                .isFalse();
        assertThat(MediaSource.of(new byte[0]).needsSeeking()).isFalse();
    }

    @Test
    void aPartOfAFileIsOpenedByFFmpegItselfIfItIsWhole() throws Exception {
        Path file = Files.write(folder.resolve("a,b:c.bin"), new byte[10]);
        assertThat(MediaTarget.from(MediaSource.of(file, 2, 8)))
                .isInstanceOfSatisfying(
                        MediaTarget.FromProgram.class,
                        program -> assertThat(program.withoutProgram())
                                .contains(MediaTarget.of("subfile,,start,2,end,10,,:file:" + file)));
        assertThat(MediaTarget.from(MediaSource.of(file, 2, 9)))
                .isInstanceOfSatisfying(
                        MediaTarget.FromProgram.class,
                        program -> assertThat(program.withoutProgram()).isEmpty());
    }

    @Test
    void bytesMayBeReadAgainAndTheBufferStaysAsItIs() throws Exception {
        ByteBuffer bytes = ByteBuffer.wrap(new byte[] {1, 2, 3, 4}).position(1).limit(3);
        MediaSource source = MediaSource.of(bytes);
        assertThat(written(source)).containsExactly(2, 3);
        assertThat(written(source)).containsExactly(2, 3);
        assertThat(bytes.position()).isEqualTo(1);
    }

    @Test
    void aPartOfAFileThatIsTooShortFails() throws Exception {
        Path file = Files.write(folder.resolve("x"), new byte[10]);
        assertThat(written(MediaSource.of(file, 2, 8))).hasSize(8);
        assertThatThrownBy(() -> written(MediaSource.of(file, 2, 9)))
                .isInstanceOf(EOFException.class)
                .hasMessageContaining("has 10 bytes; 9 from 2");
        assertThatThrownBy(() -> MediaSource.of(file, -1, 9)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aChannelThatGivesNothingIsNotReadForEver() {
        MediaSource source = MediaSource.of(new java.nio.channels.ReadableByteChannel() {
            @Override
            public int read(ByteBuffer to) {
                return 0;
            }

            @Override
            public boolean isOpen() {
                return true;
            }

            @Override
            public void close() {}
        });
        assertThatThrownBy(() -> written(source))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("non-blocking");
    }

    @Test
    void memoryHasABound() throws Exception {
        MediaBytes sink = MediaSink.toBytes(100);
        sink.readFrom(Channels.newChannel(new ByteArrayInputStream(new byte[100])));
        assertThat(sink.bytes()).hasSize(100);
        assertThatThrownBy(() -> sink.readFrom(Channels.newChannel(new ByteArrayInputStream(new byte[101]))))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("more than the 100 bytes");
    }

    private static final class Calls implements Flow.Subscriber<ByteBuffer> {
        private final List<String> calls = new ArrayList<>();
        private final long first;

        Calls(long first) {
            this.first = first;
        }

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            calls.add("subscribed");
            if (first != 0) {
                subscription.request(first);
            }
        }

        @Override
        public void onNext(ByteBuffer part) {
            calls.add("next " + part.remaining());
        }

        @Override
        public void onError(Throwable error) {
            calls.add("error " + error.getMessage());
        }

        @Override
        public void onComplete() {
            calls.add("complete");
        }
    }

    @Test
    void aSubscriberIsToldTheEndWithoutAskingForIt() throws Exception {
        Calls calls = new Calls(1);
        MediaSink.to(calls).readFrom(Channels.newChannel(new ByteArrayInputStream(new byte[5])));
        assertThat(calls.calls).containsExactly("subscribed", "next 5", "complete");
    }

    @Test
    void aSubscriberWhoseRunNeverBeganIsToldOnce() {
        Calls calls = new Calls(1);
        MediaSink sink = MediaSink.to(calls);
        sink.runEnded(new IOException("no FFmpeg"));
        sink.runEnded(null);
        assertThat(calls.calls).containsExactly("subscribed", "error no FFmpeg");
    }

    @Test
    void aSubscriberThatAsksForNothingIsABadOne() {
        Calls calls = new Calls(-1);
        assertThatThrownBy(
                        () -> MediaSink.to(calls).readFrom(Channels.newChannel(new ByteArrayInputStream(new byte[5]))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(calls.calls).containsExactly("subscribed", "error a subscriber must request more than 0");
    }
}
