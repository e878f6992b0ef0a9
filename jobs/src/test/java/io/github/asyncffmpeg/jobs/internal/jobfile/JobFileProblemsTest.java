package io.github.asyncffmpeg.jobs.internal.jobfile;

import static io.github.asyncffmpeg.jobs.internal.jobfile.JobTexts.file;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Job files that are wrong: what is said, and the place that is named. */
class JobFileProblemsTest {

    @TempDir
    Path folder;

    private JobTexts texts;

    @BeforeEach
    void set() {
        texts = new JobTexts(folder);
    }

    @Test
    void aCommandLineThatAShellWouldDoMoreWithIsRefused() {
        assertThat(texts.problems("""
                version: 1
                jobs:
                  - command: ffmpeg -i a.mov - | tee b.mp4
                  - command: ffmpeg -i a.mov {x}.mp4
                  - { command: [-i, a.mov], args: [-i, a.mov, c.mp4] }
                """))
                .containsExactly(
                        "jobs.yaml:3:14: command: \"| tee b.mp4\" is a pipe into another program, and only FFmpeg is run;"
                                + " write it in quotes if it is text.",
                        "jobs.yaml:4:14: there is no variable {x}.",
                        "jobs.yaml:5:7: a job has either args: or command:, not both.",
                        "jobs.yaml:5:16: command: expected a command line, got a list; a list is written as args:.");
    }

    @Test
    void everythingIsToldAtOnceInTheOrderOfTheFile() {
        assertThat(texts.problems("""
                version: 2
                default: {}
                jobs:
                  - name: a
                    args: ffmpeg -i in.mp4 -vf "scale=3:4" out.mp4
                    timeuot: 3
                    retries: no
                  - name: b
                    needs: [zz]
                    args: [-i, "{inptu}", x.mp4]
                    partial: marc
                    retry-on: [disc-full]
                    timeout: 1x
                """))
                .containsExactly(
                        "jobs.yaml:1:10: version: expected 1, the form that this program knows, got '2'.",
                        "jobs.yaml:2:1: a job file has no key 'default'. Did you mean defaults?",
                        "jobs.yaml:5:11: args: expected a list, one argument each, got one text; write"
                                + " command: before it, or [-i, in.mp4, -vf, scale=3:4, out.mp4].",
                        "jobs.yaml:6:5: a job has no key 'timeuot'. Did you mean timeout?",
                        "jobs.yaml:7:14: retries: expected a whole number from 0, got 'no'.",
                        "jobs.yaml:9:13: needs: there is no job 'zz'; there is a, b.",
                        "jobs.yaml:10:16: there is no variable {inptu}. Did you mean input?",
                        "jobs.yaml:11:14: partial: there is no policy 'marc'. Did you mean mark?",
                        "jobs.yaml:12:16: retry-on: there is no failure 'disc-full'. Did you mean disk-full?",
                        "jobs.yaml:13:14: timeout: expected a duration such as 90, 90s, 1m30s, 2h or 00:01:30, got"
                                + " '1x'.");
    }

    @Test
    void aJobIsArgumentsOrAGraph() {
        assertThat(texts.problems(file("jobs:", "  - {name: a}", "  - {args: [-i, x.mp4, y.mp4], outputs: [z.mp4]}")))
                .containsExactly(
                        "jobs.yaml:3:5: this job does nothing; expected args:, command:, or inputs:, filters: and outputs:.",
                        "jobs.yaml:4:32: a job has either args: or inputs:, filters: and outputs:, not both.",
                        "jobs.yaml:4:42: expected from: with the streams of this output.");
    }

    @Test
    void twoJobsMayNotWriteOneFileHoweverItIsSpelt() throws Exception {
        texts.files("in.mp4", "sub/x");
        Files.createSymbolicLink(folder.resolve("link"), folder.resolve("sub"));
        assertThat(texts.problems(file(
                        "jobs:",
                        "  - {name: a, args: [-i, in.mp4, sub/out.mp4]}",
                        "  - {name: b, args: [-i, in.mp4, ./link/../link/out.mp4]}")))
                .singleElement()
                .asString()
                .startsWith("jobs.yaml:4:5: job 'b' writes ")
                .endsWith("out.mp4, and so does 'a' (jobs.yaml:3:5).");
    }

    @Test
    void everyUnknownVariableOfAJobIsTold() {
        assertThat(texts.problems(file("jobs:", "  - {name: a, args: [-i, '{inptu}', '{crff}-{sten}.mp4']}")))
                .containsExactly(
                        "jobs.yaml:3:26: there is no variable {inptu}. Did you mean input?",
                        "jobs.yaml:3:37: there is no variable {crff}.",
                        "jobs.yaml:3:37: there is no variable {sten}. Did you mean stem?");
    }

    @Test
    void aNameThatIsThereTwiceHidesNoCircle() {
        assertThat(texts.problems(file(
                        "jobs:",
                        "  - {name: a, needs: b, args: [-i, x, a.mp4]}",
                        "  - {name: b, needs: a, args: [-i, x, b.mp4]}",
                        "  - {name: b, args: [-i, x, c.mp4]}")))
                .containsExactly(
                        "jobs.yaml:3:5: job 'a' waits for itself: a -> b -> a.",
                        "jobs.yaml:5:12: a job 'b' is there already (jobs.yaml:4:12).");
    }

    @Test
    void aJobMayNotWriteWhatItReads() throws Exception {
        texts.files("in.mp4");
        assertThat(texts.problems(file("jobs: [ {name: a, args: [-i, in.mp4, ./x/../in.mp4]} ]")))
                .containsExactly("jobs.yaml:2:9: job 'a' reads and writes " + folder.resolve("in.mp4")
                        + "; write to another name.");
    }

    @Test
    void whoReadsWhatAnotherJobWritesMustWaitForIt() {
        assertThat(texts.problems(file(
                        "jobs:",
                        "  - {name: a, args: [-i, in.mp4, mid.mkv]}",
                        "  - {name: b, args: [-i, mid.mkv, out.mp4]}")))
                .containsExactly("jobs.yaml:4:5: job 'b' reads " + folder.resolve("mid.mkv")
                        + ", which 'a' writes, but does not wait for it; add it to needs: (jobs.yaml:3:5).");
    }

    @Test
    void jobsMayNotWaitInACircle() {
        assertThat(texts.problems(file(
                        "jobs:",
                        "  - {name: z, args: [-i, in.mp4, z.mkv], needs: a}",
                        "  - {name: a, args: [-i, in.mp4, a.mkv], needs: [b]}",
                        "  - {name: b, args: [-i, in.mp4, b.mkv], needs: [c]}",
                        "  - {name: c, args: [-i, in.mp4, c.mkv], needs: [a]}")))
                .containsExactly("jobs.yaml:4:5: job 'a' waits for itself: a -> b -> c -> a (jobs.yaml:6:5).");
        assertThat(texts.problems(file("jobs: [ {name: a, args: [-i, in.mp4, a.mkv], needs: a} ]")))
                .containsExactly("jobs.yaml:2:9: job 'a' waits for itself: a -> a.");
    }

    @Test
    void twoJobsMayNotHaveOneName() throws Exception {
        texts.files("a.mov", "b.mov");
        assertThat(texts.problems(file(
                        "jobs:",
                        "  - {name: x, args: [-i, in.mp4, a.mkv]}",
                        "  - {name: x, args: [-i, in.mp4, b.mkv]}",
                        "  - {name: 'y{ext}', each: '*.mov', args: [-i, '{input}', '{stem}.mp4']}")))
                .containsExactly(
                        "jobs.yaml:4:12: a job 'x' is there already (jobs.yaml:3:12).",
                        "jobs.yaml:5:12: name: several jobs would be called 'ymov'; put what tells them apart into the"
                                + " name, such as {stem}, or leave all variables out of it.");
    }

    @Test
    void aPatternThatFindsNothingIsWrong() {
        assertThat(texts.problems(file("jobs: [ {each: 'in/*.mov', args: [-i, '{input}', '{stem}.mp4']} ]")))
                .containsExactly("jobs.yaml:2:16: each: no file matches 'in/*.mov' in " + folder
                        + "; write optional: true if that may be.");
    }

    @Test
    void moreThanThereIsOfAResourceIsWrong() {
        assertThat(texts.problems(file("limits: {gpu: 1}", "jobs: [ {args: [-i, a.mp4, b.mp4], uses: {gpu: 2}} ]")))
                .containsExactly(
                        "jobs.yaml:3:9: uses: this job needs 2 of gpu, and limits: allows 1, so it would wait for"
                                + " ever.");
    }

    @Test
    void aFileVariableWithoutAFileIsExplained() {
        assertThat(texts.problems(file("jobs: [ {args: [-i, '{input}', b.mp4]} ]")))
                .containsExactly(
                        "jobs.yaml:2:21: there is no variable {input} in a job without each:, which names the files.");
    }

    @Test
    void whatTheLibraryRefusesHasAPlace() {
        assertThat(texts.problems(file("jobs: [ {args: [ffmpeg, -i, a.mp4, b.mp4]} ]")))
                .singleElement()
                .asString()
                .startsWith("jobs.yaml:2:17: args: argument 0: expected the arguments alone, got the program 'ffmpeg'")
                .doesNotContain("made at");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "# nothing",
                "---",
                "null",
                "[]",
                "just a text",
                "a: b: c",
                "\t- x",
                "version: 1\njobs: *nowhere",
                "version: 1\njobs: &a [*a]",
                "version: 1\njobs: !!set {a}",
                "version: 1\njobs: !local [a]",
                "version: 1\n--- \nversion: 1",
                "version: 1\n? [a]\n: b",
                "version: 1\nversion: 1\njobs: []",
                "version: 1\njobs: [{args: [a.mp4], <<: {x: y}}]",
                "{\"version\": 1, \"jobs\": [",
                "version: 1\njobs: [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]",
                "version: 1\njobs: [{args: [a\u0000.mp4]}]",
                "version: 1\njobs: [{args: [\"\\ud800\"]}]",
                "version: 1\njobs: [{args: [\"\\0\"]}]"
            })
    void whatIsNoJobFileHasAPlaceAndAReason(String text) {
        assertThat(texts.problems(text))
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line).startsWith("jobs.yaml:"));
    }

    @Test
    void aliasesOfAliasesDoNotFillTheMemory() {
        StringBuilder bomb = new StringBuilder("version: 1\nx-0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 30; i++) {
            String before = "*a" + (i - 1);
            bomb.append("x-" + i + ": &a" + i + " [" + String.join(", ", java.util.Collections.nCopies(10, before))
                    + "]\n");
        }
        assertThat(texts.problems(bomb + "jobs: *a29\n"))
                .singleElement()
                .asString()
                .contains("aliases");
    }

    @Test
    void aMatrixDoesNotFillTheMemory() {
        String axis = String.join(", ", java.util.Collections.nCopies(60, "x"));
        assertThat(texts.problems(file("jobs: [ {args: [-i, a.mp4, b.mp4], matrix: {a: [" + axis + "], b: [" + axis
                        + "], c: [" + axis + "], d: [" + axis + "]}} ]")))
                .singleElement()
                .asString()
                .contains("100000 jobs");
    }

    @Test
    void manyMistakesAreCounted() {
        StringBuilder text = new StringBuilder("version: 1\njobs:\n");
        text.append("  - {argz: [x]}\n".repeat(300));
        List<String> problems = texts.problems(text.toString());
        assertThat(problems).hasSize(101);
        assertThat(problems.get(100)).startsWith("And ").endsWith(" more.");
    }

    @Test
    void filesThatCannotBeReadAreNamed() throws Exception {
        Path file = folder.resolve("x.yaml");
        assertThat(read(file)).isEqualTo(file + ": there is no such file.");
        assertThat(read(folder)).isEqualTo(folder + ": this is a folder, and no job file.");
        Files.write(file, new byte[] {(byte) 0xff, (byte) 0xfe, 0});
        assertThat(read(file)).isEqualTo(file + ": this is not a text in UTF-8.");
        Files.write(file, new byte[5 * 1024 * 1024]);
        assertThat(read(file)).isEqualTo(file + ": a job file has at most 4 MiB.");
        Files.write(file, "\uFEFFversion: 1\njobs: [{args: [-i, a.mp4, b.mp4]}]".getBytes(StandardCharsets.UTF_8));
        assertThat(JobFile.read(file, PlanOptions.NONE).title()).isEqualTo("x.yaml");
    }

    private static String read(Path file) {
        return String.valueOf(catchThrowableOfType(JobFileException.class, () -> JobFile.read(file, PlanOptions.NONE))
                .getMessage());
    }

    @Test
    void nothingInAMessageMovesTheCursor() {
        assertThat(texts.problems(file("jobs: [ {\"\\e[2Jx\": 1, args: [-i, a.mp4, b.mp4]} ]")))
                .allSatisfy(line -> assertThat(line).doesNotContain("\u001b"));
    }
}
