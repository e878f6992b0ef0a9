package io.github.asyncffmpeg.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.Writer;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.UsageMessageSpec;

/** What {@code --help} prints fits a terminal of 80 columns, and breaks its lines where words end. */
class HelpTest {

    private static final int COLUMNS = 80;

    static Stream<CommandLine> commands() {
        PrintWriter nobody = new PrintWriter(Writer.nullWriter());
        CommandLine program = Main.program(nobody, nobody);
        return Stream.concat(Stream.of(program), program.getSubcommands().values().stream());
    }

    private static int columns(String line) {
        return line.codePointCount(0, line.length());
    }

    @ParameterizedTest
    @MethodSource("commands")
    void fitsATerminal(CommandLine command) {
        assertThat(command.getUsageMessage().lines()).allMatch(line -> columns(line) <= COLUMNS);
    }

    /** A line that is too long goes on at the left edge, where it cannot be told from the next one. */
    @ParameterizedTest
    @MethodSource("commands")
    void hasItsExamplesAndItsSynopsisInOneLineEach(CommandLine command) {
        UsageMessageSpec usage = command.getCommandSpec().usageMessage();
        List<String> footer = Arrays.asList(usage.footer());
        List<String> examples = footer.subList(footer.indexOf("Examples:"), footer.lastIndexOf(""));
        assertThat(examples).hasSizeGreaterThan(1).allMatch(line -> columns(line) <= COLUMNS);
        assertThat(command.getUsageMessage().lines()).containsAll(examples);
        if (usage.customSynopsis().length > 0) {
            assertThat(command.getUsageMessage().lines())
                    .anySatisfy(line -> assertThat(line).endsWith(usage.customSynopsis()[0]));
        }
    }

    /** Picocli takes the dot of {@code out.mp4} for a place to break a line. */
    @ParameterizedTest
    @MethodSource("commands")
    void breaksNoName(CommandLine command) {
        List<String> lines = command.getUsageMessage().lines().toList();
        for (int i = 1; i < lines.size(); i++) {
            boolean next = lines.get(i).matches(" +[a-z]+  .*");
            boolean broken = lines.get(i - 1).endsWith(".") && lines.get(i).matches(" *[a-z].*") && !next;
            assertThat(broken).as(lines.get(i - 1) + "\n" + lines.get(i)).isFalse();
        }
    }
}
