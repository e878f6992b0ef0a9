package io.github.asyncffmpeg.jobs.internal.jobfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.asyncffmpeg.command.FFmpegCommand;
import io.github.asyncffmpeg.jobs.internal.plan.Plan;
import io.github.asyncffmpeg.jobs.internal.plan.PlannedJob;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** Job files as texts of a test, in a folder of the test. */
final class JobTexts {

    private final Path folder;

    JobTexts(Path folder) {
        this.folder = folder;
    }

    /** Makes empty files. */
    JobTexts files(String... names) throws IOException {
        for (String name : names) {
            Path file = folder.resolve(name);
            Files.createDirectories(Objects.requireNonNull(file.getParent()));
            Files.writeString(file, "");
        }
        return this;
    }

    Path folder() {
        return folder;
    }

    Plan plan(String text) throws JobFileException {
        return plan(text, PlanOptions.NONE);
    }

    Plan plan(String text, PlanOptions options) throws JobFileException {
        return JobFile.readText(text, "jobs.yaml", folder, options);
    }

    /** The jobs of a file with one job. */
    PlannedJob only(String text) throws JobFileException {
        List<PlannedJob> jobs = plan(text).jobs();
        assertThat(jobs).hasSize(1);
        return jobs.get(0);
    }

    /** What is wrong, a line each. */
    List<String> problems(String text) {
        return problems(text, PlanOptions.NONE);
    }

    List<String> problems(String text, PlanOptions options) {
        JobFileException e = catchThrowableOfType(JobFileException.class, () -> plan(text, options));
        assertThat(e).as(text).isNotNull();
        return e.problems().stream().map(Problem::text).toList();
    }

    static List<String> arguments(PlannedJob job) {
        return FFmpegCommand.of(job.job().spec()).arguments();
    }

    static List<String> ids(Plan plan) {
        return plan.jobs().stream().map(PlannedJob::id).toList();
    }

    /** Lines of a file that begins with the version. */
    static String file(String... lines) {
        return "version: 1\n" + String.join("\n", lines) + "\n";
    }
}
