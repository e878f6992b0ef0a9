package io.github.asyncffmpeg.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.OptionSpec;

/** Options are taken as they are documented, and nothing that was written is passed over. */
class OptionsTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    Path folder;

    private int asyncffmpeg(String... arguments) {
        return Main.program(new PrintWriter(out), new PrintWriter(err), arguments)
                .execute(arguments);
    }

    private Path jobs() throws Exception {
        return Files.writeString(folder.resolve("jobs.yaml"), """
                version: 1
                jobs:
                  - {name: a, args: [-i, in.mp4, out.mp4], uses: {gpu: 1}}
                """);
    }

    @Test
    void takesEveryWordThatAnOptionDocuments() {
        CommandLine program = Main.program(new PrintWriter(out), new PrintWriter(err));
        List<CommandLine> commands = new ArrayList<>(program.getSubcommands().values());
        commands.add(program);
        int tried = 0;
        for (CommandLine command : commands) {
            for (OptionSpec option : command.getCommandSpec().options()) {
                if (!option.paramLabel().matches("[a-z]+([|][a-z]+)+")) {
                    continue;
                }
                for (String word : option.paramLabel().split("[|]")) {
                    assertTaken(program, command, option.longestName(), word);
                    assertTaken(program, command, option.longestName(), word.toUpperCase(Locale.ROOT));
                    tried++;
                }
            }
        }
        assertThat(tried).as("--progress, --color, --partial, --format").isGreaterThan(4 + 5 + 3 + 3);
    }

    /** What a shell offers and a page lists for {@code --retry-on}: words, and no names of constants. */
    @Test
    void takesEveryWordThatAShellOffersForRetryOn() {
        CommandLine program = Main.program(new PrintWriter(out), new PrintWriter(err));
        CommandLine run = program.getSubcommands().get("run");
        List<String> words = new ArrayList<>();
        run.getCommandSpec().findOption("--retry-on").completionCandidates().forEach(words::add);
        assertThat(words).hasSizeGreaterThan(40).contains("any", "network", "disk-full");
        words.forEach(word -> assertThat(new FailureKindsOption().convert(word)).isNotEmpty());
    }

    private static void assertTaken(CommandLine program, CommandLine command, String option, String word) {
        String[] words = command == program
                ? new String[] {option, word}
                : new String[] {command.getCommandName(), option, word};
        assertThatCode(() -> {
                    try {
                        program.parseArgs(words);
                    } catch (MissingParameterException others) {
                        // which this is not about: what was given has been read by then
                    }
                })
                .as(String.join(" ", words))
                .doesNotThrowAnyException();
    }

    @Test
    void namesTheWordsOfAnOptionWhenAnotherIsGiven() {
        assertThat(asyncffmpeg("run", "--partial", "kep", "jobs.yaml")).isEqualTo(2);
        assertThat(err.toString()).contains("--partial", "kep", "keep, mark, delete, none are");
    }

    @Test
    void refusesAnOptionBeforeTheCommandThatItIsMeantFor() throws Exception {
        Path jobs = jobs();
        assertThat(asyncffmpeg("--timeout", "1ms", "--progress", "none", "run", jobs.toString(), "-n"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("Write --timeout after run", "asyncffmpeg run --help");
        assertThat(asyncffmpeg("--grace=1s", "probe", "a.mp4")).isEqualTo(2);
        assertThat(err.toString()).contains("probe has no option --grace");
        assertThat(asyncffmpeg("a.mp4", "run", jobs.toString(), "-n")).isEqualTo(2);
        assertThat(err.toString()).contains("There is no command a.mp4");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void seesACommandBehindOptionsAlsoWhereArgumentsForFfmpegFollow() {
        assertThat(asyncffmpeg("--progress", "none", "convert", "a.mov", "--to", ".mp4", "--", "-crf", "20"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("Write --progress after convert").doesNotContain("Unknown option");
    }

    @Test
    void takesTheNameOfACommandAsTheNameOfAFileAfterTheDashes() {
        CommandLine program = Main.program(
                new PrintWriter(out), new PrintWriter(err), "--progress", "none", "--", "-i", "run", "convert");
        assertThat(program.getSubcommands()).isEmpty();
    }

    @Test
    void showsTheHelpOfTheProgramBeforeACommand() {
        assertThat(asyncffmpeg("--help", "run")).isZero();
        assertThat(out.toString()).contains("asyncffmpeg COMMAND");
    }

    @ParameterizedTest
    @ValueSource(strings = {"99999", "-1", "65536", "99999999999"})
    void saysInASentenceWhichPortsThereAre(String port) throws Exception {
        assertThat(asyncffmpeg("run", jobs().toString(), "-n", "--web=" + port)).isEqualTo(2);
        assertThat(asyncffmpeg("run", jobs().toString(), "-n", "--web", port)).isEqualTo(2);
        assertThat(err.toString().lines().filter(line -> line.contains("0 to 65535") && line.contains(port)))
                .hasSize(2);
        assertThat(err.toString()).doesNotContain("\tat ");
    }

    @Test
    void takesTheJobFileBehindWebForWhatItIs() throws Exception {
        String jobs = jobs().toString();
        assertThat(asyncffmpeg("run", "--web", jobs, "-n")).isZero();
        assertThat(asyncffmpeg("run", "-n", jobs, "--web")).isZero();
        assertThat(asyncffmpeg("run", "--web", "-n", jobs)).isZero();
        assertThat(asyncffmpeg("run", "--web=8080", jobs, "-n")).isZero();
        assertThat(asyncffmpeg("run", "--web", "8080", jobs, "-n")).isZero();
        assertThat(err.toString()).isEmpty();
        assertThat(asyncffmpeg("run", "-n", "--web=" + jobs, jobs)).isEqualTo(2);
        assertThat(asyncffmpeg("run", "--help")).isZero();
        assertThat(out.toString()).contains("--web[=PORT]");
    }

    @Test
    void readsThePortOfTheLivePage() {
        assertThat(port("--web")).isEqualTo(0);
        assertThat(port("--web=8080")).isEqualTo(8080);
        assertThat(port("--web", "65535")).isEqualTo(65_535);
        assertThat(port()).isEqualTo("none");
    }

    private static Object port(String... arguments) {
        @CommandLine.Command
        class Holder {
            @CommandLine.Mixin
            final BatchMixin batch = new BatchMixin();
        }
        Holder holder = new Holder();
        new CommandLine(holder).parseArgs(arguments);
        Integer port = holder.batch.webPort;
        return port == null ? "none" : port;
    }

    @ParameterizedTest
    @CsvSource({
        "--retries, -1, 0 to 1000",
        "--retries, 1001, 0 to 1000",
        "--retries, many, 0 to 1000",
        "--limit, gpu=0, 1 to 10000",
        "--limit, gpu=-1, 1 to 10000",
        "--limit, gpu=some, 1 to 10000",
        "--limit, gpu, gpu",
        "--limit, =1, gpu=1",
        "--jobs, 1001, 1 to 1000"
    })
    void refusesANumberThatIsOutOfRange(String option, String value, String told) throws Exception {
        assertThat(asyncffmpeg("run", "-n", option, value, jobs().toString())).isEqualTo(2);
        assertThat(err.toString()).contains(option, told).doesNotContain("\tat ");
    }

    @Test
    void takesTheEndsOfItsRanges() throws Exception {
        for (String option : List.of("--retries=0", "--retries=1000", "--limit=gpu=1", "--limit=gpu=10000")) {
            assertThat(asyncffmpeg("run", "-n", option, jobs().toString()))
                    .as(option)
                    .isZero();
        }
    }
}
