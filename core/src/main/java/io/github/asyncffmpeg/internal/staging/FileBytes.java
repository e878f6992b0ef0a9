package io.github.asyncffmpeg.internal.staging;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * The bytes of a file, read in small pieces wherever they are asked for. No channel: an interrupt of the thread, which may
 * be one of the user's, must not end the look at a file. For one thread.
 */
final class FileBytes implements Closeable {

    /** Of an ordinary film the first piece has all headers but the index's. */
    private static final int PIECE = 512;

    private static final int MOST_TEXT = 64 * 1024 * 1024;

    private final RandomAccessFile file;
    private final long size;
    private final byte[] piece = new byte[PIECE];
    private long start;
    private int held;

    FileBytes(Path path) throws IOException {
        file = new RandomAccessFile(path.toFile(), "r");
        size = file.length();
    }

    /** A whole file as a text; what is no UTF-8 is replaced. */
    static String text(Path path) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
            byte[] bytes = new byte[(int) Math.min(file.length(), MOST_TEXT)];
            file.readFully(bytes);
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    long size() {
        return size;
    }

    /** One byte, 0 to 255. */
    int at(long position) throws IOException {
        if (position < start || position >= start + held) {
            file.seek(position);
            start = position;
            held = Math.max(0, file.read(piece));
            if (held == 0) {
                throw new EOFException();
            }
        }
        return piece[(int) (position - start)] & 0xff;
    }

    /** A number of up to eight bytes, the highest first. */
    long number(long position, int bytes) throws IOException {
        long number = 0;
        for (int i = 0; i < bytes; i++) {
            number = number << 8 | at(position + i);
        }
        return number;
    }

    /** A number of four bytes, the lowest first. */
    long littleEndian(long position) throws IOException {
        return Integer.toUnsignedLong(Integer.reverseBytes((int) number(position, 4)));
    }

    /** A code of four characters; what lies behind the end is blank. */
    String code(long position) throws IOException {
        byte[] code = new byte[4];
        for (int i = 0; i < code.length; i++) {
            code[i] = position + i < size ? (byte) at(position + i) : (byte) ' ';
        }
        return new String(code, StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
