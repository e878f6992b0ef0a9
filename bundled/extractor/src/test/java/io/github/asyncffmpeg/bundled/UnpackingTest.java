package io.github.asyncffmpeg.bundled;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.asyncffmpeg.binary.FFmpegBinary;
import io.github.asyncffmpeg.error.FFmpegInterruptedException;
import io.github.asyncffmpeg.internal.locate.FFmpegLocator;
import io.github.asyncffmpeg.internal.locate.FFmpegProvider;
import io.github.asyncffmpeg.internal.locate.FFmpegSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS) // the stand-in programs are shell scripts
class UnpackingTest {

    @TempDir
    Path folder;

    private Path cache;
    private FakeArtifact artifact;

    @BeforeEach
    void makeArtifact() throws IOException {
        cache = folder.resolve("cache");
        artifact = FakeArtifact.in(folder.resolve("jars"));
    }

    @AfterEach
    void closeArtifact() throws IOException {
        artifact.close();
    }

    @Test
    void unpacksTheProgramsTheLibrariesAndTheStandIns() throws IOException {
        Path unpacked = build().unpack().path();

        assertThat(names(unpacked))
                .containsExactlyInAnyOrder("ffmpeg", "ffprobe", "libavcodec.so.62", "libavutil.so.60", "libpulse.so.0");
        assertThat(unpacked).isEqualTo(cache.resolve("ffmpeg-8.0.1-test-linux-x86_64-gpl-3"));
        assertThat(unpacked.resolve("ffmpeg")).isExecutable();
        assertThat(names(cache))
                .containsExactlyInAnyOrder(".lock", unpacked.getFileName().toString());
    }

    @Test
    void isFoundByTheLocatorAndPreparesTheChild() {
        FFmpegSettings settings = new FFmpegSettings(
                Map.of("os.name", "Linux", "os.arch", "amd64", "asyncffmpeg.cache", cache.toString()), Map.of());
        FFmpegBinary found = FFmpegLocator.builder()
                .settings(settings)
                .providers(List.of(artifact.provider()))
                .build()
                .locate();

        assertThat(found.origin()).isEqualTo("bundled FFmpeg 8.0.1 (linux-x86_64-gpl)");
        assertThat(found.version().major()).isEqualTo(8);
        assertThat(found.ffprobe()).isPresent();
        Map<String, String> child = new HashMap<>(Map.of("LD_BIND_NOW", "0"));
        found.prepare(child);
        assertThat(child)
                .containsEntry("LD_LIBRARY_PATH", found.ffmpeg().getParent().toString())
                .doesNotContainKey("LD_BIND_NOW");
    }

    @Test
    void writesNothingTheSecondTime() throws IOException {
        Path library = build().unpack().path().resolve("libavcodec.so.62");
        Files.setLastModifiedTime(library, FileTime.from(Instant.EPOCH));
        build().unpack();
        assertThat(Files.getLastModifiedTime(library).toInstant()).isEqualTo(Instant.EPOCH);
    }

    @Test
    void repairsACacheInWhichAFileWasCutShort() throws IOException {
        Path unpacked = build().unpack().path();
        Files.write(unpacked.resolve("libavcodec.so.62"), new byte[17]);
        build().unpack();
        assertThat(unpacked.resolve("libavcodec.so.62")).hasSize(300_000);
        assertThat(names(cache))
                .containsExactlyInAnyOrder(".lock", unpacked.getFileName().toString());
    }

    @Test
    void repairsACacheInWhichAFileIsMissingOrAProgramIsNotExecutable() throws IOException {
        Path unpacked = build().unpack().path();
        Files.delete(unpacked.resolve("libpulse.so.0"));
        Files.setPosixFilePermissions(unpacked.resolve("ffprobe"), Set.of());
        build().unpack();
        assertThat(unpacked.resolve("libpulse.so.0")).exists();
        assertThat(unpacked.resolve("ffprobe")).isExecutable();
    }

    @Test
    void replacesAFileThatLiesWhereTheFolderShouldBe() throws IOException {
        Files.createDirectories(cache);
        Files.writeString(cache.resolve("ffmpeg-8.0.1-test-linux-x86_64-gpl-3"), "a file");
        assertThat(build().unpack().path()).isDirectory();
    }

    @Test
    void sweepsWhatADeadJvmLeftAndNothingYounger() throws IOException {
        Path old = Files.createDirectories(cache.resolve(".unpacking-old"));
        Path young = Files.createDirectories(cache.resolve(".unpacking-young"));
        Files.writeString(old.resolve("ffmpeg"), "half");
        Files.setLastModifiedTime(old, FileTime.from(Instant.now().minusSeconds(24 * 3600)));
        build().unpack();
        assertThat(old).doesNotExist();
        assertThat(young).exists();

        Files.setLastModifiedTime(young, FileTime.from(Instant.now().minusSeconds(24 * 3600)));
        build().unpack();
        assertThat(young).as("swept when the cache is reused, too").doesNotExist();
    }

    @Test
    void refusesAFileThatIsNotThePinnedOneAndLeavesNothingBehind() throws IOException {
        try (FakeArtifact other =
                FakeArtifact.changed(folder.resolve("changed"), "libavutil.so.60", new byte[] {1, 2, 3})) {
            FFmpegProvider.Build build = other.build(Map.of("asyncffmpeg.cache", cache.toString()));
            assertThatThrownBy(build::unpack)
                    .isInstanceOf(IOException.class)
                    .hasMessageStartingWith("libavutil.so.60 on the class path is not the file that was pinned");
            assertThat(names(cache)).containsExactly(".lock");
        }
    }

    @Test
    void saysWhichArtifactIsMissing() throws IOException {
        try (FakeArtifact bare = FakeArtifact.withoutPrograms(folder.resolve("bare"))) {
            FFmpegProvider.Build build = bare.build(Map.of());
            assertThatThrownBy(build::unpack).hasMessageContaining("org.bytedeco:ffmpeg:8.0.1-test:linux-x86_64-gpl");
        }
        FFmpegProvider.Build none = artifact.build(Map.of("os.arch", "riscv64"));
        assertThatThrownBy(none::unpack).hasMessageContaining("asyncffmpeg-bundled-linux-riscv64");
    }

    @Test
    void unpacksOnceForManyThreadsThatStartTogether() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Callable<Path>> starts = new ArrayList<>();
            for (int i = 0; i < 24; i++) {
                starts.add(() -> build().unpack().path());
            }
            List<Path> paths = new ArrayList<>();
            for (Future<Path> unpacked : threads.invokeAll(starts)) {
                paths.add(unpacked.get());
            }
            assertThat(paths).hasSize(24);
            assertThat(Set.copyOf(paths)).hasSize(1);
        } finally {
            threads.shutdownNow();
        }
        assertThat(names(cache)).hasSize(2);
    }

    @Test
    void endsAtOnceWhenItsThreadIsInterrupted() throws IOException {
        Thread.currentThread().interrupt();
        FFmpegProvider.Build build = build();
        assertThatThrownBy(build::unpack).isInstanceOf(FFmpegInterruptedException.class);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(names(cache)).containsExactly(".lock");
    }

    private FFmpegProvider.Build build() {
        return artifact.build(Map.of("asyncffmpeg.cache", cache.toString()));
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
