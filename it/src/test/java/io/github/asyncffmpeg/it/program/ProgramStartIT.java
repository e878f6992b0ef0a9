package io.github.asyncffmpeg.it.program;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.asyncffmpeg.it.harness.Child;
import io.github.asyncffmpeg.testkit.LeakExtension;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What the JVM loads for the commands of every day. Their start is made of that: a class that is read from a jar costs a
 * third of a millisecond, one of the JDK's lambdas more.
 */
class ProgramStartIT {

    @RegisterExtension
    final LeakExtension leaks = new LeakExtension();

    private Program program;

    @BeforeEach
    void install() throws Exception {
        program = new Program(leaks);
        program.write(
                "one.yaml",
                "version: 1",
                "jobs:",
                "  - {name: one, args: [-f, lavfi, -i, 'testsrc2=s=64x48:d=0.04', -f, 'null', '-']}");
    }

    /**
     * Of the program and its libraries, without those of lambdas: the JVM makes them ({@code $$Lambda}), or, in the program
     * that is built, they are classes of their own ({@code $$L}).
     */
    @ParameterizedTest
    @CsvSource({
        "--version, 75",
        "probe one.mkv, 200",
        "run one.yaml --progress none, 500",
        "-- -version, 400",
    })
    void loadsWhatItNeedsAndNoMore(String line, int most) throws Exception {
        makeAVideo();
        Path classes = program.file("classes");
        try (Child child = program.loading(classes, line.split(" ", -1))) {
            assertThat(child.exitCode()).as(child.stderr()).isZero();
        }
        List<String> loaded = Files.readAllLines(classes).stream()
                .filter(each -> each.contains(" source: "))
                .map(each -> each.substring(each.lastIndexOf(']') + 1).strip().split(" ", 2)[0])
                .toList();
        assertThat(loaded)
                .as("a model of a command, and what its annotations take")
                .noneMatch(name -> name.startsWith("picocli.CommandLine$Model"))
                .noneMatch(name -> name.startsWith("sun.reflect.annotation.AnnotationInvocationHandler"));
        assertThat(loaded).as("logging").doesNotContain("java.util.logging.LogManager");
        assertThat(loaded.stream().filter(name -> name.startsWith("io.github.asyncffmpeg") && !name.contains("$$L")))
                .hasSizeLessThanOrEqualTo(most);
    }

    private void makeAVideo() throws Exception {
        try (Child child = program.start("--", "-f", "lavfi", "-i", "testsrc=s=64x64:d=0.2", "one.mkv")) {
            assertThat(child.exitCode()).as(child.stderr()).isZero();
        }
    }
}
