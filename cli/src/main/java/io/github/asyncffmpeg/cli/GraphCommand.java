package io.github.asyncffmpeg.cli;

import io.github.asyncffmpeg.cli.picture.CommandPicture;
import io.github.asyncffmpeg.cli.words.Words;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code asyncffmpeg graph}. */
@Command(
        name = "graph",
        mixinStandardHelpOptions = true,
        versionProvider = VersionText.class,
        synopsisHeading = "",
        customSynopsis = {
            "Usage: asyncffmpeg graph [--format svg|mermaid|dot] [-o FILE] -- ffmpeg-arguments...",
        },
        description = {
            "Draws a command: its inputs, filters and outputs, and what flows between them. Nothing is run, and no file of "
                    + "the command is opened."
        },
        footer = {
            "",
            "Examples:",
            "  asyncffmpeg graph -o a.svg -- -i in.mp4 -vf scale=640:-2,fps=25 out.mp4",
            "  asyncffmpeg graph --format mermaid -- -i a.mp4 -i logo.png -filter_complex overlay=10:10 b.mp4",
            "",
            "Exit codes: 0 drawn, 2 not drawn"
        })
final class GraphCommand implements Callable<Integer> {

    /** The forms, as the option takes them. */
    enum Format {
        svg,
        mermaid,
        dot
    }

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description =
                    "svg, mermaid (which GitHub shows) or dot (for Graphviz); by default by the name of the file.")
    private @Nullable Format format;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Where to write it; by default to stdout.")
    private @Nullable String output;

    @Parameters(paramLabel = "ffmpeg-arguments", description = "The command, as it would stand behind the word ffmpeg.")
    private List<String> arguments = new ArrayList<>();

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Override
    public Integer call() throws CannotStart {
        List<String> words = command();
        if (words.isEmpty()) {
            throw new CannotStart(
                    "Which command? Write its arguments behind --, as in: asyncffmpeg graph -- -i a.mp4 b.mkv");
        }
        CommandPicture picture = CommandPicture.of(words);
        String text = switch (form()) {
            case svg -> picture.svg();
            case mermaid -> picture.mermaid();
            case dot -> picture.dot();
        };
        write(text);
        PrintWriter err = spec.commandLine().getErr();
        picture.notes().forEach(note -> err.println("asyncffmpeg: " + Words.name(note)));
        err.flush();
        return ExitCode.DONE;
    }

    /** The arguments of the command; a job of a job file comes in here. */
    private List<String> command() {
        boolean named = !arguments.isEmpty() && arguments.get(0).equals("ffmpeg");
        return named ? arguments.subList(1, arguments.size()) : arguments;
    }

    private Format form() {
        if (format != null) {
            return format;
        }
        String name = output == null ? "" : output;
        if (name.endsWith(".dot") || name.endsWith(".gv")) {
            return Format.dot;
        }
        return name.endsWith(".mmd") || name.endsWith(".mermaid") ? Format.mermaid : Format.svg;
    }

    private void write(String text) throws CannotStart {
        if (output == null) {
            PrintWriter out = spec.commandLine().getOut();
            out.print(text);
            out.flush();
            return;
        }
        try {
            Files.writeString(Path.of(output), text, StandardCharsets.UTF_8);
        } catch (InvalidPathException e) {
            throw new CannotStart("This cannot be the name of a file: " + Words.name(output));
        } catch (IOException e) {
            throw new CannotStart(
                    Words.name(output) + " cannot be written: " + Words.name(String.valueOf(e.getMessage())));
        }
    }
}
