package io.github.asyncffmpeg.internal.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.asyncffmpeg.internal.cache.CacheFolders;
import io.github.asyncffmpeg.internal.cache.KeptFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What the program of the starter does. It was run on AArch64 as well, in an emulator, when it was written. */
@EnabledOnOs(OS.LINUX)
class StarterTest {

    private static final int PROCESS_GROUP = 2;
    private static final int SESSION = 3;

    @TempDir
    Path folder;

    @Test
    @EnabledOnOs(
            value = OS.LINUX,
            architectures = {"amd64", "x86_64", "aarch64"})
    void givesAProcessASessionOfItsOwn() throws Exception {
        Process process = start(Starter.SESSION, "cat", "/proc/self/stat");
        String[] stat = stat(process);
        assertThat(stat[SESSION]).isEqualTo(Long.toString(process.pid()));
        assertThat(stat[PROCESS_GROUP]).isEqualTo(Long.toString(process.pid()));
    }

    @Test
    @EnabledOnOs(
            value = OS.LINUX,
            architectures = {"amd64", "x86_64", "aarch64"})
    void givesAProcessAGroupOfItsOwnInTheSessionOfTheJvm() throws Exception {
        Process process = start(Starter.GROUP, "cat", "/proc/self/stat");
        String[] stat = stat(process);
        assertThat(stat[SESSION]).isEqualTo(fields(Files.readString(Path.of("/proc/self/stat")))[SESSION]);
        assertThat(stat[PROCESS_GROUP]).isEqualTo(Long.toString(process.pid()));
    }

    /** Nobody reads: with 64 KiB it would wait for ever. */
    @Test
    @EnabledOnOs(
            value = OS.LINUX,
            architectures = {"amd64", "x86_64", "aarch64"})
    void widensTheStandardOutput() throws Exception {
        Process process = start(Starter.WIDE | Starter.GROUP, "head", "-c", "900000", "/dev/zero");
        boolean ended = process.waitFor(30, TimeUnit.SECONDS);
        if (!ended) {
            process.destroyForcibly();
        }
        assertThat(ended).isTrue();
        assertThat(process.getInputStream().readAllBytes()).hasSize(900_000);
    }

    @Test
    @EnabledOnOs(
            value = OS.LINUX,
            architectures = {"amd64", "x86_64", "aarch64"})
    void passesArgumentsAndEnvironmentOnAndChangesNothingUnasked() throws Exception {
        ProcessBuilder builder = new ProcessBuilder();
        builder.environment().put("STARTER_TEST", "a b");
        Process process = started(
                builder, 0, "sh", "-c", "echo \"$0|$1|$STARTER_TEST|$(cut -d ' ' -f 6 /proc/$$/stat)\"", "x y", "");
        String session = fields(Files.readString(Path.of("/proc/self/stat")))[SESSION];
        assertThat(said(process)).isEqualTo("x y||a b|" + session + "\n");
    }

    @Test
    @EnabledOnOs(
            value = OS.LINUX,
            architectures = {"amd64", "x86_64", "aarch64"})
    void saysThatAProgramCannotBeStartedAndEndsAsAShellDoes() throws Exception {
        Process missing = start(Starter.SESSION, "/nowhere/program");
        assertThat(new String(missing.getErrorStream().readAllBytes(), StandardCharsets.US_ASCII))
                .isEqualTo("asyncffmpeg: cannot execute the program\n");
        assertThat(missing.waitFor()).isEqualTo(127);
        assertThat(start(Starter.SESSION, "/etc").waitFor()).isEqualTo(126);
    }

    /** As execvp does, and so the JDK and setsid. */
    @Test
    @EnabledOnOs(
            value = OS.LINUX,
            architectures = {"amd64", "x86_64", "aarch64"})
    void startsAScriptWithoutAFirstLine() throws Exception {
        Path script = Files.writeString(folder.resolve("script"), "echo \"$0 $1\"\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
        assertThat(said(start(Starter.SESSION, script.toString(), "one"))).isEqualTo(script + " one\n");
    }

    @Test
    void isAnElfFileForEachMachineThatThereIsCodeFor() {
        assertThat(StarterCode.machine("Mac OS X", "aarch64")).isNull();
        assertThat(StarterCode.machine("Linux", "riscv64")).isNull();
        for (Map.Entry<String, Integer> each :
                Map.of("amd64", 62, "aarch64", 183).entrySet()) {
            byte[] program = StarterCode.of(StarterCode.machine("Linux", each.getKey()));
            ByteBuffer elf = ByteBuffer.wrap(program).order(ByteOrder.LITTLE_ENDIAN);
            assertThat(elf.getInt(0)).isEqualTo(0x464c457f);
            assertThat(elf.getShort(18)).isEqualTo(each.getValue().shortValue());
            assertThat(elf.getLong(24)).as("entry, after the texts").isEqualTo(0x400078 + 8 + 40);
            assertThat(elf.getLong(96)).as("size in the file").isEqualTo(program.length);
            assertThat(elf.getLong(104)).as("size in memory").isEqualTo(program.length);
            assertThat(new String(program, 120, 8, StandardCharsets.US_ASCII)).isEqualTo("/bin/sh\0");
            assertThat(new String(program, 128, 40, StandardCharsets.US_ASCII)).endsWith("program\n");
        }
    }

    private Process start(int flags, String... command) throws IOException {
        return started(new ProcessBuilder(), flags, command);
    }

    private Process started(ProcessBuilder builder, int flags, String... command) throws IOException {
        Path program = Starter.place(new KeptFiles(
                new CacheFolders(Map.of("asyncffmpeg.cache", folder.toString(), "os.name", "Linux"), Map.of())));
        assertThat(program).hasParent(folder);
        List<String> line = new ArrayList<>(List.of(program.toString(), Integer.toString(flags)));
        line.addAll(List.of(command));
        String found = Programs.find(command[0]).map(Path::toString).orElse(command[0]);
        line.set(2, found);
        return builder.command(line).start();
    }

    private static String said(Process process) throws IOException {
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static String[] stat(Process process) throws IOException {
        return fields(said(process));
    }

    /** From the state on. */
    private static String[] fields(String stat) {
        return stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    }
}
