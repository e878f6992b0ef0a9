package io.github.asyncffmpeg.probe;

import io.github.asyncffmpeg.error.FFmpegSpecException;
import io.github.asyncffmpeg.error.FFmpegStartException;
import io.github.asyncffmpeg.media.MediaTarget;
import io.github.asyncffmpeg.process.TemporaryFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** Where the media is. */
sealed interface ProbeSource {

    /** Makes it something that ffprobe can open. May block, and may call code of users (a stream's). */
    Opened open();

    /**
     * Something that ffprobe can open.
     *
     * @param target what to open
     * @param temporary the folder to delete afterwards, if one was made for this
     */
    record Opened(MediaTarget target, @Nullable Path temporary) {
        void delete() {
            if (temporary == null) {
                return;
            }
            try {
                TemporaryFiles.delete(temporary);
            } catch (IOException e) {
                System.getLogger("io.github.asyncffmpeg")
                        .log(System.Logger.Level.WARNING, "cannot delete temporary files in " + temporary, e);
            }
        }
    }

    /** A file, a URL. */
    record Target(MediaTarget target) implements ProbeSource {
        @Override
        public Opened open() {
            return new Opened(target, null);
        }

        @Override
        public String toString() {
            return target.toString();
        }
    }

    /** Media in memory. Compared by identity. */
    final class Bytes implements ProbeSource {
        private final byte[] bytes;

        Bytes(byte[] bytes) {
            this.bytes = bytes;
        }

        @Override
        public Opened open() {
            return spooled(file -> Files.write(file, bytes));
        }

        @Override
        public String toString() {
            return bytes.length + " bytes";
        }
    }

    /** Media that somebody hands out once. */
    final class Stream implements ProbeSource {
        private final InputStream stream;
        private final AtomicBoolean used = new AtomicBoolean();

        Stream(InputStream stream) {
            this.stream = stream;
        }

        @Override
        public Opened open() {
            if (!used.compareAndSet(false, true)) {
                throw new FFmpegSpecException("a request of an InputStream can be used once, and was used");
            }
            return spooled(file -> Files.copy(stream, file, StandardCopyOption.REPLACE_EXISTING));
        }

        @Override
        public String toString() {
            return "an InputStream";
        }
    }

    /** Writes a file. */
    interface Writing {
        void to(Path file) throws IOException;
    }

    private static Opened spooled(Writing writing) {
        Path folder = null;
        boolean whole = false;
        try {
            folder = TemporaryFiles.newFolder();
            Path file = folder.resolve("probe"); // a suffix would sway FFmpeg's guess
            writing.to(file);
            whole = true;
            return new Opened(MediaTarget.of(file), folder);
        } catch (IOException e) {
            throw new FFmpegStartException(
                    "ffprobe was not started: the media could not be written to a temporary file: " + e.getMessage(),
                    List.of(),
                    e);
        } finally {
            if (!whole && folder != null) {
                new Opened(MediaTarget.of(folder), folder).delete();
            }
        }
    }
}
