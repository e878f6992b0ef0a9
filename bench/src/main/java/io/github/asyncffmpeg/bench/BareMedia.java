package io.github.asyncffmpeg.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * Raw pictures from and to an FFmpeg by {@link ProcessBuilder} alone, by each way there is: what a program could do at
 * best. One buffer of the size of a picture is used again and again.
 *
 * @param executable FFmpeg; its environment is this JVM's
 */
record BareMedia(Path executable) {

    /** What the library adds is not in it: no progress, no log. */
    private static final List<String> QUIET = List.of("-hide_banner", "-loglevel", "error", "-nostats");

    /** Pictures that are read are counted by their bytes; fewer than expected fail. */
    void readStdout(Pictures pictures) throws IOException, InterruptedException {
        Process process = start(List.of(), pictures.writing("rawvideo", "pipe:1"));
        byte[] picture = new byte[pictures.bytes()];
        long total = 0;
        try (InputStream pipe = process.getInputStream()) {
            for (int n = pipe.readNBytes(picture, 0, picture.length);
                    n > 0;
                    n = pipe.readNBytes(picture, 0, picture.length)) {
                total += n;
            }
        }
        end(process, total, pictures);
    }

    /** By a pipe of 1 MiB, which only a program in front of FFmpeg can make; through a channel of the pipe itself. */
    void readWideStdout(Pictures pictures, List<String> widening) throws IOException, InterruptedException {
        Process process = start(widening, pictures.writing("rawvideo", "pipe:1"));
        long total;
        try (FileChannel pipe =
                FileChannel.open(Path.of("/proc/" + process.pid() + "/fd/1"), StandardOpenOption.READ)) {
            process.getInputStream().close();
            total = readAll(pipe, pictures);
        }
        end(process, total, pictures);
    }

    void readTcp(Pictures pictures) throws IOException, InterruptedException {
        try (ServerSocketChannel server = loopback()) {
            readSocket(server, pictures, address(server));
        }
    }

    void readUnix(Pictures pictures) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("asyncffmpeg-bench-");
        Path path = folder.resolve("s");
        try (ServerSocketChannel server =
                ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(UnixDomainSocketAddress.of(path))) {
            readSocket(server, pictures, "unix:" + path);
        } finally {
            Files.deleteIfExists(path);
            Files.delete(folder);
        }
    }

    private void readSocket(ServerSocketChannel server, Pictures pictures, String url)
            throws IOException, InterruptedException {
        Process process = start(List.of(), pictures.writing("rawvideo", url));
        long total;
        try (SocketChannel peer = server.accept()) {
            total = readAll(peer, pictures);
        }
        end(process, total, pictures);
    }

    /** The NUT that FFmpeg writes to its standard output goes to a reader. */
    void readNut(Pictures pictures, NutListener reader) throws IOException, InterruptedException {
        Process process = start(List.of(), pictures.writing("nut", "pipe:1"));
        long read;
        try (InputStream pipe = process.getInputStream()) {
            read = reader.read(pipe);
        }
        end(process, read * pictures.bytes(), pictures);
    }

    /** Reads NUT to its end. */
    interface NutListener {
        /** How many pictures there were. */
        long read(InputStream nut) throws IOException;
    }

    void writeStdin(Pictures pictures) throws IOException, InterruptedException {
        Process process = start(List.of(), pictures.reading("pipe:0"));
        byte[] picture = new byte[pictures.bytes()];
        try (OutputStream pipe = process.getOutputStream()) {
            for (int i = 0; i < pictures.count(); i++) {
                pipe.write(picture);
            }
        }
        end(process, pictures.allBytes(), pictures);
    }

    void writeTcp(Pictures pictures) throws IOException, InterruptedException {
        try (ServerSocketChannel server = loopback()) {
            writeSocket(server, pictures, address(server));
        }
    }

    void writeUnix(Pictures pictures) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("asyncffmpeg-bench-");
        Path path = folder.resolve("s");
        try (ServerSocketChannel server =
                ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(UnixDomainSocketAddress.of(path))) {
            writeSocket(server, pictures, "unix:" + path);
        } finally {
            Files.deleteIfExists(path);
            Files.delete(folder);
        }
    }

    private void writeSocket(ServerSocketChannel server, Pictures pictures, String url)
            throws IOException, InterruptedException {
        Process process = start(List.of(), pictures.reading(url));
        try (SocketChannel peer = server.accept()) {
            writeAll(peer, pictures);
        }
        end(process, pictures.allBytes(), pictures);
    }

    private static ServerSocketChannel loopback() throws IOException {
        return ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }

    private static String address(ServerSocketChannel server) throws IOException {
        return "tcp://127.0.0.1:" + ((InetSocketAddress) server.getLocalAddress()).getPort();
    }

    /** Into one direct buffer, picture by picture. */
    static long readAll(ReadableByteChannel from, Pictures pictures) throws IOException {
        ByteBuffer picture = ByteBuffer.allocateDirect(pictures.bytes());
        long total = 0;
        for (int n = from.read(picture); n >= 0; n = from.read(picture)) {
            total += n;
            if (!picture.hasRemaining()) {
                picture.clear();
            }
        }
        return total;
    }

    /** From one direct buffer, picture by picture. */
    static void writeAll(WritableByteChannel to, Pictures pictures) throws IOException {
        ByteBuffer picture = ByteBuffer.allocateDirect(pictures.bytes());
        for (int i = 0; i < pictures.count(); i++) {
            picture.clear();
            while (picture.hasRemaining()) {
                to.write(picture);
            }
        }
    }

    /**
     * Between FFmpeg and another program, without a JVM in between.
     *
     * @param script of a shell; {@code "$@"} is FFmpeg with its arguments
     * @param arguments for FFmpeg
     */
    void shell(BareProcess environment, String script, List<String> arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("sh", "-c", script, "sh"));
        command.addAll(command(List.of(), arguments));
        Process process = new BareProcess(command, environment.preparation())
                .builder()
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        process.getOutputStream().close();
        if (process.waitFor() != 0) {
            throw new IOException("exit code " + process.exitValue() + ": " + command);
        }
    }

    private List<String> command(List<String> before, List<String> arguments) {
        List<String> command = new ArrayList<>(before);
        command.add(executable.toString());
        command.addAll(QUIET);
        command.addAll(arguments);
        return command;
    }

    private Process start(List<String> before, List<String> arguments) throws IOException {
        return new ProcessBuilder(command(before, arguments))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static void end(Process process, long moved, Pictures pictures) throws IOException, InterruptedException {
        int code = process.waitFor();
        if (code != 0) {
            throw new IOException("FFmpeg ended with " + code);
        }
        expect(moved, pictures);
    }

    /** A figure of a run that lost something is none. */
    static void expect(long moved, Pictures pictures) throws IOException {
        if (moved != pictures.allBytes()) {
            throw new IOException(moved + " bytes instead of " + pictures.allBytes());
        }
    }
}
