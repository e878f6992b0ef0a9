package io.github.asyncffmpeg.internal.process;

/** Something the poller empties without ever blocking: a child's pipe or a socket. Used by the poller thread alone. */
interface ByteSource {

    /**
     * Hands what is there to the sink of this source.
     *
     * @param buffer scratch space
     * @param budget how many bytes to take at the most
     * @return how many bytes were taken; 0 when there is nothing now
     */
    int drain(byte[] buffer, int budget);

    /** Hands on what {@link #drain} has held back, in a source that does. */
    default void release() {}

    /** Gives up what this source holds, and never blocks. */
    void close();
}
