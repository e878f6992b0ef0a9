package io.github.asyncffmpeg.cli.display;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class ShellLineTest {

    @Test
    void quotesACommandSoThatAShellReadsTheSame() {
        assertThat(ShellLine.of(null, Map.of(), List.of("ffmpeg", "-i", "it's a.mp4", "", "x\033y'\\", "ü.mp4")))
                .isEqualTo("ffmpeg -i 'it'\\''s a.mp4' '' \"$(printf 'x\\033y'\\''\\\\')\" 'ü.mp4'");
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
                .isEqualTo(
                        "(cd \"$(printf '/vid\\033[2Jeos\\302\\233')\" && TITLE=\"$(printf 'a\\012b\\342\\200\\256')\""
                                + " ffmpeg \"$(printf '\\007.mp4')\" \"$(printf '\\015\\011')\")");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain",
                "two words",
                "it's",
                "\033[31mred",
                "tab\there",
                "new\nline\n\n",
                "-n\007 100%d \\n",
                "$(id) `id` \\",
                "-n",
                "ü\u202e"
            })
    void isReadByAShellAsItWas(String word, @TempDir Path folder) throws Exception {
        Path inside = Files.createDirectory(folder.resolve("a 'b"));
        Files.writeString(inside.resolve("print"), "printf '%s|%s|%s.' \"$PWD\" \"$VALUE\" \"$1\"");
        String line = ShellLine.of(inside, Map.of("VALUE", word), List.of("/bin/sh", "print", word));
        for (String shell : List.of("/bin/sh", "/bin/bash")) { // sh is dash on Debian and Ubuntu
            if (Files.isExecutable(Path.of(shell))) {
                assertThat(said(shell, line)).as(shell).isEqualTo(inside.toRealPath() + "|" + word + "|" + word + ".");
            }
        }
    }

    private static String said(String shell, String line) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(shell, "-c", line);
        builder.environment().put("LC_ALL", "C.UTF-8");
        Process child = builder.redirectErrorStream(true).start();
        return new String(child.getInputStream().readAllBytes(), UTF_8);
    }
}
