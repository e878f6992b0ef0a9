package io.github.asyncffmpeg.cli;

import io.github.asyncffmpeg.jobs.internal.jobfile.JobFile;
import io.github.asyncffmpeg.jobs.internal.jobfile.JobFileException;
import io.github.asyncffmpeg.jobs.internal.jobfile.PlanOptions;
import io.github.asyncffmpeg.jobs.internal.plan.Plan;
import java.nio.file.Path;

/** Where a job file comes from: a file, or stdin when its name is {@code -}. */
final class PlanSource {

    private static final String STDIN = "-";

    private PlanSource() {}

    /** Reads it; names in stdin begin in the working directory. */
    static Plan read(Path file, PlanOptions options) throws JobFileException {
        return isStdin(file)
                ? JobFile.readStream(System.in, "stdin", Path.of("").toAbsolutePath(), options)
                : JobFile.read(file, options);
    }

    /** What tells its journal from those of others: what comes from stdin has one in each working directory. */
    static String identity(Path file) {
        Path absolute = file.toAbsolutePath().normalize();
        return isStdin(file) ? "stdin of " + absolute.getParent() : absolute.toString();
    }

    private static boolean isStdin(Path file) {
        return file.toString().equals(STDIN);
    }
}
