package io.github.asyncffmpeg.internal.pool;

/** What a pool does with its work beside starting it. Safe for any thread; nothing blocks. */
interface PoolWork extends WorkQueue.Work {

    /** Asks it to end; what waits does not begin. */
    void quit();

    /** Ends it by force. */
    void kill();

    /** Asks it to end because the pool is closed. */
    void close();
}
