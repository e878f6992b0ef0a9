package io.github.asyncffmpeg.media;

import java.util.concurrent.atomic.AtomicBoolean;

/** Guards what can be read once. Safe for any thread. */
final class OneRun {

    private final AtomicBoolean used = new AtomicBoolean();
    private final String name;

    OneRun(String name) {
        this.name = name;
    }

    /** Whether it is the first time; another time is then too late. */
    boolean take() {
        return !used.getAndSet(true);
    }

    /** The first time, nothing. */
    void begin() {
        if (!take()) {
            throw new IllegalStateException(name + " was handed over by an earlier run; each run needs a new one");
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
