package io.github.asyncffmpeg.internal.process;

import java.util.Arrays;

/**
 * Holds back what a child reports until its log has been read. What a child wrote to the log before it reported is then
 * seen before the report; read one after the other, the log may lag behind or be cut in the middle. Not thread-safe: the
 * poller's.
 */
final class HeldSink implements ByteSink {

    private static final int USUAL = 1024;

    private final ByteSink sink;
    private byte[] held = new byte[USUAL];
    private int length;

    HeldSink(ByteSink sink) {
        this.sink = sink;
    }

    @Override
    public void accept(byte[] bytes, int offset, int count) {
        if (length + count > held.length) {
            held = Arrays.copyOf(held, Math.max(length + count, 2 * held.length));
        }
        System.arraycopy(bytes, offset, held, length, count);
        length += count;
    }

    void release() {
        int all = length;
        length = 0;
        if (all > 0) {
            byte[] bytes = held;
            if (bytes.length > USUAL) {
                held = new byte[USUAL]; // a flood is over some day
            }
            sink.accept(bytes, 0, all);
        }
    }
}
