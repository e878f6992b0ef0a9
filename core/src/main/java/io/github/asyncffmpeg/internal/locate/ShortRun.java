package io.github.asyncffmpeg.internal.locate;

import io.github.asyncffmpeg.internal.process.Nanos;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * One short child process, run to its end in the calling thread: both pipes are emptied by polling, so that there is no
 * reader thread to leak, and a program that never stops writing costs no memory.
 *
 * @param ended whether it ended by itself; {@code false} after the time limit, when it was killed
 * @param exitCode the exit code, -1 when it did not end by itself
 * @param firstLine the first line of its standard output, at most 4,096 bytes of it
 * @param firstErrorLine the first line of its standard error, at most 4,096 bytes of it
 */
record ShortRun(boolean ended, int exitCode, String firstLine, String firstErrorLine) {

    private static final int KEPT_BYTES = 4096;
    private static final int BUSY_ATTEMPTS = 25;

    /** How long a program that ended is given the benefit of the doubt when it seems to have said nothing. */
    private static final long SILENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

    static ShortRun of(Path program, String argument, FFmpegEnvironment environment, Duration limit)
            throws IOException, InterruptedException {
        long deadline = System.nanoTime() + Nanos.of(limit);
        ProcessBuilder builder = new ProcessBuilder(program.toString(), argument);
        environment.applyTo(builder.environment());
        Process process = start(builder);
        Head output = new Head(process.getInputStream());
        Head errors = new Head(process.getErrorStream());
        try {
            process.getOutputStream().close();
            boolean ended = false;
            while (!ended && System.nanoTime() - deadline < 0) {
                boolean said = output.take();
                boolean complained = errors.take();
                ended = process.waitFor(said || complained ? 0 : 2, TimeUnit.MILLISECONDS);
            }
            if (ended) {
                awaitLine(process.exitValue() == 0 ? output : errors);
            }
            return new ShortRun(ended, ended ? process.exitValue() : -1, output.firstLine(), errors.firstLine());
        } finally {
            kill(process);
        }
    }

    /**
     * Reads on after the exit until the line that matters is whole. Reading to the end instead would wait for a
     * grandchild that holds the pipe; believing one "nothing available" would lose the line, because the JDK's own
     * thread moves the rest of the pipe into memory at this very moment, and in between nothing is available.
     */
    private static void awaitLine(Head head) throws InterruptedException {
        long deadline = System.nanoTime() + SILENCE_NANOS;
        while (!head.hasLine() && System.nanoTime() - deadline < 0) {
            if (!head.take()) {
                TimeUnit.MILLISECONDS.sleep(1);
            }
        }
    }

    /**
     * Starts the program, with patience for {@code ETXTBSY} ("Text file busy"): while this JVM unpacks the program, any
     * other child it forks holds the file open for writing until that child has executed its own program.
     */
    private static Process start(ProcessBuilder builder) throws IOException, InterruptedException {
        for (int attempt = 1; ; attempt++) {
            try {
                return builder.start();
            } catch (IOException e) {
                boolean busy = String.valueOf(e.getMessage()).contains("error=26,");
                if (!busy || attempt == BUSY_ATTEMPTS) {
                    throw e;
                }
                TimeUnit.MILLISECONDS.sleep(20);
            }
        }
    }

    /** Ends what is left, a wrapper script's children too, and gives the descriptors back. */
    private static void kill(Process process) throws IOException {
        if (process.isAlive()) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        process.getInputStream().close();
        process.getErrorStream().close();
    }

    /** The first bytes of a pipe; the rest is read and forgotten. */
    private static final class Head {

        private final InputStream pipe;
        private final byte[] kept = new byte[KEPT_BYTES];
        private final byte[] rest = new byte[KEPT_BYTES];
        private int length;

        Head(InputStream pipe) {
            this.pipe = pipe;
        }

        /** Reads what is there now, at most 64 KiB, and says whether that was anything. */
        boolean take() {
            try {
                return takeNow();
            } catch (IOException e) {
                return false; // the JDK's thread has closed the pipe and not yet put its copy in place
            }
        }

        private boolean takeNow() throws IOException {
            boolean moved = false;
            for (int budget = 16; budget > 0; budget--) {
                int available = pipe.available();
                if (available == 0) {
                    break;
                }
                boolean keep = length < KEPT_BYTES;
                int count = keep
                        ? pipe.read(kept, length, Math.min(available, KEPT_BYTES - length))
                        : pipe.read(rest, 0, Math.min(available, KEPT_BYTES));
                if (count <= 0) {
                    break;
                }
                length += keep ? count : 0;
                moved = true;
            }
            return moved;
        }

        boolean hasLine() {
            return length == KEPT_BYTES || (text().endsWith("\n") && !text().isBlank());
        }

        private String text() {
            return new String(kept, 0, length, StandardCharsets.UTF_8);
        }

        String firstLine() {
            for (String line : text().replace('\r', '\n').split("\n", -1)) {
                if (!line.isBlank()) {
                    return line.strip();
                }
            }
            return "";
        }
    }
}
