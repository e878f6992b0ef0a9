package io.github.asyncffmpeg.it;

import io.github.asyncffmpeg.it.harness.FFmpegs.Installation;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * A camera on a loopback port that serves MPEG-TS in about real time, over and over, and can go away, come back, hang up and
 * go silent.
 */
final class CameraServer implements Closeable {

    private static final int SECONDS = 20;
    private static final int SLICE = 188 * 40;

    private final byte[] media;
    private final int port;
    private final Set<Socket> clients = ConcurrentHashMap.newKeySet();
    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
    private final AtomicInteger connections = new AtomicInteger();
    private volatile boolean silent;
    private volatile ServerSocket listening;

    CameraServer(Installation installation, Path directory) throws IOException, InterruptedException {
        media = make(installation, directory.resolve("camera-source.ts"));
        listening = new ServerSocket();
        listening.setReuseAddress(true);
        listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        port = listening.getLocalPort();
        serve(listening);
    }

    private static byte[] make(Installation installation, Path file) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(List.of(
                installation.ffmpeg().toString(),
                "-v",
                "error",
                "-nostdin",
                "-y",
                "-f",
                "lavfi",
                "-i",
                "testsrc=s=160x120:r=25:d=" + SECONDS,
                "-c:v",
                "mpeg2video",
                "-g",
                "5",
                "-b:v",
                "400k",
                "-muxdelay",
                "0.1",
                file.toString()));
        builder.environment().putAll(installation.environment());
        Process process = builder.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new AssertionError("cannot make " + file);
        }
        return Files.readAllBytes(file);
    }

    String url() {
        return "tcp://127.0.0.1:" + port;
    }

    /** How often somebody has connected. */
    int connections() {
        return connections.get();
    }

    /** Closes the connections that there are; new ones are welcome. */
    void hangUp() {
        clients.forEach(CameraServer::close);
    }

    /** Neither listens nor serves. */
    void goAway() throws IOException {
        listening.close();
        hangUp();
    }

    void comeBack() throws IOException {
        listening = new ServerSocket();
        listening.setReuseAddress(true);
        listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        serve(listening);
    }

    /** Keeps all connections, and sends nothing over them. */
    void silent(boolean now) {
        silent = now;
    }

    private void serve(ServerSocket server) {
        run(() -> {
            while (!server.isClosed()) {
                Socket client = server.accept();
                clients.add(client);
                connections.incrementAndGet();
                run(() -> feed(client));
            }
        });
    }

    private interface Work {
        void run() throws IOException;
    }

    private void run(Work work) {
        Thread thread = new Thread(() -> {
            try {
                work.run();
            } catch (IOException gone) {
                // The other side went, or we did.
            }
        });
        threads.add(thread);
        thread.start();
    }

    private void feed(Socket client) throws IOException {
        long pause = TimeUnit.SECONDS.toNanos(SECONDS) / (media.length / SLICE + 1);
        try (client) {
            for (int at = 0; !client.isClosed(); at = at + SLICE < media.length ? at + SLICE : 0) {
                if (!silent) {
                    client.getOutputStream().write(media, at, Math.min(SLICE, media.length - at));
                }
                LockSupport.parkNanos(pause); // a camera's pace, not a wait for anything
            }
        } finally {
            clients.remove(client);
        }
    }

    private static void close(Socket client) {
        try {
            client.close();
        } catch (IOException gone) {
            // It is gone.
        }
    }

    @Override
    public void close() throws IOException {
        goAway();
        try {
            for (Thread thread : threads) {
                thread.join(10_000);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
