package io.github.asyncffmpeg.cli;

import io.github.asyncffmpeg.cli.picture.CommandPicture;
import io.github.asyncffmpeg.command.FFmpegCommand;
import io.github.asyncffmpeg.internal.secret.Redactor;
import io.github.asyncffmpeg.internal.text.NearNames;
import io.github.asyncffmpeg.jobs.internal.jobfile.JobFileException;
import io.github.asyncffmpeg.jobs.internal.jobfile.PlanOptions;
import io.github.asyncffmpeg.jobs.internal.plan.Flow;
import io.github.asyncffmpeg.jobs.internal.plan.Plan;
import io.github.asyncffmpeg.jobs.internal.plan.PlannedJob;
import io.github.asyncffmpeg.jobs.internal.words.Words;
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
            "Usage: asyncffmpeg graph [--format FORM] [-o FILE] -- FFMPEG-ARGUMENT…",
            "       asyncffmpeg graph [--format FORM] [-o FILE] JOBS.yaml [--job NAME]",
        },
        description = {
            "Draws a command, or a job of a job file: its inputs, filters and outputs, and what flows between them."
                    + " Nothing is run, and no media file is opened."
        },
        footer = {
            "",
            "Examples:",
            "  asyncffmpeg graph -o a.svg -- -i in.mp4 -vf scale=640:-2,fps=25 out.mp4",
            "  asyncffmpeg graph jobs.yaml --job branded > branded.svg",
            "  asyncffmpeg graph --format mermaid -- -i a.mp4 -i b.png -lavfi overlay c.mp4",
            "",
            "Exit codes: 0 drawn, 2 not drawn"
        })
final class GraphCommand implements Callable<Integer> {

    private static final int MOST_NAMES = 5;

    /** The forms, as the option takes them. */
    enum Format {
        svg,
        mermaid,
        dot
    }

    @Option(
            names = "--format",
            paramLabel = "svg|mermaid|dot",
            converter = WordOption.FormatWord.class,
            description =
                    "The form: mermaid is what GitHub shows, dot is for Graphviz; by default by the name of the file.")
    private @Nullable Format format;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Where to write it; by default to stdout.")
    private @Nullable String output;

    @Option(names = "--job", paramLabel = "NAME", description = "Which job of the file, if it has several.")
    private @Nullable String job;

    @Parameters(
            paramLabel = "JOBS.yaml",
            description = "A job file; or, after --, what would stand behind the word ffmpeg.")
    private List<String> words = new ArrayList<>();

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Override
    public Integer call() throws CannotStart {
        List<String> command = command();
        CommandPicture picture = CommandPicture.of(Redactor.of(command).arguments(command));
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

    private List<String> command() throws CannotStart {
        List<String> typed = AfterDashes.of(spec);
        List<String> files = AfterDashes.before(spec, words);
        if (!typed.isEmpty() && files.isEmpty() && job == null) {
            return typed.get(0).equals("ffmpeg") ? typed.subList(1, typed.size()) : typed;
        }
        if (files.size() == 1 && typed.isEmpty()) {
            return arguments(files.get(0));
        }
        throw new CannotStart("Which command? Name one job file, or write the arguments behind --, as in:"
                + " asyncffmpeg graph -- -i a.mp4 b.mkv");
    }

    private List<String> arguments(String file) throws CannotStart {
        Plan plan;
        try {
            plan = PlanSource.read(Path.of(file), PlanOptions.NONE);
        } catch (JobFileException wrong) {
            throw new CannotStart(String.valueOf(wrong.getMessage()));
        } catch (InvalidPathException e) {
            throw new CannotStart("This cannot be the name of a file: " + Words.name(file));
        }
        List<String> names = plan.jobs().stream().map(PlannedJob::id).toList();
        String wanted = job == null && names.size() == 1 ? names.get(0) : job;
        if (wanted == null || !names.contains(wanted)) {
            List<String> near = wanted == null ? List.of() : NearNames.nearest(wanted, names);
            List<String> shown = near.isEmpty() ? names.subList(0, Math.min(MOST_NAMES, names.size())) : near;
            throw new CannotStart((wanted == null ? "Which job? " : "There is no job " + Words.name(wanted) + ". ")
                    + "Give --job, such as " + Words.name(String.join(", ", shown)) + ".");
        }
        PlannedJob planned = plan.jobs().get(names.indexOf(wanted));
        return FFmpegCommand.of(planned.job().spec()).arguments().stream()
                .map(Flow::shown)
                .toList();
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
