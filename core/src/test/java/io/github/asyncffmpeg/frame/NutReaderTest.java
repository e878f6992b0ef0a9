package io.github.asyncffmpeg.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.asyncffmpeg.media.MediaSource;
import io.github.asyncffmpeg.media.Rational;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.StreamCorruptedException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** NUT that is whole, torn or hostile. What FFmpeg writes and reads, the tests with a real FFmpeg say. */
@Timeout(60)
class NutReaderTest {

    private static final Rational MICROS = new Rational(1, 1_000_000);

    @Test
    void readsWhatTheWriterWrote() throws Exception {
        List<VideoFrame> frames = read(gray(0, 1, 40_000, 40_001, 1L << 40));
        assertThat(frames).extracting(VideoFrame::pts).containsExactly(0L, 1L, 40_000L, 40_001L, 1L << 40);
        assertThat(frames).extracting(VideoFrame::index).containsExactly(0L, 1L, 2L, 3L, 4L);
        assertThat(frames.get(2).time()).isEqualTo(Duration.ofMillis(40));
        assertThat(frames.get(3).bytes()).containsOnly(3);
        assertThat(frames.get(3).timeBase()).isEqualTo(MICROS);
    }

    @Test
    void readsThroughAChannelThatGivesOneByteAtATime() throws Exception {
        byte[] nut = gray(0, 5, 9);
        ReadableByteChannel slow = Channels.newChannel(new ByteArrayInputStream(nut) {
            @Override
            public synchronized int read(byte[] b, int off, int len) {
                return super.read(b, off, Math.min(len, 1));
            }
        });
        List<Long> times = new ArrayList<>();
        VideoFrames.of(PixelFormat.GRAY8).each(frame -> times.add(frame.pts())).readFrom(slow);
        assertThat(times).containsExactly(0L, 5L, 9L);
    }

    @Test
    void endsAtOnceWhenThereIsNothing() throws Exception {
        assertThat(read(new byte[0])).isEmpty();
    }

    @Test
    void saysWhatIsWrongWhenItIsNoNut() {
        assertThatThrownBy(() -> read("RIFF and so on and so on".getBytes(StandardCharsets.US_ASCII)))
                .isInstanceOf(StreamCorruptedException.class)
                .hasMessageContaining("does not begin with \"nut/multimedia container\"");
    }

    @Test
    void saysThatTheEndIsTorn() {
        byte[] nut = gray(0, 1);
        assertThatThrownBy(() -> read(Arrays.copyOf(nut, nut.length - 1)))
                .isInstanceOf(EOFException.class)
                .hasMessageContaining("in the middle of a frame");
    }

    @Test
    void saysThatTheFormatIsAnother() {
        byte[] nut = gray(0);
        assertThatThrownBy(() -> VideoFrames.of(PixelFormat.RGB24)
                        .each(frame -> {})
                        .readFrom(Channels.newChannel(new ByteArrayInputStream(nut))))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("not rgb24");
        assertThatThrownBy(() -> AudioFrames.of(SampleFormat.S16LE)
                        .each(frame -> {})
                        .readFrom(Channels.newChannel(new ByteArrayInputStream(nut))))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no audio stream");
    }

    /** Cut at each place: frames up to there, and then an end or an exception that says so. */
    @Test
    void survivesEveryCut() {
        byte[] nut = gray(0, 1, 2, 3);
        for (int length = 0; length < nut.length; length++) {
            byte[] cut = Arrays.copyOf(nut, length);
            assertThat(outcome(cut)).as("cut at " + length).isNotNull();
        }
        assertThat(outcome(nut)).isEqualTo("4 frames");
    }

    @Test
    void survivesEveryChangedByte() {
        byte[] nut = gray(0, 1, 2);
        Random random = new Random(1);
        for (int at = 0; at < nut.length; at++) {
            for (int change : new int[] {1, 0x80, 0xff, 1 + random.nextInt(255)}) {
                byte[] changed = nut.clone();
                changed[at] ^= (byte) change;
                assertThat(outcome(changed)).as("byte " + at + " ^ " + change).isNotNull();
            }
        }
    }

    /** Checksums made right again, so that the numbers behind them are what is tried. */
    @Test
    void survivesHeadersOfAnyNumbers() {
        Random random = new Random(2);
        for (int round = 0; round < 20_000; round++) {
            ByteArrayOutputStream nut = new ByteArrayOutputStream();
            nut.writeBytes(Nut.ID);
            packet(nut, Nut.MAIN, mainHeader(random));
            packet(nut, Nut.STREAM, numbers(random, 14));
            packet(nut, Nut.INFO, numbers(random, 20));
            nut.writeBytes(numbers(random, 40));
            assertThat(outcome(nut.toByteArray())).as("round " + round).isNotNull();
        }
    }

    @Test
    void theRateAndTheShapeOfPixelsComeBackWithTheFrames() throws Exception {
        Rational rate = new Rational(30_000, 1001);
        Rational aspect = new Rational(64, 45);
        VideoFrame frame = read(gray(NutStream.video(PixelFormat.GRAY8.tag(), MICROS, 3, 3, aspect, rate)))
                .get(0);
        assertThat(frame.frameRate()).isEqualTo(rate);
        assertThat(frame.copy().pixelAspect()).isEqualTo(aspect);

        VideoFrame same = VideoFrame.allocate(PixelFormat.RGB24, 3, 3).at(frame);
        assertThat(same.frameRate()).isEqualTo(rate);
        assertThat(same.pixelAspect()).isEqualTo(aspect);
        assertThat(same.time()).isEqualTo(frame.time());
        VideoFrame other = VideoFrame.allocate(PixelFormat.RGB24, 6, 3).at(frame);
        assertThat(other.frameRate()).isEqualTo(rate);
        assertThat(other.pixelAspect()).isNull();
        // at another time the rate is another
        assertThat(frame.at(7, MICROS).frameRate()).isNull();
    }

    /** FFmpeg ignores them, or they are none. */
    @Test
    void ratesThatAreOfNoUseAreUnknownOrTheHighest() throws Exception {
        for (Rational rate : List.of(new Rational(1000, 1), new Rational(0, 1))) {
            VideoFrame frame = read(gray(NutStream.video(PixelFormat.GRAY8.tag(), MICROS, 3, 3, null, rate)))
                    .get(0);
            assertThat(frame.frameRate())
                    .as(rate.toString())
                    .isEqualTo(rate.numerator() == 0 ? null : new Rational(999, 1));
        }
    }

    private static byte[] gray(NutStream stream) throws IOException {
        ByteArrayOutputStream nut = new ByteArrayOutputStream();
        new NutWriter(Channels.newChannel(nut), stream).frame(0, ByteBuffer.allocate(9));
        return nut.toByteArray();
    }

    @Test
    void refusesAPictureThatFitsIntoNoBuffer() {
        ByteArrayOutputStream nut = new ByteArrayOutputStream();
        NutWriter writer = new NutWriter(
                Channels.newChannel(nut),
                NutStream.video(PixelFormat.GRAY8.tag(), MICROS, Integer.MAX_VALUE, Integer.MAX_VALUE, null, null));
        assertThatThrownBy(() -> {
                    writer.frame(0, ByteBuffer.allocate(4));
                    read(nut.toByteArray());
                })
                .isInstanceOf(IOException.class)
                .hasMessageContaining("2147483647x2147483647");
    }

    @Test
    void refusesAFrameOfAnotherSizeThanThePicture() {
        ByteArrayOutputStream nut = new ByteArrayOutputStream();
        NutWriter writer = new NutWriter(
                Channels.newChannel(nut), NutStream.video(PixelFormat.GRAY8.tag(), MICROS, 3, 3, null, null));
        assertThatThrownBy(() -> {
                    writer.frame(0, ByteBuffer.allocate(8));
                    read(nut.toByteArray());
                })
                .isInstanceOf(IOException.class)
                .hasMessage("frame 0 of FFmpeg's output has 8 bytes, but a frame of 3x3 gray has 9");
    }

    @Test
    void timestampsMustGrow() {
        assertThatThrownBy(() -> gray(5, 5))
                .hasRootCauseInstanceOf(IllegalArgumentException.class)
                .hasRootCauseMessage(
                        "frame 1 is due at 5 of 1/1000000 s: expected a time after that of the frame before, 5");
        assertThatThrownBy(() -> gray(-1)).hasRootCauseInstanceOf(IllegalArgumentException.class);
    }

    private static byte[] gray(long... times) {
        List<VideoFrame> frames = new ArrayList<>();
        for (int i = 0; i < times.length; i++) {
            byte[] pixels = new byte[9];
            Arrays.fill(pixels, (byte) i);
            frames.add(VideoFrame.of(PixelFormat.GRAY8, 3, 3, pixels).at(times[i], MICROS));
        }
        return written(VideoFrames.of(PixelFormat.GRAY8).from(frames));
    }

    static byte[] written(MediaSource source) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            source.writeTo(Channels.newChannel(out));
        } catch (Exception e) {
            throw new AssertionError(e);
        }
        return out.toByteArray();
    }

    private static List<VideoFrame> read(byte[] nut) throws Exception {
        List<VideoFrame> frames = new ArrayList<>();
        VideoFrames.of(PixelFormat.GRAY8)
                .each(frame -> frames.add(frame.copy()))
                .readFrom(Channels.newChannel(new ByteArrayInputStream(nut)));
        return frames;
    }

    /** What is an answer: frames, or an exception meant for this. Anything else fails the test. */
    private static @Nullable String outcome(byte[] nut) {
        try {
            return read(nut).size() + " frames";
        } catch (IOException e) {
            return e.getMessage();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static void packet(ByteArrayOutputStream to, long startCode, byte[] body) {
        ByteBuffer packet = ByteBuffer.allocate(body.length + 16).putLong(startCode);
        int length = body.length + 4;
        packet.put((byte) (0x80 | (length >> 7))).put((byte) (length & 0x7f)).put(body);
        packet.putInt(Nut.crc(body, 0, body.length));
        to.write(packet.array(), 0, packet.position());
    }

    private static byte[] mainHeader(Random random) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(new byte[] {3, 1});
        if (random.nextInt(4) == 0) {
            out.writeBytes(numbers(random, 60));
            return out.toByteArray();
        }
        // right up to the frame codes, all of which are the same, with any flags
        out.writeBytes(new byte[] {100, 1, 1, 25});
        out.write(random.nextInt(128));
        out.writeBytes(new byte[] {6, 0, 1, 0});
        out.writeBytes(new byte[] {(byte) random.nextInt(3), 0, (byte) 0x81, 0x7f, 0});
        return out.toByteArray();
    }

    private static byte[] numbers(Random random, int count) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int i = 0; i < count; i++) {
            int more = random.nextInt(5) == 0 ? random.nextInt(10) : 0;
            for (int j = 0; j < more; j++) {
                out.write(0x80 | random.nextInt(128));
            }
            out.write(random.nextInt(random.nextBoolean() ? 4 : 128));
        }
        return out.toByteArray();
    }
}
