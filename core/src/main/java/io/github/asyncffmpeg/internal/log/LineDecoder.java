package io.github.asyncffmpeg.internal.log;

import java.util.function.Consumer;

/**
 * Cuts bytes into lines at {@code \n}, {@code \r} or both, however the pieces fall. Bytes that are not UTF-8 become
 * replacement characters; a line over 8 KiB is cut, and its remainder is dropped. Not thread-safe: one poller feeds it.
 */
public final class LineDecoder {

    private final Consumer<String> lines;
    private final ByteLine pending = new ByteLine();

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
                pending.add(bytes, from, i - from);
                finish();
                from = i + 1;
            }
        }
        pending.add(bytes, from, end - from);
    }

    /** Hands out what is left after the last line end. */
    public void finish() {
        String line = pending.take();
        if (!line.isEmpty()) {
            lines.accept(line);
        }
    }
}
