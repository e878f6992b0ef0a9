package io.github.asyncffmpeg.it.harness;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The FFmpegs of this machine that every test with a real FFmpeg runs against. Stateless. */
public final class FFmpegs {

    /**
     * One of them.
     *
     * @param name its name in a test report
     * @param ffmpeg the executable
     * @param ffprobe the one that belongs to it
     * @param environment the variables that both need
     */
    public record Installation(String name, Path ffmpeg, Path ffprobe, Map<String, String> environment) {
        @Override
        public String toString() {
            return name;
        }
    }

    private FFmpegs() {}

    /** All of them, for {@link EachFFmpeg}. */
    static List<Installation> all() {
        Conditions.requireSystemFFmpeg();
        return Stream.of(bundled(), system()).flatMap(Optional::stream).toList();
    }

    /**
     * The FFmpeg that comes from Maven Central.
     *
     * <p>SEAM: empty until {@code io.github.asyncffmpeg.binary.FFmpegLocator} is there. Then this asks it for the bundled
     * executables, and {@link #all()} requires both.
     */
    public static Optional<Installation> bundled() {
        return Optional.empty();
    }

    /** The FFmpeg of the system: at the system property {@code it.system.ffmpeg}, else the first on PATH. */
    public static Optional<Installation> system() {
        String given = System.getProperty("it.system.ffmpeg", "");
        Stream<Path> candidates = given.isEmpty()
                ? Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                        .filter(folder -> !folder.isEmpty())
                        .map(folder -> Path.of(folder, "ffmpeg"))
                : Stream.of(Path.of(given));
        return candidates
                .filter(Files::isExecutable)
                .findFirst()
                .map(ffmpeg -> new Installation("system", ffmpeg, ffmpeg.resolveSibling("ffprobe"), Map.of()));
    }
}
