package io.github.asyncffmpeg.internal.staging;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;

/**
 * By what a file is known again, wherever it lies: a file of another run is another one, though it has the same name. Pure
 * data.
 *
 * @param name from the folder of the output
 * @param size in bytes
 * @param modified when it was last written to
 * @param ends a digest of its first and last 64 KiB
 */
public record FileMark(Path name, long size, Instant modified, String ends) {

    private static final int END = 64 * 1024;

    /** Looks at a file. */
    static FileMark of(Path name, Path file) throws IOException {
        BasicFileAttributes seen = Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        return new FileMark(name, seen.size(), seen.lastModifiedTime().toInstant(), ends(file, seen.size()));
    }

    /** Whether a file is this one. */
    boolean isAt(Path file) throws IOException {
        return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                && Files.size(file) == size
                && equals(of(name, file));
    }

    private static String ends(Path file, long size) throws IOException {
        MessageDigest digest = sha256();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            read(channel, 0, digest);
            if (size > END) {
                read(channel, Math.max(END, size - END), digest);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void read(FileChannel channel, long from, MessageDigest digest) throws IOException {
        ByteBuffer end = ByteBuffer.allocate(END);
        long at = from;
        for (int n = channel.read(end, at); n > 0; n = channel.read(end, at)) {
            at += n;
        }
        digest.update(end.flip());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException never) {
            throw new IllegalStateException("every Java has SHA-256", never);
        }
    }
}
