package io.github.asyncffmpeg.cli;

import io.github.asyncffmpeg.jobs.internal.jobfile.JobFileException;
import io.github.asyncffmpeg.jobs.internal.jobfile.PlanOptions;
import io.github.asyncffmpeg.jobs.internal.plan.Plan;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code asyncffmpeg run JOBS.yaml}. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        versionProvider = VersionText.class,
        customSynopsis = "asyncffmpeg run [OPTIONS] JOBS.yaml",
        description = {
            "Runs the jobs of a file, several at a time. docs/job-files.md says how the file is written.",
            "",
            "A job whose output is there already is skipped. Ctrl+C stops every running job as the q key of ffmpeg"
                    + " does, and keeps what it has written; Ctrl+C again kills them."
        },
        footer = {
            "",
            "Examples:",
            "  asyncffmpeg run jobs.yaml -j 4                four jobs at a time",
            "  asyncffmpeg run jobs.yaml --dry-run           the commands, and nothing else",
            "  asyncffmpeg run jobs.yaml --resume            goes on where a run ended",
            "  asyncffmpeg run jobs.yaml --var crf=20        another value for a variable",
            "  asyncffmpeg run jobs.yaml --only 'trailer*'   some of the jobs",
            "  asyncffmpeg run jobs.yaml --web               with a live page in the browser",
            "  asyncffmpeg run jobs.yaml --progress json 2>progress.ndjson",
            "  asyncffmpeg run - < jobs.yaml                 from stdin",
            "",
            "Exit codes: 0 all done, 1 some job failed, 2 nothing was started, 130 Ctrl+C, 143 SIGTERM"
        })
final class RunCommand implements Callable<Integer>, PlainCommand {

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Mixin
    private final BatchMixin batch = new BatchMixin();

    @Mixin
    private final DisplayMixin shown = new DisplayMixin();

    @Mixin
    private final FFmpegMixin ffmpeg = new FFmpegMixin();

    @Option(names = "--var", paramLabel = "NAME=VALUE", description = "Sets a variable of the file.")
    private Map<String, String> variables = new LinkedHashMap<>();

    @Option(names = "--only", paramLabel = "JOB", description = "Runs only jobs whose names match, such as 'hd-*'.")
    private List<String> only = new ArrayList<>();

    @Option(names = "--skip", paramLabel = "JOB", description = "Leaves out jobs whose names match.")
    private List<String> skip = new ArrayList<>();

    @Parameters(index = "0", paramLabel = "JOBS.yaml", description = "The job file, YAML or JSON; - for stdin.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Path file;

    @Override
    public boolean flag(String name) {
        return batch.flag(name);
    }

    @Override
    public boolean option(String name, String value) {
        return batch.option(name, value) || shown.option(name, value) || ffmpeg.option(name, value);
    }

    @Override
    public boolean word(String word) {
        if (isComplete()) {
            return false;
        }
        file = Path.of(word);
        return true;
    }

    @Override
    @SuppressWarnings("ConstantValue") // null until it is set
    public boolean isComplete() {
        return file != null;
    }

    @Override
    public Integer call() throws CannotStart {
        return run(List.of(), spec.commandLine().getOut(), spec.commandLine().getErr());
    }

    @Override
    public int run(List<String> none, PrintWriter out, PrintWriter err) throws CannotStart {
        Plan plan;
        try {
            plan = PlanSource.read(file, new PlanOptions(variables, only, skip, batch.settings()));
        } catch (JobFileException wrong) {
            throw new CannotStart(String.valueOf(wrong.getMessage()));
        }
        return new PlanRun(plan, List.of(PlanSource.identity(file)), batch, shown, ffmpeg).run(out, err);
    }
}
