package io.github.asyncffmpeg.internal.process;

/** Takes bytes as they come, on the poller thread: it must not block and must not keep the array. */
@FunctionalInterface
public interface ByteSink {

    /**
     * Takes bytes.
     *
     * @param bytes the array they are in
     * @param offset where they begin
     * @param length how many they are, at least 1
     */
    void accept(byte[] bytes, int offset, int length);
}
