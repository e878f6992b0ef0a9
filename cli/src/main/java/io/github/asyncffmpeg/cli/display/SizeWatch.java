package io.github.asyncffmpeg.cli.display;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Asks for the size of the terminal, on a thread that lives only for that, at most five times a second. Safe for any
 * thread.
 */
final class SizeWatch {

    private static final long PERIOD = TimeUnit.MILLISECONDS.toNanos(200);
    private static final long LIMIT_SECONDS = 1;

    private final Supplier<Optional<Size>> measure;
    private final Consumer<Optional<Size>> told;

    /** Guarded by this. */
    private boolean wanted;

    private boolean running;

    /**
     * A watch that waits to be asked.
     *
     * @param measure finds the size
     * @param told takes it, once it is the answer to all that was asked; empty if it could not be found
     */
    SizeWatch(Supplier<Optional<Size>> measure, Consumer<Optional<Size>> told) {
        this.measure = measure;
        this.told = told;
    }

    /** Asks; returns at once. */
    synchronized void ask() {
        wanted = true;
        if (!running) {
            running = true;
            Thread thread = new Thread(this::run, "asyncffmpeg-terminal-size");
            thread.setDaemon(true);
            thread.start();
        }
    }

    private void run() {
        Optional<Size> size = Optional.empty();
        while (goesOn()) {
            long begun = System.nanoTime();
            size = measure.get();
            synchronized (this) {
                if (!wanted) {
                    told.accept(size);
                }
            }
            sleepUntil(begun + PERIOD);
        }
    }

    private synchronized boolean goesOn() {
        running = wanted;
        wanted = false;
        return running;
    }

    private static void sleepUntil(long nanos) {
        try {
            TimeUnit.NANOSECONDS.sleep(nanos - System.nanoTime());
        } catch (InterruptedException notOurs) {
            Thread.currentThread().interrupt();
        }
    }

    /** By {@code stty}, 1 ms of a child: Java cannot ask the terminal itself. */
    static Optional<Size> byStty() {
        Optional<Size> size = byStty("/dev/tty");
        return size.isPresent()
                ? size
                // Without a controlling terminal, as after setsid.
                : Surroundings.behindStderr()
                        .filter(file -> file.startsWith("/dev/"))
                        .flatMap(SizeWatch::byStty);
    }

    static Optional<Size> byStty(String terminal) {
        Process stty;
        try {
            stty = new ProcessBuilder("stty", "size")
                    .redirectInput(new File(terminal))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException noTerminalOrNoStty) {
            return Optional.empty();
        }
        try (var printed = stty.getInputStream()) {
            return stty.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)
                    ? Size.ofStty(new String(printed.readAllBytes(), StandardCharsets.US_ASCII))
                    : Optional.empty();
        } catch (IOException unreadable) {
            return Optional.empty();
        } catch (InterruptedException notOurs) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } finally {
            stty.destroyForcibly();
        }
    }
}
