package io.github.asyncffmpeg.it.harness;

import io.github.asyncffmpeg.FFmpeg;
import io.github.asyncffmpeg.binary.FFmpegBinary;
import io.github.asyncffmpeg.internal.locate.FFmpegLocator;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
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
        /** An FFmpeg of the library that runs this installation, and marks what it starts. */
        public FFmpeg.Builder library(Map<String, String> marker) {
            FFmpeg.Builder builder = FFmpeg.builder();
            if (!name.equals("bundled")) {
                builder.executable(ffmpeg);
            }
            marker.forEach(builder::environment);
            return builder;
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private FFmpegs() {}

    /** For {@link EachFFmpeg}. */
    static List<Installation> chosen() {
        return Extent.isFull() ? all() : List.of(bundled());
    }

    /** All of them: in CI both, elsewhere the bundled one and the system's if there is one. */
    static List<Installation> all() {
        Optional<Installation> system = system();
        if (system.isEmpty()) {
            Conditions.missedOutsideCi("an ffmpeg of the system: these tests run with the bundled one alone");
        }
        return Stream.of(Optional.of(bundled()), system)
                .flatMap(Optional::stream)
                .toList();
    }

    /** The FFmpeg that comes from Maven Central. */
    public static Installation bundled() {
        FFmpegBinary binary = FFmpegLocator.create().locate();
        if (!binary.origin().startsWith("bundled")) {
            throw new AssertionError("the bundled FFmpeg was expected, and this was found: " + binary);
        }
        Map<String, String> environment = new HashMap<>();
        binary.prepare(environment);
        return new Installation("bundled", binary.ffmpeg(), binary.requireFFprobe(), Map.copyOf(environment));
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
