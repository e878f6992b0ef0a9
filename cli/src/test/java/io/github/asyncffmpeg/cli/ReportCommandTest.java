package io.github.asyncffmpeg.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.asyncffmpeg.jobs.internal.event.BatchEvent;
import io.github.asyncffmpeg.jobs.internal.record.EventJson;
import io.github.asyncffmpeg.jobs.internal.record.ScriptedBatch;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ReportCommandTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    Path folder;

    private Path journal;
    private Path page;

    @BeforeEach
    void writeAJournal() throws IOException {
        journal = folder.resolve("run.ndjson");
        page = folder.resolve("report.html");
        for (BatchEvent event : ScriptedBatch.events(6, 2)) {
            Files.writeString(
                    journal, EventJson.write(event) + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        }
    }

    private int report(Optional<Path> newest, Object... arguments) {
        return new CommandLine(new ReportCommand(() -> newest, words -> "<svg></svg>"))
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .setExecutionExceptionHandler(new UnexpectedErrors())
                .execute(Stream.of(arguments).map(Object::toString).toArray(String[]::new));
    }

    @Test
    void writesThePageAndSaysWhere() throws IOException {
        Files.writeString(page, "an older one");

        assertThat(report(Optional.empty(), journal, "-o", page)).isZero();
        assertThat(out.toString()).isEqualTo(page + System.lineSeparator());
        assertThat(err.toString()).isEmpty();
        assertThat(Files.readString(page))
                .startsWith("<!DOCTYPE html>")
                .contains("holiday.yaml")
                .endsWith("</html>\n");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactlyInAnyOrder(journal, page);
        }
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void givesThePageTheModeOfAnyNewFile() throws IOException {
        Path any = Files.createFile(folder.resolve("any"));
        assertThat(report(Optional.empty(), journal, "-o", page)).isZero();
        assertThat(Files.getPosixFilePermissions(page)).isEqualTo(Files.getPosixFilePermissions(any));
    }

    @Test
    void takesTheNewestJournalAndWritesToStandardOutput() {
        assertThat(report(Optional.of(journal), "-o", "-")).isZero();
        assertThat(out.toString()).startsWith("<!DOCTYPE html>").endsWith("</html>\n");
    }

    @Test
    void saysWhatItLeftOut() throws IOException {
        Files.writeString(journal, "{\"v\":1,\"type\":\"new\"}\n{\"v\":1,", StandardOpenOption.APPEND);

        assertThat(report(Optional.empty(), journal, "-o", page)).isZero();
        assertThat(err.toString()).contains("1 line that is no event", "1 event of a newer version");
    }

    @Test
    void makesNothingOfAFileThatIsNotThereOrHoldsNoRun() throws IOException {
        assertThat(report(Optional.empty(), folder.resolve("no\u001bne"), "-o", page))
                .isEqualTo(2);
        assertThat(err.toString())
                .contains("There is no file")
                .contains("no\\x1bne")
                .doesNotContain("\u001b");

        Path empty = Files.createFile(folder.resolve("empty"));
        Files.writeString(page, "an older one");
        assertThat(report(Optional.empty(), empty, "-o", page)).isEqualTo(2);
        assertThat(err.toString()).contains("There is no run in " + empty);
        assertThat(Files.readString(page)).isEqualTo("an older one");

        assertThat(report(Optional.empty())).isEqualTo(2);
        assertThat(err.toString()).contains("Which file is the report of?");
        assertThat(report(Optional.empty(), folder, "-o", page)).isEqualTo(2);
        assertThat(report(Optional.empty(), journal, "-o", folder.resolve("nowhere/report.html")))
                .isEqualTo(2);
        assertThat(err.toString()).doesNotContain("\tat ");
    }
}
