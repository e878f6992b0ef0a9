package io.github.asyncffmpeg.internal.locate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.asyncffmpeg.binary.FFmpegBinary;
import io.github.asyncffmpeg.error.FFmpegNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS) // the stand-in programs are shell scripts
class FFmpegLocatorTest {

    @TempDir
    Path folder;

    @Test
    void takesThePathGivenInCodeBeforeEverythingElse() throws IOException {
        Path mine = FakeProgram.installation(folder.resolve("mine"), "9.1");
        FakeProgram.installation(folder.resolve("path"), "5.1");
        FFmpegBinary found = locator(
                        Map.of(FFmpegLocator.PROPERTY, "/nowhere"),
                        Map.of(FFmpegLocator.VARIABLE, "/nowhere", "PATH", path("path")))
                .executable(mine)
                .build()
                .locate();

        assertThat(found.ffmpeg()).isEqualTo(mine);
        assertThat(found.version().major()).isEqualTo(9);
    }

    @Test
    void takesAFolderThatHoldsBothPrograms() throws IOException {
        FakeProgram.installation(folder.resolve("mine"), "7.1");
        FFmpegBinary found = locator(Map.of(), Map.of())
                .executable(folder.resolve("mine"))
                .build()
                .locate();

        assertThat(found.ffmpeg()).isEqualTo(folder.resolve("mine/ffmpeg"));
        assertThat(found.ffprobe()).contains(folder.resolve("mine/ffprobe"));
    }

    @Test
    void takesTheSystemPropertyBeforeTheEnvironmentVariable() throws IOException {
        FakeProgram.installation(folder.resolve("property"), "7.1");
        FakeProgram.installation(folder.resolve("variable"), "6.1");
        Map<String, String> environment = Map.of(FFmpegLocator.VARIABLE, path("variable"));

        assertThat(locator(Map.of(FFmpegLocator.PROPERTY, path("property")), environment)
                        .build()
                        .locate()
                        .version()
                        .text())
                .isEqualTo("7.1");
        assertThat(locator(Map.of(), environment).build().locate().version().text())
                .isEqualTo("6.1");
    }

    @Test
    void takesTheBundledBuildBeforePathUnlessPathIsWantedFirst() throws IOException {
        FakeProgram.installation(folder.resolve("bundled"), "8.0.1");
        FakeProgram.installation(folder.resolve("path"), "5.1");
        FFmpegLocator.Builder builder =
                locator(Map.of(), Map.of("PATH", path("path"))).providers(List.of(provider("bundled")));

        assertThat(builder.build().locate().origin()).isEqualTo("bundled FFmpeg");
        assertThat(builder.pathFirst(true).build().locate().origin()).isEqualTo("PATH");
    }

    @Test
    void handsTheBundledBuildsEnvironmentToTheFirstStartAndToTheBinary() throws IOException {
        FakeProgram.script(folder.resolve("bundled/ffmpeg"), "echo \"ffmpeg version 8-${MARK:-missing} (c)\"");
        FFmpegBinary found = locator(Map.of(), Map.of())
                .providers(List.of(provider("bundled")))
                .build()
                .locate();

        assertThat(found.version().text()).isEqualTo("8-set");
        Map<String, String> child = new HashMap<>();
        found.prepare(child);
        assertThat(child).containsEntry("MARK", "set");
    }

    @Test
    void neverReplacesABrokenChoiceInSilence() throws IOException {
        FakeProgram.installation(folder.resolve("path"), "5.1");
        FFmpegLocator locator = locator(Map.of(), Map.of(FFmpegLocator.VARIABLE, path("gone"), "PATH", path("path")))
                .build();

        assertThatThrownBy(locator::locate)
                .isInstanceOf(FFmpegNotFoundException.class)
                .hasMessageContaining("ASYNCFFMPEG_FFMPEG: " + path("gone") + " does not exist.");
    }

    @Test
    void passesOverABrokenProgramOnPath() throws IOException {
        FakeProgram.script(folder.resolve("broken/ffmpeg"), "exit 1");
        FakeProgram.installation(folder.resolve("good"), "5.1");

        assertThat(locator(Map.of(), Map.of("PATH", path("broken") + ":" + path("good")))
                        .build()
                        .locate()
                        .ffmpeg())
                .isEqualTo(folder.resolve("good/ffmpeg"));
    }

    @Test
    void tellsEveryPlaceItTriedAndWhatWasWrongThere() throws IOException {
        FakeProgram.script(
                folder.resolve("broken/ffmpeg"),
                "echo 'ffmpeg: error while loading shared libraries: libx.so.1: cannot open' >&2; exit 127");
        Files.createDirectories(folder.resolve("plain"));
        Files.writeString(folder.resolve("plain/ffmpeg"), "no program");
        Files.createDirectories(folder.resolve("empty"));
        FFmpegLocator locator = locator(
                        Map.of(), Map.of("PATH", String.join(":", path("broken"), path("plain"), path("empty"))))
                .providers(List.of(settings -> List.of(new Unavailable()).iterator()))
                .build();

        assertThatThrownBy(locator::locate)
                .isInstanceOfSatisfying(
                        FFmpegNotFoundException.class,
                        e -> assertThat(e.tried())
                                .containsExactly(
                                        "No path was given in code.",
                                        "The system property asyncffmpeg.ffmpeg is not set.",
                                        "The environment variable ASYNCFFMPEG_FFMPEG is not set.",
                                        "bundled FFmpeg: This machine has no glibc.",
                                        "PATH: " + path("broken/ffmpeg") + " -version ended with exit code 127: "
                                                + "ffmpeg: error while loading shared libraries: libx.so.1: cannot open",
                                        "PATH: " + path("plain/ffmpeg")
                                                + " is not executable (its mode, or a file system mounted noexec).",
                                        "PATH has no ffmpeg that works in " + path("broken") + ", " + path("plain")
                                                + ", " + path("empty") + "."));
    }

    @Test
    void neverSearchesTheWorkingDirectoryForARelativeOrEmptyEntryOfPath() {
        FFmpegLocator locator = locator(Map.of(), Map.of("PATH", ":bin:.")).build();

        assertThatThrownBy(locator::locate).hasMessageContaining("PATH is not set or has no absolute folder.");
    }

    @Test
    void addsTheRemedyOfABuildThatDoesNotStart() throws IOException {
        FakeProgram.script(folder.resolve("bundled/ffmpeg"), "echo \"version 'GLIBC_2.34' not found\" >&2; exit 1");
        FFmpegLocator locator = locator(Map.of(), Map.of())
                .providers(List.of(provider("bundled")))
                .build();

        assertThatThrownBy(locator::locate)
                .hasMessageContaining("exit code 1: version 'GLIBC_2.34' not found Add the fallback artifact.");
    }

    @Test
    void findsTheFFprobeThatBelongsToTheFFmpeg() throws IOException {
        FakeProgram.answering(folder.resolve("a/ffmpeg-7"), "7.1");
        Path probe = FakeProgram.answering(folder.resolve("a/ffprobe-7"), "7.1");
        Path link = Files.createSymbolicLink(folder.resolve("ffmpeg"), folder.resolve("a/ffmpeg-7"));

        assertThat(locator(Map.of(), Map.of()).executable(link).build().locate().ffprobe())
                .contains(probe.toRealPath());
    }

    @Test
    void saysWhichFFmpegHasNoFFprobe() throws IOException {
        Path alone = FakeProgram.answering(folder.resolve("alone/ffmpeg"), "7.1");
        FFmpegBinary found =
                locator(Map.of(), Map.of()).executable(alone).build().locate();

        assertThat(found.ffprobe()).isEmpty();
        assertThatThrownBy(found::requireFFprobe)
                .isInstanceOf(FFmpegNotFoundException.class)
                .hasMessageContaining("no ffprobe beside " + alone);
    }

    private FFmpegLocator.Builder locator(Map<String, String> properties, Map<String, String> environment) {
        return FFmpegLocator.builder()
                .settings(new FFmpegSettings(properties, environment))
                .providers(List.of());
    }

    private String path(String name) {
        return folder.resolve(name).toString();
    }

    private FFmpegProvider provider(String name) {
        return settings -> List.of(new Present(folder.resolve(name))).iterator();
    }

    private record Present(Path path) implements FFmpegProvider.Build {

        @Override
        public String origin() {
            return "bundled FFmpeg";
        }

        @Override
        public FFmpegProvider.Folder unpack() {
            return new FFmpegProvider.Folder(path, new FFmpegEnvironment(Map.of(), Map.of("MARK", "set"), Set.of()));
        }

        @Override
        public Optional<String> remedy(String complaint) {
            return Optional.of("Add the fallback artifact.");
        }
    }

    private record Unavailable() implements FFmpegProvider.Build {

        @Override
        public String origin() {
            return "bundled FFmpeg";
        }

        @Override
        public FFmpegProvider.Folder unpack() throws IOException {
            throw new IOException("This machine has no glibc.");
        }
    }
}
