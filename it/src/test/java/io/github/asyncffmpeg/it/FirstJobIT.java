package io.github.asyncffmpeg.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.asyncffmpeg.it.harness.Child;
import io.github.asyncffmpeg.it.harness.FFmpegs;
import io.github.asyncffmpeg.it.harness.FFmpegs.Installation;
import io.github.asyncffmpeg.it.harness.Jvm;
import io.github.asyncffmpeg.testkit.LeakExtension;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What the first job of a JVM loads. Each class costs it 0.1 to 0.4 ms of CPU time, and the machinery behind lambdas, streams,
 * regular expressions and random UUIDs some hundred classes more: {@code docs/adr/0030-the-first-job.md}. Counted, not
 * timed.
 */
@Timeout(120)
class FirstJobIT {

    /** Loaded from the JDK's own archive of classes, which is nearly free. */
    private static final String ARCHIVED = "shared objects file";

    private static final Pattern LAMBDA_OF_OURS =
            Pattern.compile("^io\\.github\\.asyncffmpeg\\..*(?:\\$\\$Lambda|LambdaForm).*");

    @RegisterExtension
    final LeakExtension leaks = new LeakExtension();

    /** With room for a tenth more than was counted on JDK 17 and 25, and for a class path of jars. */
    @ParameterizedTest
    @CsvSource({
        "run, 260, 450",
        "execute, 260, 450",
        "start, 260, 450",
        "pool, 290, 480",
        "graph, 315, 520",
        "bundled, 275, 480"
    })
    void itLoadsLittleBesidesTheLibraryItself(String way, int ours, int all) throws Exception {
        List<String> loaded = classesOfTheFirstJob(way);

        assertThat(loaded)
                .as("lambdas of ours")
                .noneMatch(name -> LAMBDA_OF_OURS.matcher(name).matches());
        assertThat(startingWith("java.util.stream.", loaded)).hasSizeLessThan(way.equals("graph") ? 20 : 3);
        assertThat(startingWith("java.util.regex.", loaded)).isEmpty();
        assertThat(startingWith("sun.security.provider.", loaded)).isEmpty();
        assertThat(loaded).doesNotContain("java.util.UUID", "java.lang.runtime.ObjectMethods");
        assertThat(startingWith("io.github.asyncffmpeg.", loaded)).hasSizeLessThan(ours);
        assertThat(loaded).hasSizeLessThan(all);
    }

    private static List<String> startingWith(String beginning, List<String> names) {
        return names.stream().filter(name -> name.startsWith(beginning)).toList();
    }

    private List<String> classesOfTheFirstJob(String way) throws Exception {
        Installation installation = FFmpegs.bundled();
        Path log = leaks.tempDirectory().resolve("classes.txt");
        Map<String, String> environment = new HashMap<>(leaks.environment());
        environment.putAll(installation.environment());
        List<String> command = Jvm.command(
                Path.of(System.getProperty("java.home")),
                List.of("-Xlog:class+load:file=" + log + ":none"),
                List.of(),
                FirstJobHost.class,
                way,
                installation.ffmpeg().toString(),
                leaks.tempDirectory().resolve("one.png").toString());
        try (Child jvm = Child.start(leaks.tempDirectory(), environment, command)) {
            assertThat(jvm.exitCode()).as(jvm.stderr()).isZero();
            assertThat(jvm.stdout()).isEqualTo("done\n");
        }
        List<String> lines = Files.readAllLines(log);
        assumeTrue(lines.stream().anyMatch(line -> line.contains(ARCHIVED)), "this JDK has no archive of its classes");
        return lines.stream()
                .filter(line -> line.contains(" source: ") && !line.contains(ARCHIVED))
                .map(line -> line.substring(0, line.indexOf(' ')))
                .filter(name -> !name.startsWith("io.github.asyncffmpeg.it."))
                .toList();
    }
}
