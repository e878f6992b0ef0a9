package io.github.asyncffmpeg.internal.log;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Bytes of a text that is being read: at most 8 KiB, the remainder is dropped. Bytes that are not UTF-8 become replacement
 * characters. Not thread-safe.
 */
final class ByteLine {

    static final int LONGEST = 8 * 1024;

    private byte[] bytes = new byte[256];
    private int length;
    private byte last;

    void add(byte[] more, int from, int count) {
        if (count > 0) {
            last = more[from + count - 1];
        }
        int room = Math.min(count, LONGEST - length);
        if (room <= 0) {
            return;
        }
        if (length + room > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(length + room, bytes.length * 2));
        }
        System.arraycopy(more, from, bytes, length, room);
        length += room;
    }

    void add(String text) {
        if (!text.isEmpty()) {
            byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
            add(encoded, 0, encoded.length);
        }
    }

    /** Whether the last byte, kept or not, is a line end. */
    boolean endsLine() {
        return last == '\n' || last == '\r';
    }

    /** The text; from here on it is empty. */
    String take() {
        String text = new String(bytes, 0, length, StandardCharsets.UTF_8);
        length = 0;
        last = 0;
        return text;
    }
}
