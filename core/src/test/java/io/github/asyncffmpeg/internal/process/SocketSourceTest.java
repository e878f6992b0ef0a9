package io.github.asyncffmpeg.internal.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SocketSourceTest {

    private final ByteArrayOutputStream told = new ByteArrayOutputStream();

    /** Found by chaos: after a SIGKILL of the JVM the socket stayed in the temporary folder. */
    @Test
    void leavesNothingInTheFileSystemOnceItIsConnected(@TempDir Path root) throws Exception {
        Path folder = Files.createDirectory(root.resolve("f"));
        Path path = folder.resolve("p");
        SocketSource source = SocketSource.bind(path, told::write);
        assertThat(path).exists();
        try (SocketChannel child = SocketChannel.open(UnixDomainSocketAddress.of(path))) {
            child.write(ByteBuffer.wrap("frame=1\n".getBytes(StandardCharsets.US_ASCII)));
            source.drain(new byte[100], 100);
            source.release();
            assertThat(folder).doesNotExist();
            assertThat(told).hasToString("frame=1\n");
        } finally {
            source.close();
        }
    }

    @Test
    void leavesTheFilesOfOthersAlone(@TempDir Path folder) throws Exception {
        Path path = folder.resolve("p");
        Path graph = Files.createFile(folder.resolve("graph.txt"));
        SocketSource source = SocketSource.bind(path, told::write);
        try (SocketChannel child = SocketChannel.open(UnixDomainSocketAddress.of(path))) {
            assertThat(child.isConnected()).isTrue();
            source.drain(new byte[100], 100);
            assertThat(path).doesNotExist();
            assertThat(graph).exists();
        } finally {
            source.close();
        }
    }
}
