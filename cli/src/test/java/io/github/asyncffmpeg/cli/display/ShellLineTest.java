package io.github.asyncffmpeg.cli.display;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class ShellLineTest {

    private static final Path BASH = Path.of("/bin/bash");

    @Test
    void quotesACommandSoThatAShellReadsTheSame() {
        assertThat(ShellLine.of(null, Map.of(), List.of("ffmpeg", "-i", "it's a.mp4", "", "x\033y'\\", "ü.mp4")))
                .isEqualTo("ffmpeg -i 'it'\\''s a.mp4' '' $'x\\x1by\\'\\\\' 'ü.mp4'");
    }

    @Test
    void saysWhereItRunsAndWithWhichVariables() {
        assertThat(ShellLine.of(Path.of("/a b"), Map.of("B", "x y", "A", "1", "C", ""), List.of("ffmpeg", "-version")))
                .isEqualTo("(cd '/a b' && A=1 B='x y' C= ffmpeg -version)");
        assertThat(ShellLine.of(null, Map.of("a.b", "x y", "A", "1"), List.of("ffmpeg")))
                .isEqualTo("env A=1 'a.b=x y' ffmpeg");
        assertThat(ShellLine.of(Path.of("-"), Map.of(), List.of("ffmpeg"))).isEqualTo("(cd ./- && ffmpeg)");
    }

    @Test
    void letsNoControlCharacterReachATerminal() {
        String line = ShellLine.of(
                Path.of("/vid\033[2Jeos\u009b"), Map.of("TITLE", "a\nb\u202e"), List.of("ffmpeg", "\007.mp4", "\r\t"));
        assertThat(line)
                .isEqualTo("(cd $'/vid\\x1b[2Jeos\\u009b' && TITLE=$'a\\x0ab\\u202e' ffmpeg"
                        + " $'\\x07.mp4' $'\\x0d\\x09')");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain",
                "two words",
                "it's",
                "\033[31mred",
                "tab\there",
                "new\nline\n",
                "$(id) `id` \\",
                "-n",
                "ü\u202e"
            })
    void isReadByBashAsItWas(String word, @TempDir Path folder) throws Exception {
        Assumptions.assumeTrue(Files.isExecutable(BASH));
        Path inside = Files.createDirectory(folder.resolve("a 'b"));
        Files.writeString(inside.resolve("print"), "printf '%s|%s|%s.' \"$PWD\" \"$VALUE\" \"$1\"");
        String line = ShellLine.of(inside, Map.of("VALUE", word), List.of("/bin/sh", "print", word));
        assertThat(bash(line)).isEqualTo(inside.toRealPath() + "|" + word + "|" + word + ".");
    }

    private static String bash(String line) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(BASH.toString(), "-c", line);
        builder.environment().put("LC_ALL", "C.UTF-8");
        Process bash = builder.redirectErrorStream(true).start();
        return new String(bash.getInputStream().readAllBytes(), UTF_8);
    }
}
