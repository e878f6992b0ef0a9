package io.github.asyncffmpeg.cli;

import io.github.asyncffmpeg.cli.picture.CommandPicture;
import io.github.asyncffmpeg.cli.report.ReportPage;
import io.github.asyncffmpeg.jobs.internal.record.EventReader;
import io.github.asyncffmpeg.jobs.internal.record.Journals;
import io.github.asyncffmpeg.jobs.internal.words.Words;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code asyncffmpeg report [JOURNAL] [-o FILE]}. */
@Command(
        name = "report",
        mixinStandardHelpOptions = true,
        versionProvider = VersionText.class,
        description = {
            "Makes one page of HTML of a run: which job was in which slot when, how fast each was, sizes before and after, "
                    + "and what failed and why. The page needs no network and no other file.",
            "It is made from the run's journal, or from a file that --events wrote; of several runs in it, from the last."
        },
        footer = {
            "",
            "Examples:",
            "  asyncffmpeg report                         of the newest run, into report.html",
            "  asyncffmpeg report events.ndjson -o a.html",
            "  asyncffmpeg report -o - > a.html",
            "",
            "Exit codes: 0 made, 2 not made"
        })
final class ReportCommand implements Callable<Integer> {

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "JOURNAL",
            description = "A journal or a file of events; by default the newest journal.")
    private @Nullable String journal;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            defaultValue = "report.html",
            description = "The page, - for standard output; ${DEFAULT-VALUE} if not given. What is there is replaced.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private String output;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    private final Supplier<Optional<Path>> newest;
    private final Function<List<String>, String> pictures;

    /** The command as the program has it. */
    ReportCommand() {
        this(ReportCommand::newestJournal, words -> CommandPicture.of(words).svg());
    }

    private static Optional<Path> newestJournal() {
        try {
            return Journals.ofUser().newest();
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    /**
     * The command.
     *
     * @param newest finds the newest journal
     * @param pictures draws FFmpeg's arguments as SVG
     */
    ReportCommand(Supplier<Optional<Path>> newest, Function<List<String>, String> pictures) {
        this.newest = newest;
        this.pictures = pictures;
    }

    @Override
    public Integer call() throws CannotStart {
        Path from = journal();
        try (EventReader events = EventReader.of(from)) {
            PrintWriter out = spec.commandLine().getOut();
            if (output.equals("-")) {
                write(events, out, from);
            } else {
                Path page = path(output);
                writeTo(page, events, from);
                out.println(page);
            }
            out.flush();
            tellWhatWasLeftOut(events, from);
        } catch (NoSuchFileException missing) {
            throw new CannotStart("There is no file " + Words.name(String.valueOf(missing.getFile())));
        } catch (IOException e) {
            throw new CannotStart("The report cannot be made: " + reason(e));
        }
        return ExitCode.DONE;
    }

    private static String reason(IOException error) {
        if (error instanceof FileSystemException about && about.getReason() != null) {
            return about.getReason() + ": " + Words.name(String.valueOf(about.getFile()));
        }
        return Words.name(String.valueOf(error.getMessage()));
    }

    private Path journal() throws CannotStart {
        String named = journal;
        return named != null
                ? path(named)
                : newest.get()
                        .orElseThrow(() -> new CannotStart("There is no journal yet. Which file is the report of?"));
    }

    private static Path path(String name) throws CannotStart {
        try {
            return Path.of(name);
        } catch (InvalidPathException notAName) {
            throw new CannotStart("This cannot be the name of a file: " + Words.name(name));
        }
    }

    /**
     * Beside the page first: one that is there stays until another is whole. Not a file of {@link Files#createTempFile},
     * which nobody but its owner could read, whatever the umask says.
     */
    private void writeTo(Path page, EventReader events, Path from) throws IOException, CannotStart {
        Path draft = page.toAbsolutePath().resolveSibling(".report" + UUID.randomUUID() + ".html");
        try {
            try (Writer out = Files.newBufferedWriter(draft, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                write(events, out, from);
            }
            Files.move(draft, page, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    private void write(EventReader events, Writer out, Path from) throws IOException, CannotStart {
        if (!ReportPage.write(events, out, ZoneId.systemDefault(), pictures)) {
            throw new CannotStart("There is no run in " + Words.name(from.toString()));
        }
    }

    private void tellWhatWasLeftOut(EventReader events, Path from) {
        PrintWriter err = spec.commandLine().getErr();
        if (events.damaged() > 0) {
            err.println("asyncffmpeg: left out of " + Words.name(from.toString()) + ": " + events.damaged()
                    + (events.damaged() == 1 ? " line that is no event" : " lines that are no events"));
        }
        if (events.unknown() > 0) {
            err.println("asyncffmpeg: left out of " + Words.name(from.toString()) + ": " + events.unknown()
                    + (events.unknown() == 1 ? " event" : " events") + " of a newer version");
        }
        err.flush();
    }
}
