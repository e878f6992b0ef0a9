package io.github.asyncffmpeg.it.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A folder on a disk that is soon full: a file system in memory where it can be mounted, else one whose file is the device
 * that is always full. For one thread.
 */
public final class SmallDisk implements AutoCloseable {

    private static @Nullable Boolean possible;

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
    public static SmallDisk at(Path folder, Path file) throws IOException, InterruptedException {
        boolean mounted = succeeds("mount", "-t", "tmpfs", "-o", "size=256k", "none", folder.toString());
        if (!mounted) {
            Files.createSymbolicLink(file, Path.of("/dev/full"));
        }
        return new SmallDisk(folder, mounted);
    }

    /** Whether a file system can be mounted here; tried once. */
    public static synchronized boolean canBeMounted() {
        Boolean known = possible;
        if (known == null) {
            try {
                Path folder = Files.createTempDirectory("small-disk-");
                try (SmallDisk disk = at(folder, folder.resolve("full"))) {
                    known = disk.isMounted();
                } finally {
                    Files.deleteIfExists(folder.resolve("full"));
                    Files.deleteIfExists(folder);
                }
            } catch (IOException e) {
                known = false;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
            possible = known;
        }
        return known;
    }

    /** Whether it is one in memory. */
    public boolean isMounted() {
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
