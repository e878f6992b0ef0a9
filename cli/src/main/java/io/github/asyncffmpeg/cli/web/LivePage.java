package io.github.asyncffmpeg.cli.web;

import com.sun.net.httpserver.HttpServer;
import io.github.asyncffmpeg.jobs.internal.batch.BatchControl;
import io.github.asyncffmpeg.jobs.internal.event.BatchEvent;
import io.github.asyncffmpeg.jobs.internal.event.BatchListener;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Serves a page that shows a batch while it runs, and can stop it. Only this machine can reach it, and only who knows its
 * address, in which there are 128 random bits: whoever has the address can stop the jobs. To tell it of an event takes a
 * moment, however slow those are who look. Safe for any thread; its threads are daemons, and end with {@link #close}.
 */
public final class LivePage implements BatchListener, AutoCloseable {

    private static final int THREADS = 16;

    /** How often things happen; tests are in more of a hurry. */
    record Pace(Duration turn, Duration heartbeat, Duration stuck) {
        static final Pace USUAL = new Pace(Duration.ofMillis(200), Duration.ofSeconds(15), Duration.ofSeconds(10));
    }

    private final HttpServer server;
    private final ThreadPoolExecutor threads;
    private final LiveState state = new LiveState();
    private final Watch watch;
    private final URI address;

    private LivePage(HttpServer server, BatchControl control, Pace pace) throws IOException {
        this.server = server;
        byte[] random = new byte[16];
        new SecureRandom().nextBytes(random);
        String token = HexFormat.of().formatHex(random);
        int port = server.getAddress().getPort();
        this.address = URI.create("http://127.0.0.1:" + port + "/" + token + "/");
        this.watch = new Watch(pace.stuck());
        AtomicInteger count = new AtomicInteger();
        this.threads = new ThreadPoolExecutor(
                THREADS,
                THREADS,
                1,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                task -> daemon(task, "asyncffmpeg-web-" + count.incrementAndGet()));
        threads.allowCoreThreadTimeOut(true);
        server.setExecutor(threads);
        server.createContext(
                "/", new Door(token, port, new Pages(state, control, new Stream(state, pace, watch)), watch));
    }

    /**
     * Opens the page.
     *
     * @param port where, 0 for one that is free
     * @param control what its buttons ask
     * @throws IOException if the port cannot be had
     */
    public static LivePage open(int port, BatchControl control) throws IOException {
        return open(port, control, Pace.USUAL);
    }

    static LivePage open(int port, BatchControl control, Pace pace) throws IOException {
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port), 64);
        LivePage page = new LivePage(server, control, pace);
        page.start();
        return page;
    }

    private static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    /** By a daemon: the server's own thread is one if the thread is that starts it. */
    private void start() {
        CountDownLatch started = new CountDownLatch(1);
        daemon(
                        () -> {
                            server.start();
                            started.countDown();
                        },
                        "asyncffmpeg-web-start")
                .start();
        awaitUninterrupted(started);
        watch.start();
    }

    private static void awaitUninterrupted(CountDownLatch latch) {
        boolean interrupted = false;
        while (true) {
            try {
                latch.await();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Where it is, with the secret. */
    public URI address() {
        return address;
    }

    @Override
    public void on(BatchEvent event) {
        state.take(event);
    }

    /** Shows those who look the last state, for which they have a second, and ends. */
    @Override
    public void close() {
        state.close();
        @Nullable InterruptedException interrupt = null;
        try {
            threads.shutdown();
            threads.awaitTermination(1, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            interrupt = e;
        }
        threads.shutdownNow();
        server.stop(0);
        watch.close();
        if (interrupt != null) {
            Thread.currentThread().interrupt();
        }
    }
}
