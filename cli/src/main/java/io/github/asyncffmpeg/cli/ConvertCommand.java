package io.github.asyncffmpeg.cli;

import io.github.asyncffmpeg.cli.folder.FolderException;
import io.github.asyncffmpeg.cli.folder.FolderOptions;
import io.github.asyncffmpeg.cli.folder.FolderPlan;
import io.github.asyncffmpeg.jobs.internal.plan.Plan;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code asyncffmpeg convert FILE… --to WHERE}. */
@Command(
        name = "convert",
        mixinStandardHelpOptions = true,
        versionProvider = VersionText.class,
        sortOptions = false, // --to first
        customSynopsis = "asyncffmpeg convert [OPTIONS] FILE… --to WHERE [-- FFMPEG-OPTION…]",
        description = {
            "Converts many files, several at a time: one job a file. FILE is a file, a folder (all media files in it),"
                    + " or a pattern: '*.mov'.",
            "",
            "What comes after -- are FFmpeg's options for the outputs; a brace of FFmpeg's own is written twice,"
                    + " {{pts}}.",
            "",
            "A file whose result is there already is skipped. Ctrl+C stops every running job as the q key of ffmpeg"
                    + " does; the next run goes on."
        },
        footer = {
            "",
            "Examples:",
            "  asyncffmpeg convert holiday/ --to .mp4          beside each, as MP4",
            "  asyncffmpeg convert holiday/ -r --to web/       into a folder, same names",
            "  asyncffmpeg convert *.mov --to 'o/{stem}.webm'  with names of your own",
            "  asyncffmpeg convert *.mkv --to .mp4 --copy      other container, same streams",
            "  asyncffmpeg convert *.mov --to .mp4 -- -c:v libx264 -crf 20 -vf scale=-2:720",
            "",
            "Exit codes: 0 all done, 1 some job failed, 2 nothing was started, 130 Ctrl+C, 143 SIGTERM"
        })
final class ConvertCommand implements Callable<Integer>, PlainCommand {

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Option(
            names = "--to",
            required = true,
            paramLabel = "WHERE",
            description = "An extension (.mp4), a folder (out/), or a name made of {stem}, {name}, {ext}, {dir}.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private String to;

    @Option(
            names = "--copy",
            description = "Keeps all streams as they are (-map 0 -c copy), as far as the container can hold them.")
    private boolean copy;

    @Option(
            names = {"-r", "--recursive"},
            description = "Looks into the folders below a folder, too.")
    private boolean recursive;

    @Mixin
    private final BatchMixin batch = new BatchMixin();

    @Mixin
    private final DisplayMixin shown = new DisplayMixin();

    @Mixin
    private final FFmpegMixin ffmpeg = new FFmpegMixin();

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Files, folders and patterns.")
    private List<String> words = new ArrayList<>();

    @Override
    public boolean flag(String name) {
        switch (name) {
            case "--copy" -> copy = true;
            case "--recursive" -> recursive = true;
            default -> {
                return batch.flag(name);
            }
        }
        return true;
    }

    @Override
    public boolean option(String name, String value) {
        if (name.equals("--to")) {
            to = value;
            return true;
        }
        return batch.option(name, value) || shown.option(name, value) || ffmpeg.option(name, value);
    }

    @Override
    public boolean word(String word) {
        return words.add(word);
    }

    @Override
    public boolean takesDashes() {
        return true;
    }

    @Override
    @SuppressWarnings("ConstantValue") // null until it is set
    public boolean isComplete() {
        return to != null && !words.isEmpty();
    }

    @Override
    public Integer call() throws CannotStart {
        List<String> files = AfterDashes.before(spec, words);
        if (files.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "Which files?");
        }
        return run(
                files,
                AfterDashes.of(spec),
                spec.commandLine().getOut(),
                spec.commandLine().getErr());
    }

    @Override
    public int run(List<String> rest, PrintWriter out, PrintWriter err) throws CannotStart {
        return run(words, rest, out, err);
    }

    private int run(List<String> files, List<String> options, PrintWriter out, PrintWriter err) throws CannotStart {
        List<String> arguments = new ArrayList<>(copy ? FolderOptions.COPY : List.of());
        arguments.addAll(options);
        Path here = Path.of("").toAbsolutePath();
        Plan plan;
        try {
            plan = FolderPlan.of(new FolderOptions(files, recursive, to, arguments, here, batch.settings()));
        } catch (FolderException wrong) {
            throw new CannotStart(String.valueOf(wrong.getMessage()));
        }
        if (copy) {
            plan = CopyChoice.in(plan, ffmpeg.builder().build());
        }
        // Not the names: a shell expands a pattern to others tomorrow.
        return new PlanRun(plan, List.of(here.toString(), to), batch, shown, ffmpeg).run(out, err);
    }
}
