package io.github.asyncffmpeg.jobs.internal.jobfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShellWordsTest {

    private static final int TEXTS = 3_000;

    private static final String[] PIECES = {
        "a", "b", "é", " ", " ", "  ", "\t", "'", "'", "\"", "\"", "\\", "\\\\", "\\\n", "\n", "#", " #", "$", "$$",
        "$a", "$)", "`", "~", " ~", "=", ":", "[0:v]", "*", "?", "{x}", "%03d", "|", "&", ";", "<", ">", "(", ")", "!",
        "-i", ",", "^", "\r\n"
    };

    @TempDir
    Path folder;

    @Test
    void splitsAPastedCommand() throws Exception {
        assertThat(ShellWords.argumentsOf("""
                        ffmpeg -i 'my talk.mov' -map 0:a? -vf "drawtext=text='It''s \\$5'" \\
                          -filter_complex [0:v]scale=640:-2[v]   -metadata title=a\\ b ""  out.mp4 # the end
                        """))
                .containsExactly(
                        "-i",
                        "my talk.mov",
                        "-map",
                        "0:a?",
                        "-vf",
                        "drawtext=text='It''s $5'",
                        "-filter_complex",
                        "[0:v]scale=640:-2[v]",
                        "-metadata",
                        "title=a b",
                        "",
                        "out.mp4");
    }

    @Test
    void leavesOutTheProgramWhateverItsFolder() throws Exception {
        for (String program : List.of("ffmpeg", "/usr/bin/ffmpeg", "./ffmpeg-7.1", "'C:\\Program Files\\ffmpeg.exe'")) {
            assertThat(ShellWords.argumentsOf(program + " -i a b")).containsExactly("-i", "a", "b");
        }
        assertThat(ShellWords.argumentsOf("-i a b")).containsExactly("-i", "a", "b");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\u0001',
            value = {
                "ffmpeg -i a b ; rm x         |\"; rm x\" ends the command",
                "ffmpeg -i a b && echo done   |\"&& echo done\" begins another command",
                "ffmpeg -i a b > log          |\"> log\" sends a stream of the command to or from a file",
                "ffmpeg -i a b 2>&1           |sends a stream of the command to or from a file",
                "ffmpeg -i a b &              |runs the command in the background",
                "ffmpeg -i $IN b              |\"$IN b\" is a variable of the shell",
                "ffmpeg -i \"${IN}\" b        |is a variable of the shell",
                "ffmpeg -i \"$(pick)\" b      |is a command whose output a shell would put here",
                "ffmpeg -i `pick` b           |is a command whose output a shell would put here",
                "ffmpeg -i ~/a.mov b          |\"~/a.mov b\" begins with your home folder",
                "ffmpeg -i 'a b               |the quote before \"a b\" has no end",
                "ffmpeg -i \"a b              |the quote before \"a b\" has no end",
                "ffmpeg                       |FFmpeg gets no arguments here",
                "nice ffmpeg -i a b           |this begins with \"nice\", and only ffmpeg is run",
                "FFREPORT=file=x ffmpeg -i a b|write it in environment:",
            })
    void refusesWhatAShellWouldDo(String line, String sentence) {
        assertThatThrownBy(() -> ShellWords.argumentsOf(line))
                .isInstanceOf(ShellWords.Refused.class)
                .hasMessageContaining(sentence);
    }

    @Test
    void refusesAPipeAndASecondLine() {
        assertThatThrownBy(() -> ShellWords.argumentsOf("ffmpeg -i a - | tee b"))
                .hasMessageContaining("\"| tee b\" is a pipe into another program");
        assertThatThrownBy(() -> ShellWords.argumentsOf("ffmpeg -i a\n b"))
                .hasMessageContaining("a second command begins with \"b\"");
        assertThatThrownBy(() -> ShellWords.argumentsOf("ffmpeg -i a b \\"))
                .hasMessageContaining("it ends with a backslash, and no line follows");
        assertThatThrownBy(() -> ShellWords.argumentsOf("ffmpeg -i a \\ -an b"))
                .hasMessageContaining("write command: | before lines that end with a backslash");
        assertThatThrownBy(() -> ShellWords.argumentsOf(" \n"))
                .hasMessageContaining("expected a command line, got nothing");
    }

    /** What is taken is what {@code sh} makes of it, with its search for files off. */
    @Test
    @DisabledOnOs(OS.WINDOWS)
    void splitsAsTheShellDoes() throws Exception {
        Random random = new Random(1);
        List<String> lines = new ArrayList<>();
        List<List<String>> expected = new ArrayList<>();
        for (int i = 0; i < TEXTS; i++) {
            StringBuilder text = new StringBuilder("a "); // a line of the shell does not begin with its end
            for (int k = random.nextInt(12); k >= 0; k--) {
                text.append(PIECES[random.nextInt(PIECES.length)]);
            }
            try {
                expected.add(ShellWords.of(text.toString()));
                lines.add(text.toString().replace("\r\n", "\n"));
            } catch (ShellWords.Refused refused) {
                // not compared
            }
        }
        assertThat(lines.size()).isGreaterThan(TEXTS / 10);
        List<List<String>> actual = shell(lines);
        assertThat(actual).hasSameSizeAs(lines);
        for (int i = 0; i < lines.size(); i++) {
            assertThat(expected.get(i)).as("<%s>", lines.get(i)).isEqualTo(actual.get(i));
        }
    }

    private List<List<String>> shell(List<String> lines) throws Exception {
        StringBuilder script =
                new StringBuilder("set -f\nf() { for w; do printf '%s\\001' \"$w\"; done; printf '\\002'; }\n");
        lines.forEach(line -> script.append("f ").append(line).append('\n'));
        Path file = Files.writeString(folder.resolve("script"), script);
        Path out = folder.resolve("out");
        ProcessBuilder sh = new ProcessBuilder("sh", file.toString());
        sh.environment().put("HOME", "/nowhere");
        Process process = sh.redirectOutput(out.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        assertThat(process.waitFor()).isZero();
        List<List<String>> all = new ArrayList<>();
        for (String words : Files.readString(out, StandardCharsets.UTF_8).split("\002", -1)) {
            all.add(List.of(words.replaceFirst("\001$", "").split("\001", -1)));
        }
        all.remove(all.size() - 1);
        return all;
    }
}
