package io.github.asyncffmpeg.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.asyncffmpeg.FFmpeg;
import io.github.asyncffmpeg.error.FFmpegException;
import io.github.asyncffmpeg.error.FFmpegProcessException;
import io.github.asyncffmpeg.graph.StreamSpec;
import io.github.asyncffmpeg.it.harness.Child;
import io.github.asyncffmpeg.it.harness.FFmpegs;
import io.github.asyncffmpeg.it.harness.FFmpegs.Installation;
import io.github.asyncffmpeg.it.harness.Jvm;
import io.github.asyncffmpeg.testkit.LeakExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An FFmpeg tells its version to the first JVM, and the next one believes it, until it fails. */
@EnabledOnOs(OS.LINUX)
class VersionMemoryIT {

    @RegisterExtension
    final LeakExtension leaks = new LeakExtension();

    /** What each JVM runs: a job, on the FFmpeg of its argument. */
    static final class Host {

        private Host() {}

        public static void main(String[] arguments) {
            FFmpeg ffmpeg = FFmpeg.builder().executable(Path.of(arguments[0])).build();
            try {
                System.out.println("found " + ffmpeg.binary().version());
                ffmpeg.run(StreamSpec.ofArguments("-f", "lavfi", "-i", "color=d=0.1:s=16x16", "-f", "null", "-"));
                System.out.println("done");
            } catch (FFmpegProcessException e) {
                System.out.println(e.failure().kind() + " " + e.getMessage());
            } catch (FFmpegException e) {
                System.out.println(e.getClass().getSimpleName() + " " + e.getMessage());
            }
        }
    }

    @Test
    void aLibraryThatIsGoneFailsTheRunAndTheNextLookUpSaysSo() throws Exception {
        Path copy = copyOfBundled();
        Path ffmpeg = copy.resolve("ffmpeg");
        String first = run(copy);
        assertThat(first).startsWith("found ").endsWith("done\n");
        assertThat(Files.readString(memory())).contains(ffmpeg + "\t").contains("ffmpeg version ");
        assertThat(run(copy)).isEqualTo(first);

        try (Stream<Path> files = Files.list(copy)) {
            for (Path library : files.filter(
                            file -> file.getFileName().toString().startsWith("libavcodec"))
                    .toList()) {
                Files.delete(library);
            }
        }
        String second = run(copy);
        assertThat(second.lines())
                .hasSize(2)
                .first()
                .asString()
                .isEqualTo(first.lines().findFirst().orElseThrow());
        assertThat(second)
                .contains("LIBRARY_NOT_LOADED ")
                .contains("exit code 127")
                .contains("error while loading shared libraries: libavcodec");
        assertThat(Files.readString(memory())).doesNotContain(ffmpeg + "\t");
        assertThat(run(copy)).startsWith("FFmpegNotFoundException ").contains("libavcodec");
    }

    /** Its libraries are links, of which one can be taken away. */
    private Path copyOfBundled() throws IOException {
        Installation bundled = FFmpegs.bundled();
        Path copy = Files.createDirectory(leaks.tempDirectory().resolve("copy"));
        try (Stream<Path> files = Files.list(bundled.ffmpeg().getParent())) {
            for (Path file : files.toList()) {
                Path target = copy.resolve(file.getFileName().toString());
                if (file.equals(bundled.ffmpeg())) {
                    Files.copy(file, target, StandardCopyOption.COPY_ATTRIBUTES);
                } else {
                    Files.createSymbolicLink(target, file);
                }
            }
        }
        return copy;
    }

    private Path memory() throws IOException {
        return leaks.tempDirectory().resolve("cache/versions-1");
    }

    private String run(Path folder) throws Exception {
        Map<String, String> environment = new HashMap<>(leaks.environment());
        environment.put(
                "ASYNCFFMPEG_CACHE", leaks.tempDirectory().resolve("cache").toString());
        environment.put("LD_LIBRARY_PATH", folder.toString());
        String noHome = "-Duser.home=" + leaks.tempDirectory().resolve("home");
        List<String> command = Jvm.command(
                Path.of(System.getProperty("java.home")),
                List.of(noHome),
                List.of(),
                Host.class,
                folder.resolve("ffmpeg").toString());
        try (Child jvm = Child.start(leaks.tempDirectory(), environment, command)) {
            assertThat(jvm.exitCode(Child.LIMIT)).as(jvm.stderr()).isZero();
            return jvm.stdout();
        }
    }
}
