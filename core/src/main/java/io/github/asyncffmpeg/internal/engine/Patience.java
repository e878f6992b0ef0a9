package io.github.asyncffmpeg.internal.engine;

/** What the thread that launches does next. */
enum Patience {
    /** Something else. */
    NONE,
    /** It waits for the end: a thread of the user's, which may be interrupted. */
    CALLER,
    /** It has time: a thread of our own. */
    WORKER
}
