package io.github.asyncffmpeg.frame;

import io.github.asyncffmpeg.media.Rational;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.GatheringByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;

/**
 * Writes NUT with one stream, each frame of which is a key frame with its whole timestamp, behind a syncpoint: so FFmpeg
 * accepts frames of any size. For one thread at a time.
 */
final class NutWriter {

    /** FFmpeg 5.1 and 8.0 say of a frame that is farther from its syncpoint that it "must have been damaged". */
    private static final int MAX_DISTANCE = 65_536;

    private static final int VERSION = 3;

    /** The one code that our frames begin with. */
    private static final int FRAME_CODE = 1;

    /** What is written of a buffer on the heap at once: the JDK copies it to one outside, which it keeps. */
    private static final int HEAP_SLICE = 64 * 1024;

    private final WritableByteChannel channel;
    private final NutStream stream;
    private final ByteBuffer head = ByteBuffer.allocateDirect(1024);
    private long written;
    private long lastSyncpoint = -1;
    private boolean begun;

    /** A writer that writes nothing yet. */
    NutWriter(WritableByteChannel channel, NutStream stream) {
        this.channel = channel;
        this.stream = stream;
    }

    void frame(long pts, ByteBuffer payload) throws IOException {
        head.clear();
        if (!begun) {
            head.put(Nut.ID);
            mainHeader();
            streamHeader();
            Rational rate = stream.frameRate();
            if (rate != null) {
                rateInfo(rate);
            }
            begun = true;
        }
        long at = written + head.position();
        int begin = beginPacket(Nut.SYNCPOINT);
        number(pts);
        number(lastSyncpoint < 0 ? 0 : (at - lastSyncpoint) >> 4);
        endPacket(begin);
        lastSyncpoint = at;

        int frame = head.position();
        head.put((byte) FRAME_CODE);
        number(pts + (1L << stream.ptsBits()));
        number(payload.remaining());
        checksum(frame);
        head.flip();
        written += head.remaining() + payload.remaining();
        write(payload);
    }

    private void write(ByteBuffer payload) throws IOException {
        if (payload.isDirect() && channel instanceof GatheringByteChannel gathering) {
            ByteBuffer[] both = {head, payload};
            while (head.hasRemaining()) {
                gathering.write(both);
            }
        }
        writeAll(channel, head);
        writeAll(channel, payload);
    }

    /** Writes all of a buffer; one on the heap piece by piece. */
    static void writeAll(WritableByteChannel channel, ByteBuffer data) throws IOException {
        int end = data.limit();
        while (data.position() < end) {
            data.limit(data.isDirect() ? end : Math.min(end, data.position() + HEAP_SLICE));
            channel.write(data);
        }
    }

    private void mainHeader() {
        int begin = beginPacket(Nut.MAIN);
        number(VERSION);
        number(1); // streams
        number(MAX_DISTANCE);
        number(1); // time bases
        number(stream.timeBase().numerator());
        number(stream.timeBase().denominator());
        frameCodes(Nut.FLAG_INVALID, FRAME_CODE);
        frameCodes(Nut.FLAG_KEY | Nut.FLAG_CODED_PTS | Nut.FLAG_SIZE_MSB | Nut.FLAG_CHECKSUM, 1);
        frameCodes(Nut.FLAG_INVALID, 256 - FRAME_CODE - 1 - 1); // the last 1 is 'N', which counts for nothing
        number(0); // elision headers
        endPacket(begin);
    }

    private void frameCodes(int flags, int count) {
        number(flags);
        number(6); // fields that follow
        number(0); // pts step
        number(1); // size factor
        number(0); // stream
        number(0); // size
        number(0); // reserved words
        number(count);
    }

    private void streamHeader() {
        int begin = beginPacket(Nut.STREAM);
        number(0); // its number
        number(stream.kind());
        number(4);
        for (int shift = 0; shift < 32; shift += 8) {
            head.put((byte) (stream.tag() >>> shift));
        }
        number(0); // its time base
        number(stream.ptsBits());
        number(1); // farther apart than this, frames need a checksum: ours have one
        number(0); // decode delay
        number(0); // flags
        number(0); // codec data
        if (stream.kind() == Nut.VIDEO) {
            number(stream.width());
            number(stream.height());
            Rational aspect = stream.pixelAspect();
            number(aspect == null ? 0 : aspect.numerator()); // 0 is unknown
            number(aspect == null ? 0 : aspect.denominator());
            number(0); // colour space: unknown
        } else {
            number(stream.rate());
            number(1);
            number(stream.channels());
        }
        endPacket(begin);
    }

    /**
     * Without this FFmpeg guesses the rate from the first frames that fit into {@code probesize}. From fewer than three it
     * takes the time base for the rate, and an output with 1,152,000,000 frames a second has one frame, or a wrong level.
     */
    private void rateInfo(Rational rate) {
        int begin = beginPacket(Nut.INFO);
        number(1); // of the stream 0
        number(0); // no chapter
        number(0); // its start
        number(0); // its length
        number(1); // facts
        text(Nut.FRAME_RATE);
        number(2); // -1, with a sign: a text follows
        text(rate.toString());
        endPacket(begin);
    }

    private void text(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        number(bytes.length);
        head.put(bytes);
    }

    /** Leaves room for the length in one byte, and returns where the packet begins. */
    private int beginPacket(long startCode) {
        head.putLong(startCode);
        head.put((byte) 0).put((byte) 0);
        return head.position();
    }

    private void endPacket(int begin) {
        int length = head.position() - begin + 4;
        head.put(begin - 2, (byte) (0x80 | (length >>> 7)));
        head.put(begin - 1, (byte) (length & 0x7f));
        checksum(begin);
    }

    private void checksum(int begin) {
        int crc = 0;
        for (int i = begin; i < head.position(); i++) {
            crc = Nut.crc(crc, head.get(i));
        }
        head.putInt(crc);
    }

    private void number(long value) {
        int more = (63 - Long.numberOfLeadingZeros(value | 1)) / 7;
        for (int i = more; i > 0; i--) {
            head.put((byte) (0x80 | (value >>> (7 * i))));
        }
        head.put((byte) (value & 0x7f));
    }
}
