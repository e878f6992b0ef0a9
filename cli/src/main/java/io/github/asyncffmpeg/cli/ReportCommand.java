package io.github.asyncffmpeg.cli;

import io.github.asyncffmpeg.cli.picture.CommandPicture;
import io.github.asyncffmpeg.cli.record.EventReader;
import io.github.asyncffmpeg.cli.record.Journals;
import io.github.asyncffmpeg.cli.report.ReportPage;
import io.github.asyncffmpeg.cli.words.Words;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code asyncffmpeg report [JOURNAL]}. */
@Command(
        name = "report",
        mixinStandardHelpOptions = true,
        versionProvider = VersionText.class,
        description = {
            "Makes one HTML page about a run: when each job ran and how fast, sizes before and after, what failed and why,"
                    + " and a picture of each command. The page needs no network, and can be sent as it is.",
            "",
            "JOURNAL is the journal of a run, or a file that --events wrote; by default the newest journal."
        },
        footer = {
            "",
            "Examples:",
            "  asyncffmpeg report                        report.html, about the last run",
            "  asyncffmpeg report -o monday.html         under another name",
            "  asyncffmpeg report events.ndjson -o - | less",
            "",
            "Exit codes: 0 the page is there, 2 it could not be made"
        })
final class ReportCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Where the page goes; - is stdout. report.html unless given.")
    private String output = "report.html";

    @Parameters(arity = "0..1", paramLabel = "JOURNAL", description = "The journal of a run.")
    @Nullable
    private Path journal;

    @Override
    public Integer call() throws CannotStart {
        Path source = journal == null ? newest() : journal;
        try (EventReader events = EventReader.of(source)) {
            boolean made;
            if (output.equals("-")) {
                made = write(events, spec.commandLine().getOut());
            } else {
                Path page = Path.of(output);
                try (Writer out = Files.newBufferedWriter(page)) {
                    made = write(events, out);
                }
                if (made) {
                    spec.commandLine()
                            .getOut()
                            .println(Words.name(page.toAbsolutePath().toString()));
                } else {
                    Files.deleteIfExists(page);
                }
            }
            if (!made) {
                throw new CannotStart("There is no run in " + Words.name(source.toString()) + ".");
            }
            spec.commandLine().getOut().flush();
            return ExitCode.DONE;
        } catch (NoSuchFileException e) {
            throw new CannotStart("There is no file " + Words.name(String.valueOf(e.getFile())) + ".");
        } catch (IOException e) {
            throw new CannotStart("The page cannot be made: " + Words.name(String.valueOf(e.getMessage())));
        }
    }

    private static boolean write(EventReader events, Writer out) throws IOException {
        return ReportPage.write(
                events,
                out,
                ZoneId.systemDefault(),
                arguments -> CommandPicture.of(arguments).svg());
    }

    private static Path newest() throws CannotStart {
        Journals journals = Journals.ofUser();
        try {
            return journals.newest()
                    .orElseThrow(() -> new CannotStart("There is no journal yet in "
                            + Words.name(journals.folder().toString()) + ": run and convert write them."));
        } catch (IOException e) {
            throw new CannotStart("The journals cannot be listed: " + Words.name(String.valueOf(e.getMessage())));
        }
    }
}
