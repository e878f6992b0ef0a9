package io.github.asyncffmpeg.it.program;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.asyncffmpeg.it.harness.Child;
import io.github.asyncffmpeg.testkit.LeakExtension;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A batch of many jobs; {@code -Dit.jobs=2000} is the long form. */
@Tag("media")
class ManyRunsIT {

    @RegisterExtension
    final LeakExtension leaks = new LeakExtension();

    @Test
    @Tag("long")
    void runsThemAllAndTheirReportIsAPage() throws Exception {
        int jobs = Integer.getInteger("it.jobs", 60);
        Program program = new Program(leaks);
        StringBuilder file = new StringBuilder("version: 1\njobs:\n");
        for (int i = 0; i < jobs; i++) {
            file.append("  - {name: j")
                    .append(i)
                    .append(", args: [-f, lavfi, -i, 'color=s=32x32:d=0.1', out/")
                    .append(i)
                    .append(".mkv]}\n");
        }
        Files.writeString(program.file("many.yaml"), file);
        try (Child run = program.start("run", "many.yaml", "-j", "8", "--progress", "plain")) {
            assertThat(run.exitCode(Duration.ofMinutes(15))).as(run.stderr()).isZero();
            assertThat(run.stderr()).contains(jobs + " jobs in ", jobs + " done");
        }
        try (Stream<Path> outputs = Files.list(program.file("out"))) {
            assertThat(outputs).hasSize(jobs);
        }
        try (Child report = program.start("report")) {
            assertThat(report.exitCode(Duration.ofMinutes(2)))
                    .as(report.stderr())
                    .isZero();
        }
        assertThat(Files.readString(program.file("report.html"))).contains("j" + (jobs - 1), "</html>");
        try (Child again = program.start("run", "many.yaml", "--resume", "--progress", "plain")) {
            assertThat(again.exitCode(Duration.ofMinutes(2))).isZero();
            assertThat(again.stderr()).contains(jobs + " skipped");
        }
    }
}
