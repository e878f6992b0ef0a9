package io.github.asyncffmpeg.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The program {@code asyncffmpeg} in a scratch folder, as a distribution is laid out, with a cache of its own for its
 * archives. Not thread-safe.
 */
final class InstalledProgram {

    private static final long ARCHIVE_MILLIS = 60_000;

    private final Path home;
    private final Path cache;

    private InstalledProgram(Path home, Path cache) {
        this.home = home;
        this.cache = cache;
    }

    /**
     * Installs what the source tree has built.
     *
     * @param root of the source tree
     * @param scratch an empty folder
     * @throws IOException if it has not been built
     */
    static InstalledProgram in(Path root, Path scratch) throws IOException {
        Path home = Files.createDirectories(scratch.resolve("asyncffmpeg"));
        for (String folder : List.of("src/dist/bin", "src/dist/lib", "target/lib")) {
            Path from = root.resolve("cli").resolve(folder);
            Path to = Files.createDirectories(home.resolve(folder.endsWith("bin") ? "bin" : "lib"));
            try (Stream<Path> files = Files.list(from)) {
                for (Path file : files.toList()) {
                    Files.copy(file, to.resolve(file.getFileName()));
                }
            }
        }
        return new InstalledProgram(home, scratch.resolve("cache"));
    }

    /** A call of it with this JDK. */
    TimedCommand call(Path jdk, boolean archive, String... arguments) {
        TimedCommand command = new TimedCommand(
                List.of(home.resolve("bin/asyncffmpeg").toString()),
                Map.of(
                        "JAVA_HOME",
                        jdk.toString(),
                        "ASYNCFFMPEG_CACHE",
                        cache.toString(),
                        "ASYNCFFMPEG_ARCHIVE",
                        archive ? "on" : "off"));
        return command.with(arguments);
    }

    /**
     * Has the launcher make its archive for this JDK, and waits for it.
     *
     * @throws IOException if there is none after a minute
     * @throws InterruptedException if this thread was interrupted
     */
    void makeArchive(Path jdk) throws IOException, InterruptedException {
        long before = archives();
        call(jdk, true, "--version").run();
        long begun = System.nanoTime();
        while (archives() == before) {
            if ((System.nanoTime() - begun) / 1_000_000 > ARCHIVE_MILLIS) {
                throw new IOException("no archive in " + cache);
            }
            Thread.sleep(100);
        }
        Thread.sleep(500); // its size is written before it gets its name
    }

    private long archives() throws IOException {
        Path folder = cache.resolve("start");
        if (!Files.isDirectory(folder)) {
            return 0;
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file ->
                            file.toString().endsWith(".aot") || file.toString().endsWith(".jsa"))
                    .count();
        }
    }
}
