package io.github.asyncffmpeg.probe;

import io.github.asyncffmpeg.event.LogLine;
import io.github.asyncffmpeg.internal.log.LogDecoder;
import io.github.asyncffmpeg.internal.process.ByteSink;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What is kept of ffprobe's errors: the first and the last 32 KiB, whatever it writes. Written by the poller; read after
 * the end.
 */
final class ErrorLog implements ByteSink {

    private static final int PART = 32 * 1024;
    private static final int LONGEST_LINE = 1_000;
    private static final Pattern LINE_ENDS = Pattern.compile("[\r\n]+");

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
        return read(false);
    }

    /**
     * The lines that may be a reason: those that begin a message of ffprobe's. What follows a line end in one may be words
     * of the file. Where nothing has a color, it was not ffprobe that wrote: then all lines are.
     */
    List<String> reasons() {
        List<String> certain = read(true);
        return certain.isEmpty() ? lines() : certain;
    }

    private List<String> read(boolean certain) {
        List<String> lines = new ArrayList<>();
        addLines(lines, certain, head, headLength);
        if (tailWritten > PART && !certain) {
            lines.add("… " + (tailWritten - PART) + " bytes left out …");
        }
        int kept = (int) Math.min(tailWritten, PART);
        byte[] last = new byte[kept];
        for (int i = 0; i < kept; i++) {
            last[i] = tail[(int) ((tailWritten - kept + i) % PART)];
        }
        addLines(lines, certain, last, kept);
        return lines;
    }

    private static void addLines(List<String> lines, boolean certain, byte[] bytes, int length) {
        LogDecoder decoder = new LogDecoder(new LogDecoder.Listener() {
            @Override
            public void certain(LogLine message) {
                String[] all = LINE_ENDS.split(message.message(), -1);
                addLine(lines, all[0]);
                for (int i = 1; i < all.length && !certain; i++) {
                    addLine(lines, all[i]);
                }
            }

            @Override
            public void claimed(LogLine line) {
                if (!certain) {
                    addLine(lines, line.raw());
                }
            }
        });
        decoder.feed(bytes, 0, length);
        decoder.finish();
    }

    private static void addLine(List<String> lines, String line) {
        if (!line.isBlank()) {
            lines.add(line.length() <= LONGEST_LINE ? line : line.substring(0, LONGEST_LINE) + "…");
        }
    }
}
