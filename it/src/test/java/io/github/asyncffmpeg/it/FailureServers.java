package io.github.asyncffmpeg.it;

import com.sun.net.httpserver.HttpServer;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Servers that fail in ways of their own: with a status of HTTP, by silence, by a reset of the connection. */
final class FailureServers implements Closeable {

    private static final int REQUEST = 10;

    private final HttpServer http;
    private final ServerSocket silent;
    private final ServerSocket reset;
    private final ServerSocket plain;
    private final Thread resetting;
    private final Thread answering;

    FailureServers() throws IOException {
        InetAddress here = InetAddress.getLoopbackAddress();
        http = HttpServer.create(new InetSocketAddress(here, 0), 0);
        // /404 is answered with 404.
        http.createContext("/", exchange -> {
            int status = Integer.parseInt(exchange.getRequestURI().getPath().substring(1));
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        http.start();
        silent = new ServerSocket(0, 50, here); // the kernel accepts, and nobody answers
        reset = new ServerSocket(0, 50, here);
        resetting = new Thread(this::reset, "test-reset");
        resetting.start();
        plain = new ServerSocket(0, 50, here);
        answering = new Thread(this::answerPlainly, "test-plain");
        answering.start();
    }

    /** As a web server that speaks no TLS at this port. */
    private void answerPlainly() {
        while (!plain.isClosed()) {
            try (Socket socket = plain.accept()) {
                socket.setSoTimeout(5_000);
                socket.getInputStream().read(new byte[4_096]);
                socket.getOutputStream().write("HTTP/1.0 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                socket.shutdownOutput();
                socket.getInputStream().readAllBytes();
            } catch (IOException e) {
                // The server was closed, or FFmpeg was gone first.
            }
        }
    }

    private void reset() {
        while (!reset.isClosed()) {
            try (Socket socket = reset.accept()) {
                socket.getInputStream().readNBytes(REQUEST);
                socket.setSoLinger(true, 0);
            } catch (IOException e) {
                // The server was closed, or FFmpeg was gone first.
            }
        }
    }

    /** Puts addresses in the place of {@code HTTP}, {@code TLS}, {@code SILENT} and {@code RESET}. */
    String address(String text) {
        String port = "127.0.0.1:" + http.getAddress().getPort();
        return text.replace("HTTP/", "http://" + port + "/")
                .replace("TLS/", "https://127.0.0.1:" + plain.getLocalPort() + "/")
                .replace("SILENT", "tcp://127.0.0.1:" + silent.getLocalPort())
                .replace("RESET/", "http://127.0.0.1:" + reset.getLocalPort() + "/");
    }

    @Override
    public void close() throws IOException {
        http.stop(0);
        silent.close();
        reset.close();
        plain.close();
        try {
            resetting.join();
            answering.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
