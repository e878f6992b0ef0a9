package io.github.asyncffmpeg.internal.process;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Something that the end of the JVM waits for, a moment at most, after all children have ended: a listener that is still to
 * be told. While there is one, the shutdown hook stays in place.
 *
 * <p>Safe for any thread.
 */
public final class ShutdownWait {

    private final AtomicBoolean waited = new AtomicBoolean(true);

    private ShutdownWait() {}

    /**
     * Begins one.
     *
     * @return the wait, which must be {@linkplain #end ended}
     */
    public static ShutdownWait begin() {
        LaunchGate.holdForListener();
        return new ShutdownWait();
    }

    /** Nothing is waited for any more. */
    public void end() {
        if (waited.compareAndSet(true, false)) {
            LaunchGate.releaseListener();
        }
    }
}
