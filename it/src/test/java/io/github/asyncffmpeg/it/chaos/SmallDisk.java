package io.github.asyncffmpeg.it.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * A folder on a disk that is soon full: a file system in memory where it can be mounted, else one whose file is the device
 * that is always full. For one thread.
 */
final class SmallDisk implements AutoCloseable {

    private final Path folder;
    private final boolean mounted;

    private SmallDisk(Path folder, boolean mounted) {
        this.folder = folder;
        this.mounted = mounted;
    }

    /**
     * Makes the folder's space small.
     *
     * @param folder exists, and is empty
     * @param file the one that will be written, for want of something better
     */
    static SmallDisk at(Path folder, Path file) throws IOException, InterruptedException {
        boolean mounted = succeeds("mount", "-t", "tmpfs", "-o", "size=256k", "none", folder.toString());
        if (!mounted) {
            Files.createSymbolicLink(file, Path.of("/dev/full"));
        }
        return new SmallDisk(folder, mounted);
    }

    boolean isMounted() {
        return mounted;
    }

    @Override
    public void close() throws IOException {
        try {
            if (mounted && !succeeds("umount", folder.toString())) {
                throw new IOException("cannot unmount " + folder);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean succeeds(String... command) throws InterruptedException {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try {
                return process.waitFor(20, TimeUnit.SECONDS) && process.exitValue() == 0;
            } finally {
                process.destroyForcibly();
            }
        } catch (IOException notHere) {
            return false;
        }
    }
}
