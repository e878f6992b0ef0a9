package io.github.asyncffmpeg.cli;

import io.github.asyncffmpeg.error.FailureKind;
import io.github.asyncffmpeg.jobs.internal.batch.BatchOptions;
import io.github.asyncffmpeg.jobs.internal.plan.JobKey;
import io.github.asyncffmpeg.jobs.internal.plan.JobSettings;
import io.github.asyncffmpeg.jobs.internal.plan.Partial;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of a run of many jobs. */
final class BatchMixin implements PlainOptions {

    @Option(
            names = {"-j", "--jobs"},
            paramLabel = "N",
            converter = NumberOption.Slots.class,
            description = "How many jobs run at a time. Half of the processors unless given, because one encoder keeps"
                    + " several busy; at least 2.")
    int slots = NumberOption.Slots.usual();

    @Option(
            names = {"-n", "--dry-run"},
            description = "Prints the commands as lines for a shell, and starts nothing.")
    boolean dryRun;

    @Option(names = "--fail-fast", description = "Stops the others at the first job that fails. Otherwise they go on.")
    boolean failFast;

    @Option(
            names = "--retries",
            paramLabel = "N",
            converter = NumberOption.Retries.class,
            description =
                    "How often a job is tried again after a failure that may pass by itself: a network, a server, a"
                            + " full disk, a lack of memory.")
    @Nullable
    Integer retries;

    @Option(
            names = "--retry-on",
            paramLabel = "FAILURE,…",
            converter = FailureKindsOption.class,
            completionCandidates = FailureKindsOption.Words.class,
            description =
                    "After which failures it is tried again instead: network, any, disk-full, and the other kinds of"
                            + " docs/errors.md in small letters.")
    @Nullable
    Set<FailureKind> retryOn;

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            converter = DurationOption.class,
            description = "The most a job may take, such as 90s or 2h. Then it is stopped, and has failed.")
    @Nullable
    Duration timeout;

    @Option(
            names = "--stall-timeout",
            paramLabel = "TIME",
            converter = DurationOption.class,
            description = "The most a job may go without progress.")
    @Nullable
    Duration stallTimeout;

    @Option(
            names = "--overwrite",
            description = "Makes outputs again that are there already. Otherwise their jobs are skipped.")
    boolean overwrite;

    @Option(
            names = "--partial",
            paramLabel = "mark|keep|delete|none",
            converter = WordOption.PartialWord.class,
            description =
                    "What becomes of an output that is not whole: called out.partial.mp4 (mark), its own name if it can be"
                            + " played (keep), nothing (delete). none lets FFmpeg write under the final name from the beginning.")
    @Nullable
    Partial partial;

    @Option(
            names = "--limit",
            paramLabel = "RESOURCE=N",
            converter = {ResourceOption.class, NumberOption.Amount.class},
            description = "How much there is of what jobs use, such as gpu=1.")
    Map<String, Integer> limits = new LinkedHashMap<>();

    @Option(
            names = "--resume",
            description = "Takes up an earlier run, also one that was killed: what it has done is not done again, even"
                    + " where there is no file to tell; what has changed in the plan is.")
    boolean resume;

    @Option(
            names = "--rerun-failed",
            description =
                    "Runs only the jobs that failed, timed out or were killed in an earlier run; not those that were"
                            + " stopped, nor those whose end it did not see.")
    boolean rerunFailed;

    @Option(
            names = "--journal",
            paramLabel = "FILE",
            description = "Where the journal is: every event of the run, for --resume and for report. Otherwise in the"
                    + " user's state folder.")
    @Nullable
    Path journal;

    @Option(
            names = "--web",
            paramLabel = "PORT",
            arity = "0..1",
            preprocessor = AttachedPort.class,
            converter = NumberOption.Port.class,
            description =
                    "Serves a live page of the run on this machine, at any free port unless one is given, and says"
                            + " where.")
    @Nullable
    Integer webPort;

    @Override
    public boolean flag(String name) {
        switch (name) {
            case "--dry-run" -> dryRun = true;
            case "--fail-fast" -> failFast = true;
            case "--overwrite" -> overwrite = true;
            case "--resume" -> resume = true;
            case "--rerun-failed" -> rerunFailed = true;
            default -> {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean option(String name, String value) {
        switch (name) {
            case "--jobs" -> slots = new NumberOption.Slots().convert(value);
            case "--retries" -> retries = new NumberOption.Retries().convert(value);
            case "--retry-on" -> retryOn = new FailureKindsOption().convert(value);
            case "--timeout" -> timeout = new DurationOption().convert(value);
            case "--stall-timeout" -> stallTimeout = new DurationOption().convert(value);
            case "--partial" -> partial = new WordOption.PartialWord().convert(value);
            case "--journal" -> journal = Path.of(value);
            default -> {
                return false;
            }
        }
        return true;
    }

    BatchOptions options() {
        return BatchOptions.ofSlots(slots).failFast(failFast);
    }

    /** What is said here of every job. */
    JobSettings settings() {
        Integer tries = retries == null && retryOn != null ? Integer.valueOf(1) : retries;
        return JobSettings.of(timeout, stallTimeout, tries, overwrite ? Boolean.TRUE : null, partial)
                .with(JobKey.RETRY_ON, retryOn);
    }
}
