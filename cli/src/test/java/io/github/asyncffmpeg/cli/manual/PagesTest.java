package io.github.asyncffmpeg.cli.manual;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

class PagesTest {

    enum Size {
        small,
        large
    }

    @Command(name = "asyncffmpeg", description = "Does things. And more.")
    static class Program {}

    @Command(
            name = "play",
            description = {"Plays it's file; .dots at the start, 50%% of \\it.", "Second paragraph."},
            footer = {"", "Examples:", "  asyncffmpeg play a.mp4", "  .hidden.mp4", "", "Exit codes: 0 and more"})
    static class Play {
        @Option(
                names = {"--size", "-s"},
                description = "How [large]: ${COMPLETION-CANDIDATES}; ${DEFAULT-VALUE} by default.",
                defaultValue = "small")
        @Nullable
        Size size;

        @Option(names = "--log", paramLabel = "FILE", description = "Where the log goes.")
        @Nullable
        Path log;

        @Option(names = "--secret", hidden = true)
        boolean secret;

        @Parameters(paramLabel = "FILE", description = "Videos.")
        @Nullable
        List<String> files;
    }

    @Command(name = "queue", description = "Plays what is in a job file.")
    static class Queue {
        @Parameters(paramLabel = "JOBS.yaml", description = "The job file.")
        @Nullable
        Path file;
    }

    @Command(name = "nobody", hidden = true)
    static class Hidden {}

    @TempDir
    Path folder;

    @BeforeEach
    void write() throws Exception {
        CommandLine program =
                new CommandLine(new Program()).addSubcommand(new Play()).addSubcommand(new Queue());
        program.addSubcommand(new Hidden());
        Pages.write(program, "1.2", "2026-11-22", folder);
    }

    private String read(String file) throws Exception {
        return Files.readString(folder.resolve(file));
    }

    @Test
    void writesAPageForEachCommandThatIsNotHidden() throws Exception {
        assertThat(folder.resolve("man1").toFile().list())
                .containsExactlyInAnyOrder("asyncffmpeg.1", "asyncffmpeg-play.1", "asyncffmpeg-queue.1");
        assertThat(read("man1/asyncffmpeg.1"))
                .startsWith(".TH \"ASYNCFFMPEG\" 1 \"2026\\-11\\-22\" \"asyncffmpeg 1.2\"")
                .contains("asyncffmpeg \\- does things\n", ".SH COMMANDS", "See asyncffmpeg\\-play(1).")
                .doesNotContain("nobody");
    }

    @Test
    void escapesWhatIsACommandOfRoff() throws Exception {
        assertThat(read("man1/asyncffmpeg-play.1"))
                .contains("Plays it\\(aqs file; .dots at the start, 50% of \\eit.", "\n\\&.hidden.mp4\n")
                .contains(
                        "\\-s, \\-\\-size=<size>", "How [large]: small, large; small by default. One of: small, large.")
                .contains(
                        ".SH EXAMPLES\n.nf\nasyncffmpeg play a.mp4",
                        ".SH EXIT STATUS",
                        "asyncffmpeg(1), asyncffmpeg\\-queue(1), ffmpeg(1)")
                .doesNotContain("secret", "Exit codes:");
    }

    @Test
    void completesOptionsValuesAndFiles() throws Exception {
        assertThat(read("bash/asyncffmpeg"))
                .contains("words=\"play queue $options\"", "-s | --size) words=\"small large\" ;;")
                .contains("--log) words=\"\" files=yes ;;")
                .doesNotContain("secret", "nobody");
        assertThat(read("zsh/_asyncffmpeg"))
                .startsWith("#compdef asyncffmpeg")
                .contains("{-s,--size=}'[How \\[large\\]", ":<size>:(small large)'", "'*:FILE:_files'");
        assertThat(read("fish/asyncffmpeg.fish"))
                .contains("-a play -d 'Plays it\\'s file'", "-s s -l size -x -a 'small large'", "-l log -r -F");
    }

    /** Completes a word as bash would. */
    private List<String> completed(Path where, String... words) throws Exception {
        String script = ". \"$0\"; COMP_WORDS=(\"$@\"); COMP_CWORD=$(($# - 1)); _asyncffmpeg;"
                + " printf '%s\\n' \"${COMPREPLY[@]}\"";
        List<String> command = new ArrayList<>(List.of(
                "bash",
                "--norc",
                "-c",
                script,
                folder.resolve("bash/asyncffmpeg").toString()));
        command.addAll(List.of(words));
        Path answer = folder.resolve("answer");
        Process bash = new ProcessBuilder(command)
                .directory(where.toFile())
                .redirectErrorStream(true)
                .redirectOutput(answer.toFile())
                .start();
        assertThat(bash.waitFor(20, TimeUnit.SECONDS)).isTrue();
        return Files.readAllLines(answer).stream()
                .filter(line -> !line.isEmpty())
                .sorted()
                .toList();
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void completesJobFilesWhereTheyAreWanted() throws Exception {
        Path here = Files.createDirectory(folder.resolve("here"));
        Files.createDirectory(here.resolve("more jobs"));
        for (String name : List.of("a.mp4", "b c.yaml", "jobs.yml", "jobs.json", "notes")) {
            Files.createFile(here.resolve(name));
        }
        assertThat(completed(here, "asyncffmpeg", "queue", ""))
                .containsExactly("b c.yaml", "jobs.json", "jobs.yml", "more jobs");
        assertThat(completed(here, "asyncffmpeg", "queue", "jobs.y")).containsExactly("jobs.yml");
        assertThat(completed(here, "asyncffmpeg", "queue", "no")).containsExactly("notes");
        assertThat(completed(here, "asyncffmpeg", "play", "a")).containsExactly("a.mp4");
        assertThat(read("zsh/_asyncffmpeg")).contains("_files -g \"*.(yaml|yml|json)\"");
    }
}
