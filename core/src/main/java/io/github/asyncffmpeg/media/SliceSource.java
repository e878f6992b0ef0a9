package io.github.asyncffmpeg.media;

import java.io.EOFException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** A part of a file. */
final class SliceSource implements MediaSource {

    private static final long CHUNK = 1024 * 1024;

    private final Path file;
    private final long offset;
    private final long length;

    SliceSource(Path file, long offset, long length) {
        if (offset < 0 || length < 0 || offset + length < 0) {
            throw new IllegalArgumentException("a part of " + file
                    + ": expected an offset and a length of at least 0, got " + offset + " and " + length);
        }
        this.file = file;
        this.offset = offset;
        this.length = length;
    }

    @Override
    public void writeTo(WritableByteChannel ffmpeg) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            long end = offset + length;
            for (long at = offset; at < end; ) {
                long n = channel.transferTo(at, Math.min(CHUNK, end - at), ffmpeg);
                if (n <= 0) {
                    throw new EOFException(file + " has " + channel.size() + " bytes; " + length + " from " + offset
                            + " were to be handed over");
                }
                at += n;
            }
        }
    }

    /**
     * What FFmpeg can open by itself, to go back and forth in it.
     *
     * @return the part in FFmpeg's syntax, if it is whole and the file is one that another process can open
     */
    Optional<String> address() {
        try {
            boolean whole = file.getFileSystem().equals(FileSystems.getDefault())
                    && Files.isRegularFile(file)
                    && Files.size(file) - offset >= length;
            return whole
                    ? Optional.of("subfile,,start," + offset + ",end," + (offset + length) + ",,:file:"
                            + file.toAbsolutePath())
                    : Optional.empty();
        } catch (IOException toldWhenItIsRead) {
            return Optional.empty();
        }
    }

    @Override
    public boolean needsSeeking() {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return IndexPosition.isAtEnd(
                    (to, from) -> {
                        while (to.hasRemaining() && channel.read(to, offset + from + to.position()) > 0) {
                            // until there is enough
                        }
                    },
                    length);
        } catch (IOException toldWhenItIsRead) {
            return false;
        }
    }

    @Override
    public String toString() {
        return "a part of " + file;
    }
}
