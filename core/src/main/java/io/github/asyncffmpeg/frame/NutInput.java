package io.github.asyncffmpeg.frame;

import java.io.EOFException;
import java.io.IOException;
import java.io.StreamCorruptedException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import org.jspecify.annotations.Nullable;

/**
 * Numbers out of a channel, through a small buffer; and large pieces past it, straight into their place. For one thread at
 * a time.
 */
final class NutInput {

    /** Small frames come several with one read; of a large one, this much is copied once more. */
    private static final int STAGING = 4096;

    private final @Nullable ReadableByteChannel channel;
    private final ByteBuffer staging;
    private int crc;

    NutInput(ReadableByteChannel channel) {
        this.channel = channel;
        this.staging = ByteBuffer.allocateDirect(STAGING).limit(0);
    }

    /** Of bytes that were read already. */
    NutInput(byte[] bytes) {
        this.channel = null;
        this.staging = ByteBuffer.wrap(bytes);
    }

    /** The next byte, or -1 at the end. */
    int octetOrEnd() throws IOException {
        if (!staging.hasRemaining()) {
            if (channel == null) {
                return -1;
            }
            staging.clear();
            int n = channel.read(staging);
            staging.flip();
            if (n < 0) {
                return -1;
            }
            checkBlocking(n);
        }
        int octet = staging.get() & 0xff;
        crc = Nut.crc(crc, octet);
        return octet;
    }

    int octet() throws IOException {
        int octet = octetOrEnd();
        if (octet < 0) {
            throw torn();
        }
        return octet;
    }

    /** Begins a checksum, which {@link #endChecksum} reads and compares. */
    void beginChecksum() {
        crc = 0;
    }

    void endChecksum(String what) throws IOException {
        for (int i = 0; i < 4; i++) {
            octet();
        }
        if (crc != 0) {
            throw new StreamCorruptedException("not FFmpeg's NUT: the checksum of " + what + " is wrong");
        }
    }

    /** Goes on with a checksum after bytes that were read before it was clear that they belong to it. */
    void checksumOf(long startCode) {
        crc = 0;
        for (int shift = 56; shift >= 0; shift -= 8) {
            crc = Nut.crc(crc, (int) (startCode >>> shift) & 0xff);
        }
    }

    /** An unsigned number: 7 bits a byte, highest first, and the top bit says whether more come. */
    long number() throws IOException {
        long value = 0;
        while (true) {
            int octet = octet();
            if (value >>> 56 != 0) {
                throw new StreamCorruptedException("not FFmpeg's NUT: a number has more than 63 bits");
            }
            value = (value << 7) | (octet & 0x7f);
            if (octet < 0x80) {
                return value;
            }
        }
    }

    /** A number of a range that an int holds. */
    int number(String what, int most) throws IOException {
        long value = number();
        if (value > most) {
            throw new StreamCorruptedException(
                    "not FFmpeg's NUT: " + what + " is " + value + ", expected at most " + most);
        }
        return (int) value;
    }

    /** A number with a sign: 0, 1, -1, 2, -2 … */
    long signed() throws IOException {
        long value = number() + 1;
        return (value & 1) == 1 ? -(value >> 1) : value >> 1;
    }

    byte[] bytes(int n) throws IOException {
        byte[] all = new byte[n];
        read(ByteBuffer.wrap(all));
        return all;
    }

    /** Fills a buffer up to its limit. */
    void read(ByteBuffer into) throws IOException {
        int staged = Math.min(staging.remaining(), into.remaining());
        into.put(into.position(), staging, staging.position(), staged);
        into.position(into.position() + staged);
        staging.position(staging.position() + staged);
        while (into.hasRemaining()) {
            int n = channel == null ? -1 : channel.read(into);
            if (n < 0) {
                throw torn();
            }
            checkBlocking(n);
        }
    }

    void skip(long n) throws IOException {
        long left = n;
        while (left > 0) {
            if (!staging.hasRemaining()) {
                octet();
                left--;
            }
            int step = (int) Math.min(left, staging.remaining());
            staging.position(staging.position() + step);
            left -= step;
        }
    }

    private static void checkBlocking(int n) throws IOException {
        if (n == 0) {
            throw new IOException("the channel gave no bytes although it was to wait for some: it must be blocking");
        }
    }

    private static EOFException torn() {
        return new EOFException(
                "FFmpeg's output ends in the middle of a frame: FFmpeg was killed, or its output was closed");
    }
}
