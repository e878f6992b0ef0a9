package io.github.asyncffmpeg.internal.locate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.asyncffmpeg.internal.locate.VersionProbe.ProbeFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * What one JVM leaves for the next. A remembered answer is told from one that was asked for by its version: the programs here
 * do not answer at all.
 */
@EnabledOnOs(OS.LINUX)
class VersionMemoryTest {

    private static final String ANSWER = "ffmpeg version 9.9-remembered Copyright";

    /** The beginning of a native program, which answers nothing. */
    private static final byte[] NATIVE = {0x7f, 'E', 'L', 'F', 0, 0, 0, 0};

    @TempDir
    Path folder;

    private Path cache() {
        return folder.resolve("cache");
    }

    private Path file() {
        return cache().resolve("versions-1");
    }

    private VersionMemory memory() {
        return VersionMemory.of(new FFmpegSettings(Map.of("asyncffmpeg.cache", cache().toString()), Map.of()));
    }

    private Path program(String name, byte[] content) throws IOException {
        Path program = folder.resolve(name);
        Files.createDirectories(program.getParent());
        Files.write(program, content);
        return Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static ProgramState state(Path program) throws IOException {
        return ProgramState.of(program, FFmpegEnvironment.UNCHANGED);
    }

    private String ask(Path program) throws ProbeFailure {
        return new VersionProbe(Duration.ofSeconds(20), memory())
                .ask(program, FFmpegEnvironment.UNCHANGED)
                .text();
    }

    @Test
    void aRememberedProgramIsNotStarted() throws Exception {
        Path program = program("ffmpeg", NATIVE);
        assertThatThrownBy(() -> ask(program)).isInstanceOf(ProbeFailure.class);
        memory().remember(state(program), ANSWER);
        assertThat(ask(program)).isEqualTo("9.9-remembered");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-r--r--");
    }

    @Test
    void whatDecidesTheAnswerDecidesWhetherItIsRemembered() throws Exception {
        Path program = program("ffmpeg", NATIVE);
        memory().remember(state(program), ANSWER);
        assertThat(memory().answer(state(program))).isEqualTo(ANSWER);

        FFmpegEnvironment other = new FFmpegEnvironment(Map.of("LD_LIBRARY_PATH", "/elsewhere"), Map.of(), Set.of());
        assertThat(memory().answer(ProgramState.of(program, other))).isNull();
        FFmpegEnvironment preloaded = new FFmpegEnvironment(Map.of(), Map.of("LD_PRELOAD", "/x.so"), Set.of());
        assertThat(memory().answer(ProgramState.of(program, preloaded))).isNull();
        FFmpegEnvironment certificates = new FFmpegEnvironment(Map.of(), Map.of("SSL_CERT_FILE", "/x"), Set.of());
        assertThat(memory().answer(ProgramState.of(program, certificates))).isEqualTo(ANSWER);

        FileTime written = Files.getLastModifiedTime(program);
        Path link = Files.createSymbolicLink(folder.resolve("link-to-ffmpeg"), program);
        assertThat(memory().answer(state(link))).as("another name").isNull();
        memory().remember(state(link), ANSWER);
        Path next = program("next/ffmpeg", NATIVE);
        Files.delete(link);
        Files.createSymbolicLink(link, next);
        Files.setLastModifiedTime(next, written);
        assertThat(memory().answer(state(link))).as("the link leads elsewhere").isNull();

        Files.move(next, program, StandardCopyOption.REPLACE_EXISTING);
        Files.setLastModifiedTime(program, written);
        assertThat(memory().answer(state(program)))
                .as("of the same size and time, and another file")
                .isNull();
    }

    @Test
    void onlyNativeProgramsThatAreCalledFFmpegAreRemembered() throws Exception {
        Path script = FakeProgram.answering(folder.resolve("ffmpeg"), "8.0");
        assertThat(ask(script)).isEqualTo("8.0");
        Path many = program("busybox", NATIVE);
        memory().remember(state(Files.createSymbolicLink(folder.resolve("ffmpeg-of-many"), many)), ANSWER);
        memory().remember(state(program("ffmpeg\tx", NATIVE)), ANSWER);
        memory().remember(state(program("ffmpeg\nx", NATIVE)), ANSWER);
        memory().remember(state(program("ffmpeg-short", new byte[] {0x7f})), ANSWER);
        assertThat(file()).doesNotExist();
        Path program = program("ffmpeg-8", NATIVE);
        memory().remember(state(program), "two\nlines");
        memory().remember(state(program), "x".repeat(5000));
        assertThat(file()).doesNotExist();
        memory().remember(state(program("ffmpeg.exe", new byte[] {'M', 'Z', 0, 0})), ANSWER);
        assertThat(file()).isRegularFile();
    }

    @Test
    void nonsenseInTheFileIsAskedAgainAndReplaced() throws Exception {
        Path program = program("ffmpeg", NATIVE);
        memory().remember(state(program), ANSWER);
        String whole = Files.readString(file());
        byte[] noise = new byte[10_000];
        new Random(1).nextBytes(noise);
        List<byte[]> contents = List.of(
                new byte[0],
                noise,
                whole.substring(0, whole.length() - ANSWER.length() - 2).getBytes(StandardCharsets.UTF_8),
                whole.replace(ANSWER, "").getBytes(StandardCharsets.UTF_8),
                whole.replace(ANSWER, "something else").getBytes(StandardCharsets.UTF_8),
                new byte[1 << 20]);
        for (byte[] content : contents) {
            Files.write(file(), content);
            assertThatThrownBy(() -> ask(program)).isInstanceOf(ProbeFailure.class);
            memory().remember(state(program), ANSWER);
            assertThat(memory().answer(state(program))).isEqualTo(ANSWER);
        }
        assertThat(Files.size(file())).isLessThan(20_000);
    }

    @Test
    void whatOthersMayWriteSaysNothing() throws Exception {
        Path program = program("ffmpeg", NATIVE);
        memory().remember(state(program), ANSWER);
        Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-rw-rw-"));
        assertThat(memory().answer(state(program))).isNull();
        memory().remember(state(program), ANSWER);
        assertThat(memory().answer(state(program))).isEqualTo(ANSWER);
        Files.setPosixFilePermissions(cache(), PosixFilePermissions.fromString("rwxrwxrwx"));
        assertThat(memory().answer(state(program))).isNull();
        memory().remember(state(program), ANSWER);
        assertThat(memory().answer(state(program))).isNull();
    }

    @Test
    void theNewestSixteenAreKeptOnceEach() throws Exception {
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < 20; i++) {
                memory().remember(state(program("ffmpeg-" + i, NATIVE)), "ffmpeg version 8." + i);
            }
        }
        assertThat(Files.readAllLines(file())).hasSize(16);
        assertThat(memory().answer(state(folder.resolve("ffmpeg-19")))).isEqualTo("ffmpeg version 8.19");
        assertThat(memory().answer(state(folder.resolve("ffmpeg-3")))).isNull();
        memory().forget(state(folder.resolve("ffmpeg-19")));
        assertThat(memory().answer(state(folder.resolve("ffmpeg-19")))).isNull();
        assertThat(memory().answer(state(folder.resolve("ffmpeg-18")))).isEqualTo("ffmpeg version 8.18");
        assertThat(Files.readAllLines(file())).hasSize(15);
    }

    @Test
    void aProgramThatIsForgottenIsAskedAgain() throws Exception {
        Path program = program("ffmpeg", NATIVE);
        memory().remember(state(program), ANSWER);
        assertThat(ask(program)).isEqualTo("9.9-remembered");
        new VersionProbe(Duration.ZERO, memory()).forget(program, FFmpegEnvironment.UNCHANGED);
        assertThatThrownBy(() -> ask(program)).isInstanceOf(ProbeFailure.class);
    }

    @Test
    void nothingIsKeptWhereTheUserSaysNone() throws Exception {
        VersionMemory none = VersionMemory.of(
                new FFmpegSettings(Map.of("user.home", folder.toString(), "asyncffmpeg.cache", "none"), Map.of()));
        Path program = program("ffmpeg", NATIVE);
        none.remember(state(program), ANSWER);
        assertThat(none.answer(state(program))).isNull();
        assertThat(folder.resolve(".cache")).doesNotExist();
    }
}
