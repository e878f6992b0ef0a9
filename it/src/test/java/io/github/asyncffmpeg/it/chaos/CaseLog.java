package io.github.asyncffmpeg.it.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * What is known of a case, line by line: {@code MILLIS WORD …}. Host and harness append to one file, each line by one
 * write, so that the lines are in order and survive whatever becomes of the JVM. Safe for any thread.
 */
final class CaseLog implements AutoCloseable {

    private final FileChannel channel;

    CaseLog(Path file) throws IOException {
        this.channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    void line(String text) {
        String line = System.currentTimeMillis() + " " + text.replace('\n', ' ') + "\n";
        try {
            channel.write(ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
