package io.github.asyncffmpeg.probe;

import io.github.asyncffmpeg.error.Failure;
import io.github.asyncffmpeg.error.FailureKind;
import io.github.asyncffmpeg.process.ByteSink;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What is kept of ffprobe's errors: the first and the last 32 KiB, whatever it writes. Written by the poller; read after
 * the end.
 */
final class ErrorLog implements ByteSink {

    private static final int PART = 32 * 1024;
    private static final int LONGEST_LINE = 1_000;

    private static final Pattern SPEAKER = Pattern.compile("^(?:\\[[^\\]]* @ 0x[0-9a-f]+\\] )+");

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

    /** What went wrong, as far as ffprobe's words tell. */
    static Failure failure(List<String> lines) {
        List<String> said = lines.stream()
                .map(line -> SPEAKER.matcher(line).replaceFirst("").strip())
                .filter(line -> !line.isEmpty())
                .distinct()
                .toList();
        // The reason is at the end: what was opened, and why that failed; before it, what the demuxer met.
        Optional<String> cause = said.isEmpty()
                ? Optional.empty()
                : Optional.of(String.join("; ", said.subList(Math.max(0, said.size() - 3), said.size())));
        return new Failure(FailureKind.UNRECOGNISED, Optional.empty(), Optional.empty(), cause, List.of());
    }
}
