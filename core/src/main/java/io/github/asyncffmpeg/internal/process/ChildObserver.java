package io.github.asyncffmpeg.internal.process;

/**
 * Told of a child by the thread that serves it: in its first moments perhaps the one that launched it, then the poller; and of the end of the JVM by its hook.
 * No method may block or run user code.
 */
public interface ChildObserver {

    /**
     * Called on every sweep, at least every 50 ms, while the child lives.
     *
     * @param now {@link System#nanoTime()}
     */
    void tick(long now);

    /**
     * Called once, when the child is dead and its pipes are drained.
     *
     * @param exitCode as the operating system gave it; 128 + n for signal n
     */
    void ended(int exitCode);

    /** Called by the shutdown hook when the JVM ends: the child has been asked to finish, or has ended already. */
    default void jvmEnds() {}
}
