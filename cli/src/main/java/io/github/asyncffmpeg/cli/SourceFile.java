package io.github.asyncffmpeg.cli;

import io.github.asyncffmpeg.jobs.internal.words.Words;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;

/**
 * The video to work on: the user's, or the sample out of this program's jar.
 *
 * @param path absolute
 * @param shownAs how it is called in messages
 * @param height what {@code scale} gets: -1 keeps the proportions, as in asyncffmpeg's example; -2 makes the height even as
 *     well, which a video of any size needs
 * @param temporary whether it is a copy of ours
 */
record SourceFile(Path path, String shownAs, int height, boolean temporary) implements AutoCloseable {

    static SourceFile ofUser(String name) throws CannotStart {
        String shown = Words.name(name);
        Path path;
        try {
            path = Path.of(name).toAbsolutePath();
        } catch (InvalidPathException e) {
            throw new CannotStart("This cannot be the name of a file: " + shown);
        }
        if (name.isEmpty() || !Files.exists(path)) {
            throw new CannotStart("There is no file " + (name.isEmpty() ? "without a name" : shown) + ".");
        }
        if (Files.isDirectory(path)) {
            throw new CannotStart(shown + " is a folder; quickstart takes one video file.");
        }
        if (!Files.isRegularFile(path)) {
            throw new CannotStart(shown + " is not a file on disk; the two jobs read it independently.");
        }
        if (!Files.isReadable(path)) {
            throw new CannotStart(shown + " may not be read by you.");
        }
        return new SourceFile(path, shown, -2, false);
    }

    /** The sample is deleted by {@link #close}, and at the end of the JVM, after FFmpeg has ended. */
    static SourceFile sample() throws CannotStart {
        try (InputStream packed =
                Objects.requireNonNull(SourceFile.class.getResourceAsStream("sample.mp4"), "sample.mp4")) {
            Path copy = Files.createTempFile(
                    "asyncffmpeg-" + ProcessHandle.current().pid() + "-sample-", ".mp4");
            copy.toFile().deleteOnExit();
            Files.copy(packed, copy, StandardCopyOption.REPLACE_EXISTING);
            return new SourceFile(copy, "the sample video", -1, true);
        } catch (IOException e) {
            throw new CannotStart("The sample video cannot be unpacked to " + System.getProperty("java.io.tmpdir")
                    + ": " + e.getMessage());
        }
    }

    @Override
    public void close() {
        if (temporary) {
            try {
                Files.deleteIfExists(path);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
