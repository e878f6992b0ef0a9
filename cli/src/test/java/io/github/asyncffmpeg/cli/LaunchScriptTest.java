package io.github.asyncffmpeg.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the launcher tells Java, asked with a script in the place of Java. */
@DisabledOnOs(OS.WINDOWS)
@Timeout(60)
class LaunchScriptTest {

    private static final String START = "lib=$1; runtime=; . \"$2\"; shift 2; find_java; start \"$@\"";

    @TempDir
    Path folder;

    @BeforeEach
    void putAScriptInThePlaceOfJava() throws IOException {
        Files.createDirectories(folder.resolve("bin"));
        Files.writeString(folder.resolve("release"), "JAVA_VERSION=\"17.0.1\"\n");
        Path java = Files.writeString(
                folder.resolve("bin/java"), "#!/bin/sh\nprintf '%s\\n' \"LC_ALL=${LC_ALL:-}\" \"$@\"\n");
        Path tools = Files.createDirectory(folder.resolve("tools"));
        Path locale = Files.writeString(tools.resolve("locale"), "#!/bin/sh\necho \"${CHARMAP:-UTF-8}\"\n");
        Files.setPosixFilePermissions(locale, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** What Java is given, a line each. Standard error is a file, and no terminal. */
    private List<String> started(Map<String, String> environment, String... arguments) throws IOException {
        String launch = Path.of("src/dist/lib/launch.sh").toAbsolutePath().toString();
        ProcessBuilder builder = new ProcessBuilder("/bin/sh", "-uc", START, "sh", "/lib", launch);
        builder.command().addAll(List.of(arguments));
        builder.environment().clear();
        builder.environment().putAll(Map.of("PATH", folder + "/tools:/usr/bin:/bin", "JAVA_HOME", folder.toString()));
        builder.environment().put("ASYNCFFMPEG_ARCHIVE", "off");
        builder.environment().putAll(environment);
        builder.redirectError(folder.resolve("err").toFile());
        Process shell = builder.start();
        List<String> lines =
                new String(shell.getInputStream().readAllBytes(), UTF_8).lines().toList();
        assertThat(folder.resolve("err")).isEmptyFile();
        return lines;
    }

    @ParameterizedTest
    @CsvSource({
        "LANG, C, C, C.UTF-8",
        "LC_ALL, POSIX, POSIX, C.UTF-8",
        "LANG, de_DE.UTF-8, de_DE.UTF-8, ''",
        "LC_CTYPE, en_US.ISO-8859-1, en_US.ISO-8859-1, ''",
        "LC_ALL, C.UTF-8, C.UTF-8, C.UTF-8",
        "OTHER, x, C, C.UTF-8"
    })
    void passesOnTheLocaleThatTheUserHas(String variable, String value, String told, String exported)
            throws IOException {
        assertThat(started(Map.of(variable, value)))
                .contains("-Dasyncffmpeg.cli.locale=" + told)
                .startsWith("LC_ALL=" + exported);
    }

    @Test
    void opensEveryNameWhereTheLocaleIsNotInstalled() throws IOException {
        assertThat(started(Map.of("LC_ALL", "xx_XX.UTF-8", "CHARMAP", "ANSI_X3.4-1968")))
                .contains("-Dasyncffmpeg.cli.locale=xx_XX.UTF-8")
                .startsWith("LC_ALL=C.UTF-8");
    }

    /** Each process before Java costs a millisecond or more. The size of the archive is asked for, because Java is not. */
    @Test
    void startsOneProcessBesideJavaWhenItHasAnArchive() throws Exception {
        Path lib = Files.createDirectory(folder.resolve("lib"));
        Files.writeString(lib.resolve("build-id"), "1234\n");
        Path java = folder.resolve("bin/java");
        Files.writeString(
                java,
                "#!/bin/sh\nfor word do case $word in -XX:ArchiveClassesAtExit=*) echo . >\"${word#*=}\";; esac; done\n");
        Path log = folder.resolve("started");
        Path tools = Files.createDirectory(folder.resolve("logging"));
        for (String tool : List.of(
                "wc",
                "find",
                "locale",
                "readlink",
                "stty",
                "ls",
                "nice",
                "mkdir",
                "mv",
                "rm",
                "chmod",
                "tr",
                "sed",
                "tail",
                "grep",
                "ln")) {
            Path script = Files.writeString(
                    tools.resolve(tool),
                    "#!/bin/sh\necho " + tool + " >>" + log + "\nPATH=/usr/bin:/bin exec " + tool + " \"$@\"\n");
            Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        Path cache = folder.resolve("cache");
        start(lib, tools, cache);
        long begun = System.nanoTime();
        while (!isArchived(cache)) {
            assertThat(System.nanoTime() - begun).isLessThan(30_000_000_000L);
            Thread.onSpinWait();
        }
        Files.writeString(log, "");
        start(lib, tools, cache);
        assertThat(log).hasContent("wc");
    }

    private static boolean isArchived(Path cache) throws IOException {
        Path archives = cache.resolve("start");
        if (!Files.isDirectory(archives)) {
            return false;
        }
        try (Stream<Path> files = Files.list(archives)) {
            List<String> names = files.map(Path::toString).toList();
            return names.stream().anyMatch(name -> name.endsWith(".jsa"))
                    && names.stream().noneMatch(name -> name.endsWith(".lock") || name.contains("/new."));
        }
    }

    private void start(Path lib, Path tools, Path cache) throws Exception {
        String launch = Path.of("src/dist/lib/launch.sh").toAbsolutePath().toString();
        ProcessBuilder builder = new ProcessBuilder("/bin/sh", "-uc", START, "sh", lib.toString(), launch, "probe");
        builder.environment().clear();
        builder.environment()
                .putAll(Map.of(
                        "PATH",
                        tools.toString(),
                        "JAVA_HOME",
                        folder.toString(),
                        "LANG",
                        "C.UTF-8",
                        "ASYNCFFMPEG_CACHE",
                        cache.toString()));
        Process shell = builder.redirectErrorStream(true)
                .redirectOutput(folder.resolve("out").toFile())
                .start();
        assertThat(shell.waitFor()).as(() -> folder.resolve("out").toString()).isZero();
    }

    @Test
    void saysNothingOfASizeThatItDoesNotKnow() throws IOException {
        assertThat(started(Map.of("TERM", "xterm", "columns", "7", "rows", "7"), "run", "a b.yaml"))
                .contains("-Dasyncffmpeg.cli.live=false")
                .endsWith("-jar", "/lib/asyncffmpeg-cli.jar", "run", "a b.yaml")
                .noneMatch(word -> word.isEmpty() || word.contains("cli.columns") || word.contains("cli.rows"));
    }
}
