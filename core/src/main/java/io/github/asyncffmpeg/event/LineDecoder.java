package io.github.asyncffmpeg.event;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Cuts bytes into lines at {@code \n}, {@code \r} or both, however the pieces fall. Bytes that are not UTF-8 become
 * replacement characters; a line over 8 KiB is cut, and its remainder is dropped. Not thread-safe: one poller feeds it.
 */
public final class LineDecoder {

    private static final int LONGEST = 8 * 1024;

    private final Consumer<String> lines;
    private byte[] pending = new byte[256];
    private int length;

    /**
     * Makes a decoder.
     *
     * @param lines takes each line that is not empty, without its end
     */
    public LineDecoder(Consumer<String> lines) {
        this.lines = lines;
    }

    /**
     * Takes bytes.
     *
     * @param bytes the array they are in; not kept
     * @param offset where they begin
     * @param count how many they are
     */
    public void feed(byte[] bytes, int offset, int count) {
        int end = offset + count;
        int from = offset;
        for (int i = offset; i < end; i++) {
            if (bytes[i] == '\n' || bytes[i] == '\r') {
                if (length == 0) {
                    emit(bytes, from, i - from);
                } else {
                    keep(bytes, from, i - from);
                    finish();
                }
                from = i + 1;
            }
        }
        keep(bytes, from, end - from);
    }

    /** Hands out what is left after the last line end. */
    public void finish() {
        int rest = length;
        length = 0;
        emit(pending, 0, rest);
    }

    private void keep(byte[] bytes, int from, int count) {
        int room = Math.min(count, LONGEST - length);
        if (room <= 0) {
            return;
        }
        if (length + room > pending.length) {
            pending = Arrays.copyOf(pending, Math.max(length + room, pending.length * 2));
        }
        System.arraycopy(bytes, from, pending, length, room);
        length += room;
    }

    private void emit(byte[] bytes, int from, int count) {
        if (count > 0) {
            lines.accept(new String(bytes, from, Math.min(count, LONGEST), StandardCharsets.UTF_8));
        }
    }
}
