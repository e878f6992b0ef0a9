package io.github.asyncffmpeg.cli.display;

import java.io.PrintWriter;
import java.io.Writer;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/** The other end of stderr: keeps what was written, and can take nothing for a while, as after Ctrl+S. */
final class Reader extends Writer {

    private static final long LIMIT_NANOS = 30_000_000_000L;

    private final ReentrantLock mine = new ReentrantLock();
    private final Condition changed = mine.newCondition();
    private final StringBuilder text = new StringBuilder();
    private boolean stuck;
    private boolean waiting;
    private int writes;

    PrintWriter writer() {
        return new PrintWriter(this);
    }

    void stuck(boolean now) {
        mine.lock();
        try {
            stuck = now;
            changed.signalAll();
        } finally {
            mine.unlock();
        }
    }

    @Override
    public void write(char[] characters, int offset, int length) {
        mine.lock();
        try {
            waiting = stuck;
            changed.signalAll();
            while (stuck) {
                changed.awaitUninterruptibly();
            }
            waiting = false;
            text.append(characters, offset, length);
            writes++;
            changed.signalAll();
        } finally {
            mine.unlock();
        }
    }

    /** Waits for a text that is as it should be. */
    String await(Predicate<String> right) throws InterruptedException {
        return await(() -> right.test(text.toString()), "the text");
    }

    /** Waits until the display hangs in a write. */
    void awaitStuck() throws InterruptedException {
        await(() -> waiting, "a write that hangs");
    }

    private String await(java.util.function.BooleanSupplier condition, String what) throws InterruptedException {
        mine.lock();
        try {
            long left = LIMIT_NANOS;
            while (!condition.getAsBoolean()) {
                left = changed.awaitNanos(left);
                if (left <= 0) {
                    throw new AssertionError("waited in vain for " + what + "; there is only:\n" + text);
                }
            }
            return text.toString();
        } finally {
            mine.unlock();
        }
    }

    String text() {
        mine.lock();
        try {
            return text.toString();
        } finally {
            mine.unlock();
        }
    }

    int writes() {
        mine.lock();
        try {
            return writes;
        } finally {
            mine.unlock();
        }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
}
