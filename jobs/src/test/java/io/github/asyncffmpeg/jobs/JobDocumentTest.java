package io.github.asyncffmpeg.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.asyncffmpeg.command.FFmpegCommand;
import io.github.asyncffmpeg.error.FFmpegSpecException;
import io.github.asyncffmpeg.graph.Input;
import io.github.asyncffmpeg.graph.StreamSpec;
import io.github.asyncffmpeg.graph.VideoStream;
import io.github.asyncffmpeg.jobs.internal.jobfile.JobFile;
import io.github.asyncffmpeg.jobs.internal.jobfile.PlanOptions;
import io.github.asyncffmpeg.jobs.internal.plan.PlannedJob;
import io.github.asyncffmpeg.media.MediaSink;
import io.github.asyncffmpeg.media.MediaSource;
import io.github.asyncffmpeg.run.FFmpegJob;
import io.github.asyncffmpeg.run.PartialOutput;
import io.github.asyncffmpeg.run.ResourceLimits;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobDocumentTest {

    private static final FFmpegJob SCALED = FFmpegJob.of(Input.of("in.mp4")
                    .video()
                    .scale(320, -2)
                    .drawtext("50% {x}")
                    .output(Path.of("out.mp4"))
                    .codec("libx264")
                    .overwrite())
            .name("small")
            .timeout(Duration.ofMinutes(90));

    private static List<String> problems(String text) {
        JobDocumentException e =
                catchThrowableOfType(JobDocumentException.class, () -> JobDocument.parse(text, "job.yaml"));
        assertThat(e).as(text).isNotNull();
        return e.problems().stream().map(Object::toString).toList();
    }

    private static FFmpegJob job(String yaml) {
        return JobDocument.parse("version: 1\n" + yaml).toJob();
    }

    private static List<String> arguments(FFmpegJob job) {
        return FFmpegCommand.of(job.spec()).arguments();
    }

    @Test
    void theJsonIsInOneOrderAndEachValueHasOneSpelling() {
        assertThat(JobDocument.of(SCALED).toJson())
                .isEqualTo("{\"version\":1,\"name\":\"small\",\"inputs\":{\"in0\":{\"target\":\"in.mp4\"}},"
                        + "\"filters\":[{\"from\":[\"in0:v\"],\"filter\":\"scale\",\"args\":[\"320\",\"-2\"],\"to\":[\"s0\"]},"
                        + "{\"from\":[\"s0:v\"],\"filter\":\"drawtext\","
                        + "\"options\":{\"text\":{\"literal\":\"50% {{x}}\"}},\"to\":[\"s1\"]}],"
                        + "\"outputs\":[{\"file\":\"out.mp4\",\"from\":[\"s1:v\"],\"options\":{\"c\":\"libx264\"}}],"
                        + "\"overwrite\":true,\"timeout\":\"5400s\",\"partial\":\"none\"}");
        assertThat(JobDocument.parse("{partial: none, timeout: 1.5h, args: [-i, a, b], version: 1}"))
                .isEqualTo(JobDocument.parse("version: 1.0\nargs: ['-i', a, \"b\"]\ntimeout: 5400\npartial: none"));
    }

    @Test
    void theYamlIsForPeople() {
        assertThat(JobDocument.of(SCALED).toYaml()).isEqualTo("""
                version: 1
                name: small
                inputs:
                  in0: {target: in.mp4}
                filters:
                  - {from: [in0:v], filter: scale, args: ["320", "-2"], to: [s0]}
                  - {from: [s0:v], filter: drawtext, options: {text: {literal: "50% {{x}}"}}, to: [s1]}
                outputs:
                  - {file: out.mp4, from: [s1:v], options: {c: libx264}}
                overwrite: true
                timeout: 5400s
                partial: none
                """);
    }

    @Test
    void aDocumentIsAnEntryOfAJobFile(@TempDir Path folder) throws Exception {
        FFmpegJob job = SCALED.partialOutput(PartialOutput.DELETE)
                .limits(ResourceLimits.none().threads(2))
                .environment("A", "{b}")
                .priority(-3);
        String file = "version: 1\njobs: [" + JobDocument.of(job).toJson() + "]";
        PlannedJob planned = JobFile.readText(file, "jobs.yaml", folder, PlanOptions.NONE)
                .jobs()
                .get(0);
        assertThat(planned.job()).isEqualTo(job.directory(folder));
    }

    @Test
    void whatIsNotSaidIsAsInAJobFile() {
        assertThat(job("args: [-i, a.mov, b.mp4]").partialOutput()).contains(PartialOutput.MARK);
        assertThat(job("args: [-i, a.mov, -f, tee, 'x.mp4|y.mkv']").partialOutput())
                .isEmpty();
        assertThat(job("args: [-i, a.mov, b.mp4]\nretries: 2").retry()).isPresent();
    }

    @Test
    void allMistakesAreToldAtOnceWithTheirPlacesAndTheNearestNames() {
        assertThat(problems("""
                        version: 1
                        timeuot: 90
                        priority: high
                        inputs: { a: x.mp4 }
                        outputs:
                          - { file: y.mp4, form: a }
                        """))
                .containsExactly(
                        "job.yaml:2:1: a job has no key 'timeuot'. Did you mean timeout?",
                        "job.yaml:3:11: priority: expected a whole number, got 'high'.",
                        "job.yaml:6:20: an output has no key 'form'. Did you mean from?");
    }

    @Test
    void anUnknownVersionIsRefusedAndANewerMinorVersionIsNot() {
        assertThat(problems("version: 2\nargs: [-i, a, b]"))
                .containsExactly("job.yaml:1:10: version: expected 1, the form that this program knows, got '2'.");
        assertThat(problems("args: [-i, a, b]"))
                .containsExactly("job.yaml:1:1: version: 1 is missing; it says which form the document has.");
        assertThat(arguments(JobDocument.parse("{\"version\":1.7,\"args\":[\"-i\",\"a\",\"b\"]}")
                        .toJob()))
                .containsExactly("-i", "a", "b");
        assertThat(problems("version: 1.7\nargs: [-i, a, b]\nnewer: 1"))
                .containsExactly("job.yaml:3:1: a job has no key 'newer'.");
    }

    @Test
    void whatBelongsIntoAJobFileIsNoDocument() {
        assertThat(problems("version: 1\nargs: [-i, '{input}', b]\neach: '*.mov'\nneeds: a"))
                .containsExactly(
                        "job.yaml:3:1: each: has a meaning in a job file only; a document is one job.",
                        "job.yaml:4:1: needs: has a meaning in a job file only; a document is one job.");
        assertThat(problems("version: 1\njobs: [{args: [a]}]"))
                .contains("job.yaml:2:1: jobs: this is a whole job file; a document is one of its jobs.");
        assertThat(problems("version: 1\nargs: [-i, '{input}', b]").get(0)).contains("there is no variable {input}");
        assertThat(problems("version: 1\nargs: [-i, a, b]\nretry-on: any"))
                .containsExactly("job.yaml:1:1: retry-on: has a meaning only beside retries:.");
        assertThat(problems("")).hasSize(1);
        assertThat(problems("[]")).hasSize(1);
    }

    @Test
    void whatDoesNotTravelIsRefusedWithTheReasonAndTheRemedy() {
        StreamSpec code = Input.of(MediaSource.of(new ByteArrayInputStream(new byte[0])))
                .output(MediaSink.to(new ByteArrayOutputStream()))
                .format("mp4");
        FFmpegJob job = FFmpegJob.of(code)
                .inheritStdin(true)
                .inheritStdout(true)
                .captureStdout(2 << 20)
                .stdin(new byte[70_000])
                .environment("A", "half \ud800");
        JobDocumentException e = catchThrowableOfType(JobDocumentException.class, () -> JobDocument.of(job));
        assertThat(e.problems())
                .extracting(Object::toString)
                .satisfiesExactly(
                        input -> assertThat(input).contains("input", "MediaSource", "use a file or a URL"),
                        output -> assertThat(output).contains("output", "MediaSink", "use a file or a URL"),
                        stdin -> assertThat(stdin).startsWith("inheritStdin:").contains("stdin(bytes)"),
                        stdout ->
                                assertThat(stdout).startsWith("inheritStdout:").contains("write to a file"),
                        captured -> assertThat(captured).startsWith("captureStdout: at most 1 MiB"),
                        bytes -> assertThat(bytes).startsWith("stdin: at most 64 KiB travel, not 70000 bytes"),
                        half -> assertThat(half).startsWith("environment A: half of a surrogate pair"));
    }

    @Test
    void aSpecThatCannotBeACommandIsNoDocument() {
        Input in = Input.of("a");
        StreamSpec twice = StreamSpec.of(in.output("o.mp4"), in.output("o.mp4"));
        assertThatThrownBy(() -> JobDocument.of(FFmpegJob.of(twice))).isInstanceOf(FFmpegSpecException.class);
    }

    @Test
    void filesBelowARootAreNamedAgainstIt() {
        FFmpegJob job = FFmpegJob.of(Input.of(Path.of("/data/in/a/b.mp4")).output(Path.of("/data/out.mp4")))
                .directory(Path.of("/data"));
        JobDocument document = JobDocument.of(job, Map.of("media", Path.of("/data/in"), "all", Path.of("/data")));
        assertThat(document.toYaml())
                .contains("in0: {root: media, file: a/b.mp4}", "{root: all, file: out.mp4", "directory: {root: all}");
        assertThatThrownBy(document::toJob).hasMessageContaining("there is no root 'media'");
        FFmpegJob there = document.toJob(Map.of("media", Path.of("/mnt/m"), "all", Path.of("/mnt/all")));
        assertThat(arguments(there)).containsExactly("-i", "file:/mnt/m/a/b.mp4", "file:/mnt/all/out.mp4");
        assertThat(there.directory()).contains(Path.of("/mnt/all"));
        assertThatThrownBy(() -> document.toJob(Map.of("mdia", Path.of("/mnt"), "all", Path.of("/"))))
                .hasMessageContaining("Did you mean mdia?");
    }

    @Test
    void aFileOfARootCannotClimbOutOfIt() {
        for (String file : List.of("../x", "a/../../x", "/etc/passwd", "a/..")) {
            assertThat(problems("version: 1\ninputs: {a: {root: m, file: " + file + "}}\noutputs: [o.mp4]"))
                    .singleElement()
                    .asString()
                    .contains("is not a file below a root");
        }
    }

    @Test
    void theDigestOfTheWorkIsThatOfWhatIsInTheOutputs() {
        String work = JobDocument.of(SCALED).workDigest();
        assertThat(work).hasSize(64);
        FFmpegJob same = SCALED.name("other")
                .timeout(Duration.ofSeconds(1))
                .priority(9)
                .uses("gpu", 1)
                .skipExisting(true)
                .spec(Input.of("in.mp4")
                        .video()
                        .scale(320, -2)
                        .drawtext("50% {x}")
                        .output(Path.of("out.mp4"))
                        .codec("libx264"));
        assertThat(JobDocument.of(same).workDigest()).isEqualTo(work);
        assertThat(JobDocument.of(same).digest())
                .isNotEqualTo(JobDocument.of(SCALED).digest());
        assertThat(JobDocument.parse(JobDocument.of(SCALED).toYaml()).workDigest())
                .isEqualTo(work);
        List<FFmpegJob> others = List.of(
                SCALED.directory(Path.of("x")),
                SCALED.environment("A", "b"),
                SCALED.limits(ResourceLimits.none().threads(1)),
                SCALED.spec(Input.of(Path.of("in.mp4")).output(Path.of("out.mp4"))),
                SCALED.stdin(new byte[1]));
        assertThat(others)
                .allSatisfy(
                        each -> assertThat(JobDocument.of(each).workDigest()).isNotEqualTo(work));
    }

    @Test
    void aLongChainIsADocument() {
        VideoStream video = Input.of("a").video();
        for (int i = 0; i < 5000; i++) {
            video = video.hflip();
        }
        FFmpegJob job = FFmpegJob.of(video.output("b.mp4"));
        assertThat(JobDocument.parse(JobDocument.of(job).toJson()).toJob()).isEqualTo(job);
    }

    @Test
    void aProblemMovesNoCursor() {
        assertThat(problems("version: 1\nargs: [a]\n\"\\e[2J\": 1").get(0)).doesNotContain("\u001b");
    }

    /** No line of ours is told as the line where a user made something. */
    @Test
    void whatIsReadWasMadeAtNoLine() throws Exception {
        String text = """
                version: 1
                inputs: {in: a.mp4}
                filters: [{from: [in:v], filter: hflip, to: out}]
                outputs: [{file: b.mp4, from: [out]}]
                """;
        CompletableFuture<Optional<String>> line = new CompletableFuture<>();
        Thread thread = new Thread(() -> line.complete(
                JobDocument.parse(text).toJob().spec().outputs().get(0).madeAt()));
        thread.start();
        assertThat(line.get(60, TimeUnit.SECONDS)).isEmpty();
    }
}
