package io.github.asyncffmpeg.cli;

import io.github.asyncffmpeg.internal.text.NearNames;
import io.github.asyncffmpeg.jobs.internal.plan.RawName;
import io.github.asyncffmpeg.jobs.internal.words.Words;
import io.github.asyncffmpeg.run.FFmpegJob;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The program without a command: the drop-in for {@code ffmpeg}, help and version. */
@Command(
        name = "asyncffmpeg",
        mixinStandardHelpOptions = true,
        versionProvider = VersionText.class,
        synopsisSubcommandLabel = "COMMAND",
        customSynopsis = {
            "asyncffmpeg COMMAND …",
            "asyncffmpeg [OPTIONS] -- FFMPEG-ARGUMENT…",
        },
        description = {
            "Runs FFmpeg jobs at the same time, shows how far they are, and stops them without losing a file.",
            "",
            "After -- it takes the place of ffmpeg: its arguments, its standard input and output, its exit code. Ctrl+C"
                    + " stops as the q key of ffmpeg does, so that the file can be played."
        },
        footer = {
            "",
            "Examples:",
            "  asyncffmpeg quickstart                         two jobs on a small video",
            "  asyncffmpeg -- -i in.mov -c:v libx264 out.mp4  one job, as ffmpeg does it",
            "  asyncffmpeg convert holiday/ --to .mp4         a folder of videos",
            "  asyncffmpeg run jobs.yaml -j 4                 the jobs of a file",
            "  asyncffmpeg --version                          its version, FFmpeg's, Java's",
            "",
            "Exit codes: 0 all done, 1 some job failed, 2 nothing was started, 130 Ctrl+C, 143 SIGTERM"
        })
final class AsyncFFmpegCommand implements Callable<Integer>, PlainCommand {

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Mixin
    private final DisplayMixin shown = new DisplayMixin();

    @Mixin
    private final FFmpegMixin ffmpeg = new FFmpegMixin();

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            converter = DurationOption.class,
            description = "The most the job may take, such as 90s or 2h. Then it is stopped, and has failed.")
    @Nullable
    private Duration timeout;

    @Option(
            names = "--stall-timeout",
            paramLabel = "TIME",
            converter = DurationOption.class,
            description = "The most the job may go without progress.")
    @Nullable
    private Duration stallTimeout;

    @Parameters(
            arity = "0..*",
            paramLabel = "FFMPEG-ARGUMENT",
            description = "What ffmpeg would be given.",
            hidden = true)
    private List<String> words = new ArrayList<>();

    @Override
    public boolean option(String name, String value) {
        switch (name) {
            case "--timeout" -> timeout = new DurationOption().convert(value);
            case "--stall-timeout" -> stallTimeout = new DurationOption().convert(value);
            default -> {
                return shown.option(name, value) || ffmpeg.option(name, value);
            }
        }
        return true;
    }

    @Override
    public boolean word(String word) {
        return false;
    }

    @Override
    public boolean takesDashes() {
        return true;
    }

    @Override
    public boolean isComplete() {
        return true;
    }

    @Override
    public Integer call() throws CannotStart {
        List<String> arguments = AfterDashes.of(spec);
        if (arguments.isEmpty() || arguments.size() < words.size()) {
            throw new CommandLine.ParameterException(spec.commandLine(), question());
        }
        return run(arguments, spec.commandLine().getOut(), spec.commandLine().getErr());
    }

    @Override
    public int run(List<String> arguments, PrintWriter out, PrintWriter err) throws CannotStart {
        for (String argument : arguments) {
            if (RawName.isDamaged(argument)) {
                throw new CannotStart(Words.visible(argument) + " cannot be given to FFmpeg: " + RawName.why());
            }
        }
        FFmpegJob job = DropIn.job(arguments);
        if (timeout != null) {
            job = job.timeout(timeout);
        }
        if (stallTimeout != null) {
            job = job.stallTimeout(stallTimeout);
        }
        return new DropIn(ffmpeg.builder().build(), shown).run(job, err);
    }

    private String question() {
        if (words.isEmpty()) {
            return spec.commandLine().getParseResult().originalArgs().contains("--")
                    ? "What should ffmpeg do? Its arguments come after --"
                    : "Which command?";
        }
        String word = words.get(0);
        return "There is no command " + word
                + NearNames.nearest(word, spec.subcommands().keySet()).stream()
                        .findFirst()
                        .map(near -> "; " + near + "?")
                        .orElse("; arguments for ffmpeg come after --");
    }
}
