package io.github.asyncffmpeg.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.asyncffmpeg.it.harness.BothFFmpegs;
import io.github.asyncffmpeg.it.harness.Child;
import io.github.asyncffmpeg.it.harness.FFmpegs.Installation;
import io.github.asyncffmpeg.it.harness.Jvm;
import io.github.asyncffmpeg.testkit.LeakExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Every FFmpeg is started by the library's own small program, from a cache that it can be put into; and as well as before
 * where there is none, or the system refuses it.
 */
@EnabledOnOs(
        value = OS.LINUX,
        architectures = {"amd64", "x86_64", "aarch64"})
class StarterIT {

    private static final String FRAMES_720 = "1280x720 " + 20L * 1280 * 720 * 3;
    private static final String FRAMES_1080 = "1920x1080 " + 20L * 1920 * 1080 * 3;

    @RegisterExtension
    final LeakExtension leaks = new LeakExtension();

    /** On a PATH without setsid, a session can only be its work. */
    @BothFFmpegs
    void givesEveryFFmpegItsSessionAndAWidePipe(Installation ffmpeg) throws Exception {
        Path cache = leaks.tempDirectory().resolve("cache");
        String said = run(
                Map.of("ASYNCFFMPEG_CACHE", cache.toString(), "PATH", pathWithoutSetsid()),
                ffmpeg,
                "session",
                "1280x720",
                "1920x1080");
        assertThat(said.lines())
                .containsExactly("own session", FRAMES_720 + " by a pipe", FRAMES_1080 + " by a pipe", "all done");
        assertThat(starter(cache)).isExecutable();
    }

    @BothFFmpegs
    void doesWithoutWhereNoFolderTakesIt(Installation ffmpeg) throws Exception {
        String said = run(Map.of("ASYNCFFMPEG_CACHE", "none"), ffmpeg, "session", "1280x720", "1920x1080");
        assertThat(said.lines())
                .containsExactly("own session", FRAMES_720 + " by a socket", FRAMES_1080 + " by a socket", "all done");
    }

    /** What a security module does that forbids to execute what lies in a home folder. */
    @BothFFmpegs
    void goesOnWhenTheSystemRefusesIt(Installation ffmpeg) throws Exception {
        Path cache = leaks.tempDirectory().resolve("cache");
        Map<String, String> environment = Map.of("ASYNCFFMPEG_CACHE", cache.toString());
        assertThat(run(environment, ffmpeg, "session")).startsWith("own session");
        String said = run(
                environment,
                ffmpeg,
                "session",
                "close:" + starter(cache),
                "session",
                "1280x720",
                "1280x720",
                "session");
        assertThat(said.lines())
                .containsExactly(
                        "own session",
                        "own session",
                        FRAMES_720 + " by a pipe", // planned for the wide one, and nothing is lost by the narrow one
                        FRAMES_720 + " by a socket",
                        "own session",
                        "all done");
    }

    @BothFFmpegs
    void isPutThereAgainWhenSomebodyTidiesUp(Installation ffmpeg) throws Exception {
        Path cache = leaks.tempDirectory().resolve("cache");
        Map<String, String> environment = Map.of("ASYNCFFMPEG_CACHE", cache.toString());
        assertThat(run(environment, ffmpeg, "session")).startsWith("own session");
        Path starter = starter(cache);
        String said = run(environment, ffmpeg, "session", "delete:" + starter, "session", "1280x720");
        assertThat(said.lines()).containsExactly("own session", "own session", FRAMES_720 + " by a pipe", "all done");
        assertThat(starter).isExecutable();
    }

    private String run(Map<String, String> environment, Installation ffmpeg, String... words) throws Exception {
        Map<String, String> all = new HashMap<>(leaks.environment());
        all.putAll(ffmpeg.environment());
        all.putAll(environment);
        String[] arguments = Stream.concat(Stream.of(ffmpeg.ffmpeg().toString()), Stream.of(words))
                .toArray(String[]::new);
        String noHome = "-Duser.home=" + leaks.tempDirectory().resolve("home");
        List<String> command = Jvm.command(
                Path.of(System.getProperty("java.home")), List.of(noHome), List.of(), StarterHost.class, arguments);
        try (Child jvm = Child.start(leaks.tempDirectory(), all, command)) {
            assertThat(jvm.exitCode(Child.LIMIT)).as(jvm.stderr()).isZero();
            assertThat(jvm.stderr().lines())
                    .allMatch(line -> line.startsWith("Picked up ")); // java itself, of JAVA_TOOL_OPTIONS
            return jvm.stdout();
        }
    }

    /** What the watchdog needs, and what starts the JVM. */
    private String pathWithoutSetsid() throws IOException {
        Path folder = Files.createDirectory(leaks.tempDirectory().resolve("programs"));
        for (String program : List.of("sleep", "env")) {
            Path real = Stream.of("/usr/bin", "/bin")
                    .map(place -> Path.of(place, program))
                    .filter(Files::isExecutable)
                    .findFirst()
                    .orElseThrow();
            Files.createSymbolicLink(folder.resolve(program), real);
        }
        return folder.toString();
    }

    private static Path starter(Path cache) throws IOException {
        try (Stream<Path> files = Files.list(cache)) {
            return files.filter(file -> file.getFileName().toString().startsWith("starter-"))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
