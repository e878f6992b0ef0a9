package io.github.asyncffmpeg.frame;

import io.github.asyncffmpeg.media.Rational;
import java.io.IOException;
import java.io.StreamCorruptedException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads frames of one stream out of NUT as FFmpeg 5.1 and 8.0 write it, as they come. Other streams are passed over.
 *
 * <p>Nothing is believed: each number has a bound, checksums are compared, and memory is asked for only in sizes that the
 * bounds allow. For one thread at a time.
 *
 * <p>A longer file, because each packet of the format is read by what the ones before it said.
 */
final class NutReader {

    /** A header of FFmpeg's has some hundred bytes; metadata of a file may make it longer. */
    private static final int LONGEST_HEADER = 1 << 20;

    private static final int MOST_STREAMS = 256;

    private final NutInput in;
    private final int wanted;
    private final List<Rational> timeBases = new ArrayList<>();
    private final List<NutStream> streams = new ArrayList<>();
    private final List<byte[]> elisions = new ArrayList<>();
    private @Nullable NutFrameCodes codes;
    private int chosen = -1;
    private long[] lastPts = {};

    private int size;
    private long pts;
    private byte[] elided = {};

    /** Reads a channel for the first stream of a kind. */
    NutReader(ReadableByteChannel channel, int kind) {
        this.in = new NutInput(channel);
        this.wanted = kind;
    }

    /**
     * Reads the headers.
     *
     * @return the stream, or null if there is nothing at all: FFmpeg ended before it wrote anything
     */
    @Nullable
    NutStream open() throws IOException {
        int first = in.octetOrEnd();
        if (first < 0) {
            return null;
        }
        for (int i = 0; i < Nut.ID.length; i++) {
            if ((i == 0 ? first : in.octet()) != Nut.ID[i]) {
                throw corrupted("it does not begin with \"nut/multimedia container\"; is an option f set?");
            }
        }
        int announced = mainHeader();
        for (int i = 0; i < announced; i++) {
            streamHeader();
        }
        for (int i = 0; i < streams.size() && chosen < 0; i++) {
            chosen = streams.get(i).kind() == wanted ? i : -1;
        }
        if (chosen < 0) {
            throw new IOException("FFmpeg's output has no " + (wanted == Nut.VIDEO ? "video" : "audio") + " stream");
        }
        lastPts = new long[streams.size()];
        return streams.get(chosen);
    }

    /**
     * Goes to the next frame.
     *
     * @return whether there is one
     */
    boolean next() throws IOException {
        while (true) {
            in.beginChecksum();
            int code = in.octetOrEnd();
            if (code < 0) {
                return false;
            }
            if (code == 'N') {
                packet(startCode('N'));
            } else if (frameHeader(code)) {
                return true;
            }
        }
    }

    /** How many bytes the frame has. */
    int size() {
        return size;
    }

    /** When it is due, in the time base of the stream. */
    long pts() {
        return pts;
    }

    /** Reads the frame into a buffer of its size. Must be called once for each frame. */
    void payload(ByteBuffer into) throws IOException {
        into.put(elided);
        in.read(into);
        into.flip();
    }

    /** What the headers have said so far of the stream. */
    NutStream stream() {
        return streams.get(chosen);
    }

    private int mainHeader() throws IOException {
        NutInput header = header(Nut.MAIN, "the main header");
        int version = header.number("the version", Integer.MAX_VALUE);
        if (version < 2 || version > 4) {
            throw corrupted("its version is " + version + ", expected 2 to 4");
        }
        if (version > 3) {
            header.number();
        }
        int announced = header.number("the number of streams", MOST_STREAMS);
        header.number();
        int bases = header.number("the number of time bases", MOST_STREAMS);
        for (int i = 0; i < bases; i++) {
            int numerator = header.number("a time base", Integer.MAX_VALUE);
            int denominator = header.number("a time base", Integer.MAX_VALUE);
            if (numerator == 0 || denominator == 0) {
                throw corrupted("a time base is " + numerator + "/" + denominator);
            }
            timeBases.add(new Rational(numerator, denominator));
        }
        codes = new NutFrameCodes(header);
        elisions.add(new byte[0]);
        int more = header.number("the number of elision headers", 127);
        for (int i = 0; i < more; i++) {
            elisions.add(header.bytes(header.number("the length of an elision header", 256)));
        }
        return announced;
    }

    private void streamHeader() throws IOException {
        NutInput header = header(Nut.STREAM, "a stream header");
        int id = header.number("the number of a stream", MOST_STREAMS);
        if (id != streams.size()) {
            throw corrupted("stream " + id + " comes where " + streams.size() + " was expected");
        }
        int kind = header.number("the kind of a stream", 255);
        int tag = 0;
        byte[] name = header.bytes(header.number("the length of a tag", 256));
        for (int i = Math.min(4, name.length) - 1; i >= 0; i--) {
            tag = (tag << 8) | (name[i] & 0xff);
        }
        int base = header.number("the time base of a stream", Math.max(0, timeBases.size() - 1));
        if (timeBases.isEmpty()) {
            throw corrupted("it has no time base");
        }
        int ptsBits = header.number("the low bits of timestamps", 15);
        header.number();
        header.number();
        header.number();
        header.bytes(header.number("the length of codec data", LONGEST_HEADER));
        int width = 0;
        int height = 0;
        Rational aspect = null;
        int rate = 0;
        int channels = 0;
        if (kind == Nut.VIDEO) {
            width = header.number("a width", Integer.MAX_VALUE);
            height = header.number("a height", Integer.MAX_VALUE);
            int across = header.number("the shape of a pixel", Integer.MAX_VALUE);
            int down = header.number("the shape of a pixel", Integer.MAX_VALUE);
            aspect = across > 0 && down > 0 ? new Rational(across, down) : null;
        } else if (kind == Nut.AUDIO) {
            rate = header.number("a sample rate", Integer.MAX_VALUE);
            int divisor = header.number("a divisor of a sample rate", Integer.MAX_VALUE);
            rate = divisor > 1 ? rate / divisor : rate;
            channels = header.number("a number of channels", 65_535);
        }
        streams.add(
                new NutStream(kind, tag, timeBases.get(base), ptsBits, width, height, aspect, null, rate, channels));
    }

    /** Finds the next packet of a kind, passing over others, and reads it whole. */
    private NutInput header(long kind, String what) throws IOException {
        while (true) {
            int first = in.octet();
            if (first != 'N') {
                throw corrupted("a frame comes before " + what);
            }
            long code = startCode(first);
            int length = length(code);
            if (code != kind) {
                in.skip(length);
                continue;
            }
            return body(what, length, LONGEST_HEADER);
        }
    }

    /** Reads the rest of a packet, whose checksum is its last four bytes. */
    private NutInput body(String what, int length, int longest) throws IOException {
        if (length > longest || length < 4) {
            throw corrupted(what + " has " + length + " bytes");
        }
        byte[] body = in.bytes(length);
        if (Nut.crc(body, 0, length) != 0) {
            throw corrupted("the checksum of " + what + " is wrong");
        }
        return new NutInput(body);
    }

    private long startCode(int first) throws IOException {
        long code = first;
        for (int i = 1; i < 8; i++) {
            code = (code << 8) | in.octet();
        }
        if (code != Nut.MAIN && code != Nut.STREAM && code != Nut.SYNCPOINT && code != Nut.INDEX && code != Nut.INFO) {
            throw corrupted("unknown start code " + Long.toHexString(code));
        }
        return code;
    }

    private int length(long startCode) throws IOException {
        in.checksumOf(startCode);
        int length = in.number("the length of a packet", Integer.MAX_VALUE);
        if (length > Nut.LONG_PACKET) {
            in.endChecksum("the length of a packet");
        }
        return length;
    }

    /** Between frames: a point to begin at, which sets the clock, or what is of no use here. */
    private void packet(long startCode) throws IOException {
        int length = length(startCode);
        if (startCode == Nut.SYNCPOINT) {
            syncpoint(body("a syncpoint", length, Nut.LONG_PACKET));
        } else if (startCode == Nut.INFO && wanted == Nut.VIDEO) {
            Rational rate = NutInfo.frameRate(body("an info packet", length, LONGEST_HEADER), chosen);
            if (rate != null) {
                streams.set(chosen, stream().withFrameRate(rate));
            }
        } else {
            in.skip(length);
        }
    }

    private void syncpoint(NutInput body) throws IOException {
        long key = body.number();
        Rational base = timeBases.get((int) (key % timeBases.size()));
        long ticks = key / timeBases.size();
        for (int i = 0; i < lastPts.length; i++) {
            Rational own = streams.get(i).timeBase();
            lastPts[i] = own.equals(base) ? ticks : floor(ticks, base, own);
        }
    }

    private static long floor(long ticks, Rational from, Rational to) {
        return BigInteger.valueOf(ticks)
                .multiply(BigInteger.valueOf(from.numerator() * to.denominator()))
                .divide(BigInteger.valueOf(from.denominator() * to.numerator()))
                .longValue();
    }

    private boolean frameHeader(int code) throws IOException {
        NutFrameCodes table = codes;
        if (table == null) {
            throw new IllegalStateException("frames before open()");
        }
        int flags = table.flags[code];
        if ((flags & Nut.FLAG_INVALID) != 0) {
            throw corrupted("frame code " + code + " is invalid");
        }
        if ((flags & Nut.FLAG_CODED) != 0) {
            flags ^= in.number("the flags of a frame", 0xffff);
        }
        int stream = table.stream[code];
        if ((flags & Nut.FLAG_STREAM_ID) != 0) {
            stream = in.number("the stream of a frame", MOST_STREAMS);
        }
        if (stream >= streams.size()) {
            throw corrupted("a frame is of stream " + stream + " of " + streams.size());
        }
        long time = lastPts[stream] + table.ptsStep[code];
        if ((flags & Nut.FLAG_CODED_PTS) != 0) {
            time = coded(in.number(), streams.get(stream).ptsBits(), lastPts[stream]);
        }
        lastPts[stream] = time;
        long bytes = table.sizeRest[code];
        if ((flags & Nut.FLAG_SIZE_MSB) != 0) {
            bytes += (long) table.sizeFactor[code] * in.number("the size of a frame", Integer.MAX_VALUE);
        }
        if ((flags & Nut.FLAG_MATCH_TIME) != 0) {
            in.signed();
        }
        int elision = table.elision[code];
        if ((flags & Nut.FLAG_HEADER_INDEX) != 0) {
            elision = in.number("the elision header of a frame", 127);
        }
        int reserved = table.reserved[code];
        if ((flags & Nut.FLAG_RESERVED) != 0) {
            reserved = in.number("the reserved words of a frame", 256);
        }
        for (int i = 0; i < reserved; i++) {
            in.number();
        }
        if ((flags & Nut.FLAG_CHECKSUM) != 0) {
            in.endChecksum("a frame's header");
        }
        return accept(stream, flags, bytes, elision, time);
    }

    private boolean accept(int stream, int flags, long bytes, int elision, long time) throws IOException {
        if (elision >= elisions.size() || bytes > Integer.MAX_VALUE) {
            throw corrupted("a frame of " + bytes + " bytes with elision header " + elision);
        }
        byte[] prefix = bytes > Nut.LONG_PACKET ? elisions.get(0) : elisions.get(elision);
        if (bytes < prefix.length) {
            throw corrupted("a frame of " + bytes + " bytes begins with " + prefix.length);
        }
        boolean nothing = bytes == 0 && (flags & Nut.FLAG_END_OF_RELEVANCE) != 0;
        if (stream != chosen || nothing) {
            in.skip(bytes - prefix.length);
            return false;
        }
        if ((flags & Nut.FLAG_SIDE_DATA) != 0) {
            throw corrupted("a frame has side data, which FFmpeg writes with -strict experimental only");
        }
        size = (int) bytes;
        pts = time;
        elided = prefix;
        return true;
    }

    /** A timestamp that is given whole, or by its low bits: then it is the one nearest to the last. */
    private static long coded(long number, int bits, long last) {
        if (number >= 1L << bits) {
            return number - (1L << bits);
        }
        long mask = (1L << bits) - 1;
        long least = last - mask / 2;
        return ((number - least) & mask) + least;
    }

    private static StreamCorruptedException corrupted(String what) {
        return new StreamCorruptedException("not FFmpeg's NUT: " + what);
    }
}
