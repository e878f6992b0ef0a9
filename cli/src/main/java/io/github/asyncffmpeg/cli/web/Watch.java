package io.github.asyncffmpeg.cli.web;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Ends what takes too long to be read: an interrupt closes the connection whose thread waits for its other side. (The
 * server has no time limit of its own for one connection.)
 */
final class Watch {

    private final long limit;
    private final Map<Thread, Long> since = new ConcurrentHashMap<>();
    private final Thread thread = new Thread(this::run, "asyncffmpeg-web-watch");

    Watch(Duration limit) {
        this.limit = limit.toNanos();
        thread.setDaemon(true);
    }

    /** Something that may wait for the other side. */
    @FunctionalInterface
    interface Exchange {
        void run() throws IOException;
    }

    void start() {
        thread.start();
    }

    /** Runs it in this thread. */
    void over(Exchange exchange) throws IOException {
        since.put(Thread.currentThread(), System.nanoTime());
        try {
            exchange.run();
        } finally {
            // Not interrupted after this: whoever is taken out by run() has been.
            synchronized (this) {
                since.remove(Thread.currentThread());
            }
        }
    }

    private void run() {
        try {
            while (true) {
                Thread.sleep(Math.max(1, limit / 4_000_000));
                synchronized (this) {
                    long now = System.nanoTime();
                    since.entrySet().removeIf(exchange -> {
                        boolean stuck = now - exchange.getValue() > limit;
                        if (stuck) {
                            exchange.getKey().interrupt();
                        }
                        return stuck;
                    });
                }
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    void close() {
        thread.interrupt();
        try {
            thread.join(1000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
