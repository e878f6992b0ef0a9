package io.github.asyncffmpeg.internal.engine;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import org.jspecify.annotations.Nullable;

/** Tells what kind of thread calls. Virtual threads are of Java 21, and this library is of Java 17. */
final class CallingThread {

    private static final @Nullable MethodHandle IS_VIRTUAL = isVirtualOfThread();

    private CallingThread() {}

    /** Whether this thread is a virtual one, which holds its carrier while it waits for a process (before JDK 24). */
    static boolean isVirtual() {
        MethodHandle asked = IS_VIRTUAL;
        if (asked == null) {
            return false;
        }
        try {
            return (boolean) asked.invokeExact(Thread.currentThread());
        } catch (Throwable neverThrown) {
            return true; // the careful answer
        }
    }

    private static @Nullable MethodHandle isVirtualOfThread() {
        try {
            return MethodHandles.publicLookup()
                    .findVirtual(Thread.class, "isVirtual", MethodType.methodType(boolean.class));
        } catch (ReflectiveOperationException olderJava) {
            return null;
        }
    }
}
