package io.github.asyncffmpeg.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.asyncffmpeg.FFmpeg;
import io.github.asyncffmpeg.testkit.LeakExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The public API of each published module is written in its {@code api.txt}: no change to it goes unseen. */
class PublicApiTest {

    private static final String REMEDY = """

            The public API has changed. If that is meant, write the new one down, and commit it with the change:
              mvn -q -pl examples -am verify -DskipITs -Dapi.update=true -Dtest=PublicApiTest \
            -Dsurefire.failIfNoSpecifiedTests=false
            A type that only other packages of ours need belongs under internal, which is not exported.""";

    private static PublicApi api(String module, Class<?> anchor) throws IOException {
        return PublicApi.of(Pages.root().resolve(module).resolve("src/main/java"), anchor);
    }

    @ParameterizedTest
    @CsvSource({
        "core, io.github.asyncffmpeg.FFmpeg",
        "testkit, io.github.asyncffmpeg.testkit.LeakExtension",
        "jobs, io.github.asyncffmpeg.jobs.JobDocument"
    })
    void isAsItIsWrittenDown(String module, String anchor) throws Exception {
        List<String> now = api(module, Class.forName(anchor)).lines();
        Path file = Pages.root().resolve(module).resolve("api.txt");
        if (Boolean.getBoolean("api.update")) {
            Files.writeString(file, String.join("\n", now) + "\n");
        }
        List<String> written = Files.readAllLines(file);
        List<String> difference = new ArrayList<>();
        now.stream().filter(line -> !written.contains(line)).forEach(line -> difference.add("+ " + line));
        written.stream().filter(line -> !now.contains(line)).forEach(line -> difference.add("- " + line));
        assertThat(difference).as(String.join("\n", difference) + REMEDY).isEmpty();
    }

    @Test
    void isNotMoreThanAUserCanOversee() throws IOException {
        PublicApi core = api("core", FFmpeg.class);
        String counts = "core: " + core.topLevelTypes() + " types, " + core.nestedTypes() + " nested ones, "
                + core.methods() + " methods, " + core.constructors() + " constructors";
        PublicApi testkit = api("testkit", LeakExtension.class);
        System.out.println(counts + "; testkit: " + testkit.topLevelTypes() + " types, " + testkit.nestedTypes()
                + " nested ones, " + testkit.methods() + " methods");
        assertThat(core.topLevelTypes()).as(counts).isLessThanOrEqualTo(MOST_TYPES);
        assertThat(core.nestedTypes()).as(counts).isLessThanOrEqualTo(MOST_NESTED);
        assertThat(core.methods()).as(counts).isLessThan(MOST_METHODS);
    }

    /** The service is found by the JDK: nobody names its class. */
    @Test
    void theBundledFFmpegHasNone() throws IOException {
        assertThat(Files.readString(Pages.root().resolve("bundled/extractor/src/main/java/module-info.java")))
                .doesNotContain("exports ");
    }

    /** What there is today: the goals are 110 types, 60 nested ones and less than 783 methods. */
    private static final long MOST_TYPES = 110;

    private static final long MOST_NESTED = 55;
    private static final long MOST_METHODS = 724;
}
