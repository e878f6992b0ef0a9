package io.github.asyncffmpeg.it.harness;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;

/** Named pipes. */
public final class Fifo {

    private Fifo() {}

    /** Makes one; a test on a machine without them is skipped. */
    public static Path make(Path file) throws IOException, InterruptedException {
        Process mkfifo =
                new ProcessBuilder("mkfifo", file.toString()).inheritIO().start();
        boolean made = mkfifo.waitFor(Child.LIMIT.toSeconds(), TimeUnit.SECONDS) && mkfifo.exitValue() == 0;
        Conditions.require(made, "FIFOs by `mkfifo`");
        return file;
    }

    /**
     * Opens one to write to it. To open it for writing alone waits for a reader, without a limit and deaf to interrupts: a
     * test whose FFmpeg fails early would never end.
     */
    public static FileChannel writer(Path fifo) throws IOException {
        return FileChannel.open(fifo, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }
}
