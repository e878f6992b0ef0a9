package io.github.asyncffmpeg.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.asyncffmpeg.binary.FFmpegBinary;
import io.github.asyncffmpeg.binary.FFmpegLocator;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The real bundled FFmpeg and its cache, used by several JVMs at the same time. */
@EnabledOnOs(OS.LINUX)
@Timeout(180)
class BundledCacheIT {

    @TempDir
    Path home;

    @Test
    void servesFourJvmsThatStartTogetherOnAnEmptyCache() throws Exception {
        assertThat(startTogether(4)).hasSize(4).allMatch(line -> line.startsWith("bundled FFmpeg"));
        assertThat(names()).hasSize(2).contains(".lock");
    }

    @Test
    void servesFourJvmsThatStartTogetherOnACacheThatWasCutShort() throws Exception {
        startTogether(1);
        Path library = find("libavcodec.so");
        try (FileChannel file = FileChannel.open(library, StandardOpenOption.WRITE)) {
            file.truncate(1000);
        }
        assertThat(startTogether(4)).hasSize(4).allMatch(line -> line.startsWith("bundled FFmpeg"));
        assertThat(find("libavcodec.so"))
                .satisfies(repaired -> assertThat(Files.size(repaired)).isGreaterThan(10_000_000));
        assertThat(names()).hasSize(2).contains(".lock");
    }

    /** What each JVM runs. */
    static final class Start {

        private Start() {}

        public static void main(String[] arguments) {
            FFmpegBinary found = FFmpegLocator.create().locate();
            System.out.println(found.origin() + ' ' + found.version());
        }
    }

    private List<String> startTogether(int count) throws IOException, InterruptedException {
        List<Process> processes = new ArrayList<>();
        List<Path> outputs = new ArrayList<>();
        try {
            for (int i = 0; i < count; i++) {
                Path output = Files.createTempFile("bundled", ".log");
                outputs.add(output);
                ProcessBuilder builder = new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java")
                                        .toString(),
                                "-Duser.home=" + home,
                                "-cp",
                                System.getProperty("java.class.path"),
                                Start.class.getName())
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile());
                builder.environment()
                        .keySet()
                        .removeAll(List.of("XDG_CACHE_HOME", "ASYNCFFMPEG_CACHE", "ASYNCFFMPEG_FFMPEG"));
                processes.add(builder.start());
            }
            List<String> said = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                assertThat(processes.get(i).waitFor(2, TimeUnit.MINUTES)).isTrue();
                said.add(Files.readString(outputs.get(i)));
                assertThat(processes.get(i).exitValue()).as(said.get(i)).isZero();
            }
            return said;
        } finally {
            processes.forEach(Process::destroyForcibly);
            for (Path output : outputs) {
                Files.deleteIfExists(output);
            }
        }
    }

    private Path cache() {
        return home.resolve(".cache/asyncffmpeg");
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(cache())) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    private Path find(String prefix) throws IOException {
        try (Stream<Path> files = Files.walk(cache())) {
            return files.filter(file -> file.getFileName().toString().startsWith(prefix))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
