package io.github.asyncffmpeg.probe;

import io.github.asyncffmpeg.process.ByteSink;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What is kept of ffprobe's errors: the first and the last 32 KiB, whatever it writes. Written by the poller; read after
 * the end.
 */
final class ErrorLog implements ByteSink {

    private static final int PART = 32 * 1024;
    private static final int LONGEST_LINE = 1_000;

    private byte[] head = new byte[512];
    private int headLength;

    /** A ring: made when the head is full. */
    private byte[] tail = new byte[0];

    private long tailWritten;

    @Override
    public void accept(byte[] bytes, int offset, int length) {
        int first = Math.min(length, PART - headLength);
        if (first > 0) {
            if (headLength + first > head.length) {
                head = Arrays.copyOf(head, Math.min(PART, Math.max(headLength + first, head.length * 2)));
            }
            System.arraycopy(bytes, offset, head, headLength, first);
            headLength += first;
        }
        if (first < length && tail.length == 0) {
            tail = new byte[PART];
        }
        for (int i = Math.max(0, first); i < length; i++) {
            tail[(int) (tailWritten++ % PART)] = bytes[offset + i];
        }
    }

    /** The lines, oldest first; one line says so where some were dropped. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        addLines(lines, head, 0, headLength);
        if (tailWritten > PART) {
            lines.add("… " + (tailWritten - PART) + " bytes left out …");
        }
        int kept = (int) Math.min(tailWritten, PART);
        byte[] last = new byte[kept];
        for (int i = 0; i < kept; i++) {
            last[i] = tail[(int) ((tailWritten - kept + i) % PART)];
        }
        addLines(lines, last, 0, kept);
        return lines;
    }

    private static void addLines(List<String> lines, byte[] bytes, int from, int length) {
        for (String line : new String(bytes, from, length, StandardCharsets.UTF_8).split("[\r\n]+", -1)) {
            if (!line.isBlank()) {
                lines.add(line.length() <= LONGEST_LINE ? line : line.substring(0, LONGEST_LINE) + "…");
            }
        }
    }
}
