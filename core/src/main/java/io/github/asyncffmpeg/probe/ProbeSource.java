package io.github.asyncffmpeg.probe;

import io.github.asyncffmpeg.error.FFmpegInterruptedException;
import io.github.asyncffmpeg.error.FFmpegStartException;
import io.github.asyncffmpeg.internal.process.InternalThreads;
import io.github.asyncffmpeg.internal.process.Nanos;
import io.github.asyncffmpeg.internal.process.TemporaryFiles;
import io.github.asyncffmpeg.media.MediaTarget;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** Where the media is. */
sealed interface ProbeSource {

    /**
     * Makes it something that ffprobe can open. May block, and may call code of users (a stream's).
     *
     * @param limit how long that may take, where it can take long
     */
    Opened open(Optional<Duration> limit);

    /**
     * Something that ffprobe can open.
     *
     * @param target what to open
     * @param temporary the folder to delete afterwards, if one was made for this
     * @param since when the time limit began, as {@link System#nanoTime()} says it
     */
    record Opened(MediaTarget target, @Nullable Path temporary, long since) {
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
        public Opened open(Optional<Duration> limit) {
            return new Opened(target, null, System.nanoTime());
        }

        @Override
        public String toString() {
            return target.toString();
        }
    }

    /** Media in memory. Equal when it is the same array. */
    final class Bytes implements ProbeSource {
        private final byte[] bytes;

        Bytes(byte[] bytes) {
            this.bytes = bytes;
        }

        @Override
        public Opened open(Optional<Duration> limit) {
            return spooled(file -> Files.write(file, bytes), Optional.empty());
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Bytes same && bytes == same.bytes;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(bytes);
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
        public Opened open(Optional<Duration> limit) {
            if (!used.compareAndSet(false, true)) {
                throw new IllegalStateException("a request of an InputStream can be used once, and was used");
            }
            return spooled(
                    limit.isEmpty()
                            ? file -> Files.copy(stream, file, StandardCopyOption.REPLACE_EXISTING)
                            : file -> copyWithin(limit.get(), file),
                    limit);
        }

        /** Nothing but its owner can wake a thread that reads a stream; so another one reads, and is left behind. */
        private void copyWithin(Duration limit, Path file) throws IOException {
            try (OutputStream out = Files.newOutputStream(file)) { // closed, it stops a copy that goes on too late
                FutureTask<Long> copy = new FutureTask<>(() -> stream.transferTo(out));
                InternalThreads.start("asyncffmpeg-probe-input", copy);
                copy.get(Nanos.of(limit), TimeUnit.NANOSECONDS);
            } catch (TimeoutException e) {
                throw new FFmpegStartException(
                        "ffprobe was not started: " + this + " has not come to its end within the time limit of "
                                + limit.toMillis() + " ms",
                        List.of(),
                        e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new FFmpegInterruptedException(
                        "interrupted while " + this + " was read; ffprobe was not started", e);
            } catch (ExecutionException e) {
                if (e.getCause() instanceof RuntimeException own) {
                    throw own;
                }
                throw e.getCause() instanceof IOException own ? own : new IOException(e.getCause());
            }
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

    private static Opened spooled(Writing writing, Optional<Duration> limit) {
        long begun = System.nanoTime();
        Path folder = null;
        boolean whole = false;
        try {
            folder = TemporaryFiles.newFolder();
            Path file = folder.resolve("probe"); // a suffix would sway FFmpeg's guess
            writing.to(file);
            whole = true;
            return new Opened(MediaTarget.of(file), folder, limit.isEmpty() ? System.nanoTime() : begun);
        } catch (IOException e) {
            throw new FFmpegStartException(
                    "ffprobe was not started: the media could not be written to a temporary file: " + e.getMessage(),
                    List.of(),
                    e);
        } finally {
            if (!whole && folder != null) {
                new Opened(MediaTarget.of(folder), folder, begun).delete();
            }
        }
    }
}
