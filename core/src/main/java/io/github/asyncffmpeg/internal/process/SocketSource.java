package io.github.asyncffmpeg.internal.process;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A {@code unix:} socket in a private folder on which one child reports, never blocking. Each child has a socket of its
 * own: on a shared one nothing tells which child has connected (a path's peers carry no pid in Java).
 */
public final class SocketSource implements ByteSource {

    private final ServerSocketChannel server;
    private final Path path;
    private final HeldSink sink;
    private @Nullable SocketChannel peer;

    private SocketSource(ServerSocketChannel server, Path path, ByteSink sink) {
        this.server = server;
        this.path = path;
        this.sink = new HeldSink(sink);
    }

    /**
     * Binds a socket.
     *
     * @param path where; at most about 100 bytes long, in a folder only this user can enter
     * @param sink takes the child's bytes on the poller thread
     * @return the source, to be handed to the child
     * @throws IOException when the system has no such sockets or refuses the path
     */
    public static SocketSource bind(Path path, ByteSink sink) throws IOException {
        ServerSocketChannel server;
        try {
            server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        } catch (UnsupportedOperationException e) {
            throw new IOException("this system has no unix: sockets", e);
        }
        try {
            server.bind(UnixDomainSocketAddress.of(path), 1);
            server.configureBlocking(false);
        } catch (IOException e) {
            server.close();
            throw e;
        }
        return new SocketSource(server, path, sink);
    }

    @Override
    public int drain(byte[] buffer, int budget) {
        try {
            SocketChannel connected = peer;
            if (connected == null) {
                connected = server.accept();
                if (connected == null) {
                    return 0;
                }
                connected.configureBlocking(false);
                peer = connected;
                vanish();
            }
            int total = 0;
            while (total < budget) {
                int n = connected.read(ByteBuffer.wrap(buffer, 0, Math.min(buffer.length, budget - total)));
                if (n <= 0) {
                    break;
                }
                sink.accept(buffer, 0, n);
                total += n;
            }
            return total;
        } catch (IOException goneWithTheChild) {
            return 0;
        }
    }

    /** A connection needs its path no more, and so nothing is left of it in the file system when this JVM is killed. */
    private void vanish() {
        try {
            Files.deleteIfExists(path);
            Path folder = path.getParent();
            if (folder != null) {
                Files.deleteIfExists(folder);
            }
        } catch (IOException thereAreOtherFiles) {
            // whoever has made them deletes them
        }
    }

    @Override
    public void release() {
        sink.release();
    }

    @Override
    public void close() {
        SocketChannel connected = peer;
        try {
            server.close();
            if (connected != null) {
                connected.close();
            }
        } catch (IOException alreadyClosed) {
            // nothing is lost: the child has ended
        }
    }
}
