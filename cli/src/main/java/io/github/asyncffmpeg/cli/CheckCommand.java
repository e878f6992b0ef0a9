package io.github.asyncffmpeg.cli;

import io.github.asyncffmpeg.FFmpeg;
import io.github.asyncffmpeg.check.SpecWarning;
import io.github.asyncffmpeg.error.FFmpegException;
import io.github.asyncffmpeg.internal.secret.Redactor;
import io.github.asyncffmpeg.jobs.internal.jobfile.JobFileException;
import io.github.asyncffmpeg.jobs.internal.jobfile.PlanOptions;
import io.github.asyncffmpeg.jobs.internal.jobfile.SpecWords;
import io.github.asyncffmpeg.jobs.internal.plan.Flow;
import io.github.asyncffmpeg.jobs.internal.plan.JobSettings;
import io.github.asyncffmpeg.jobs.internal.plan.Plan;
import io.github.asyncffmpeg.jobs.internal.plan.PlanWarnings;
import io.github.asyncffmpeg.jobs.internal.plan.PlannedJob;
import io.github.asyncffmpeg.jobs.internal.words.Words;
import java.io.PrintWriter;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
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

/** {@code asyncffmpeg check JOBS.yaml…}. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        versionProvider = VersionText.class,
        customSynopsis = "asyncffmpeg check [OPTIONS] JOBS.yaml…",
        description = {
            "Reads job files and says what is wrong with them, with file, line and column. Runs nothing.",
            "Warns of names that the FFmpeg of this machine does not have, and of input files that are not there."
        },
        footer = {
            "",
            "Examples:",
            "  asyncffmpeg check jobs.yaml               is it right, and how many jobs?",
            "  asyncffmpeg check --var crf=18 jobs.yaml  with a value for a variable",
            "  asyncffmpeg check *.yaml && echo fine     in a script",
            "",
            "Exit codes: 0 all files are right (there may be warnings), 2 some file is not"
        })
final class CheckCommand implements Callable<Integer> {

    /** Of one file: a name that is missing is missing in each of a thousand jobs. */
    private static final int MOST_WARNINGS = 20;

    /** Jobs of one file: thousands are of one form. */
    private static final int MOST_LOOKED_AT = 1_000;

    @Parameters(arity = "1..*", paramLabel = "JOBS.yaml", description = "Job files; - for stdin.")
    private List<String> files = List.of();

    @Option(
            names = "--var",
            paramLabel = "NAME=VALUE",
            description = "A value for a variable that the files have in vars:.")
    private Map<String, String> variables = new LinkedHashMap<>();

    @Mixin
    private final ExecutableMixin executable = new ExecutableMixin();

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        boolean right = true;
        for (String file : files) {
            try {
                PlanOptions options = new PlanOptions(variables, List.of(), List.of(), JobSettings.NONE);
                Plan plan = PlanSource.read(Path.of(file), options);
                warn(file, plan, err);
                out.println(Words.name(file) + ": " + summary(plan));
            } catch (JobFileException e) {
                err.println(e.getMessage());
                right = false;
            } catch (InvalidPathException e) {
                err.println("This cannot be the name of a file: " + Words.name(file));
                right = false;
            }
        }
        return right ? ExitCode.DONE : ExitCode.NOTHING_STARTED;
    }

    private static String summary(Plan plan) {
        int jobs = plan.jobs().size();
        long waiting =
                plan.jobs().stream().filter(job -> !job.needs().isEmpty()).count();
        String many = jobs == 1 ? "1 job" : jobs + " jobs";
        return waiting == 0
                ? many
                : many + ", " + waiting + " of them " + (waiting == 1 ? "waits" : "wait") + " for others";
    }

    private void warn(String file, Plan plan, PrintWriter err) {
        Map<String, Integer> warnings = new LinkedHashMap<>();
        Map<String, String> firstJobs = new HashMap<>();
        plan.remarks().forEach(remark -> {
            warnings.merge(remark.sentence(), 1, Integer::sum);
            firstJobs.putIfAbsent(remark.sentence(), "each");
        });
        PlanWarnings.of(plan).forEach(warning -> {
            warnings.merge(warning.sentence(), 1, Integer::sum);
            firstJobs.putIfAbsent(warning.sentence(), warning.job());
        });
        plan.jobs().stream()
                .limit(MOST_LOOKED_AT)
                .forEach(job -> CommandDoubts.of(job).stream().map(Flow::shown).forEach(doubt -> {
                    warnings.merge(doubt, 1, Integer::sum);
                    firstJobs.putIfAbsent(doubt, job.id());
                }));
        try {
            FFmpeg ffmpeg = executable.builder().build();
            for (PlannedJob job : plan.jobs()) {
                for (SpecWarning warning : ffmpeg.check(job.job())) {
                    String sentence = Flow.shown(SpecWords.of(warning.message()));
                    warnings.merge(sentence, 1, Integer::sum);
                    firstJobs.putIfAbsent(sentence, job.id());
                }
            }
        } catch (FFmpegException none) {
            err.println(Words.name("Names of encoders and filters were not checked: " + none.getMessage()));
        }
        warnings.entrySet().stream().limit(MOST_WARNINGS).forEach(warning -> {
            String more = warning.getValue() == 1 ? "" : " and " + (warning.getValue() - 1) + " more";
            err.println(Words.name(file + ": warning: " + firstJobs.get(warning.getKey()) + more + ": "
                    + Redactor.alone(warning.getKey())));
        });
        if (warnings.size() > MOST_WARNINGS) {
            err.println(Words.name(file) + ": " + (warnings.size() - MOST_WARNINGS) + " warnings more");
        }
    }
}
