package io.github.asyncffmpeg.jobs.internal.jobfile;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.asyncffmpeg.jobs.Condition;
import io.github.asyncffmpeg.jobs.DecideStep;
import io.github.asyncffmpeg.jobs.JobStep;
import io.github.asyncffmpeg.jobs.Plan;
import io.github.asyncffmpeg.jobs.Probe;
import io.github.asyncffmpeg.jobs.ProbeStep;
import io.github.asyncffmpeg.jobs.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Values that flow through a job file: what it becomes as a plan of the library, and what is said when it is wrong. */
class JobFileFlowTest {

    @TempDir
    Path folder;

    private JobTexts texts;

    @BeforeEach
    void set() {
        texts = new JobTexts(folder);
    }

    private Plan plan(String yaml) throws IOException {
        return Plan.read(Files.writeString(folder.resolve("jobs.yaml"), yaml), Map.of());
    }

    private static Step step(Plan plan, String id) {
        return plan.steps().stream()
                .filter(step -> step.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new AssertionError(plan.toJson()));
    }

    @Test
    void valuesOfJobsAreHolesInOthers() throws IOException {
        Plan plan = plan("""
                version: 1
                jobs:
                  - { name: measure, args: [-i, a.wav, -af, volumedetect, -f, "null", "-"], measure: volume }
                  - name: loud
                    needs: measure
                    when: measure.max_volume < -1 and measure.n_samples > 0
                    args: [-i, a.wav, -af, "volume={measure.max_volume}dB:eval={{once}}", out.wav]
                """);
        assertThat(((JobStep) step(plan, "measure")).measure()).contains("volume");
        JobStep loud = (JobStep) step(plan, "loud");
        assertThat(loud.needs()).containsExactly("measure");
        assertThat(loud.when()).contains(Condition.parse("measure.max_volume < -1 and measure.n_samples > 0"));
        assertThat(loud.job().toJson())
                .contains("volume={measure.max_volume}dB:eval={{once}}")
                .contains("\"skip-existing\":true")
                .contains("\"make-folders\":true")
                .contains(folder.toString());
    }

    /** Each file has its own question; ids of steps have no other characters than they may. */
    @Test
    void eachFileHasItsOwnValues() throws IOException {
        for (String name : new String[] {"a b.mov", "c.mov"}) {
            Files.createFile(folder.resolve(name));
        }
        Plan plan = plan("""
                version: 1
                jobs:
                  - { name: look, each: "*.mov", probe: "{input}" }
                  - name: small
                    each: "*.mov"
                    needs: { job: look, same: [input] }
                    when: look.video.height > 720 or look.video.codec == "look.at"
                    args: [-i, "{input}", -vf, "scale=-2:{look.video.height}", "{stem}.mp4"]
                    retries: 2
                """);
        assertThat(plan.steps().stream().map(Step::id)).containsExactly("look-a-b", "look-c", "small-a-b", "small-c");
        assertThat(((ProbeStep) step(plan, "look-a-b")).probe()).isEqualTo(Probe.media(folder.resolve("a b.mov")));
        JobStep small = (JobStep) step(plan, "small-a-b");
        assertThat(small.needs()).containsExactly("look-a-b");
        assertThat(small.when())
                .contains(Condition.parse("look-a-b.video.height > 720 or look-a-b.video.codec == \"look.at\""));
        assertThat(small.job().toJson())
                .contains("scale=-2:{look-a-b.video.height}")
                .contains("\"retries\":2");
        assertThat(((JobStep) step(plan, "small-c")).job().toJson()).contains("{look-c.video.height}");
    }

    /** What a file is called is never a value, whatever it looks like. */
    @Test
    void aNameIsNoValue() throws IOException {
        Files.createFile(folder.resolve("{look.video.codec}.mov"));
        String yaml = """
                version: 1
                jobs:
                  - { name: look, probe: { target: "http://host/{{x}}" } }
                  - { name: copy, each: "*.mov", needs: look, args: [-i, "{input}", "{look.format}.mp4"] }
                """;
        JobStep copy = (JobStep) step(plan(yaml), "copy--look-video-codec-");
        assertThat(copy.job().toJson())
                .contains("file:{{look.video.codec}}.mov")
                .contains("\"{look.format}.mp4\"");
        Files.createFile(folder.resolve("\u0001look.format\u0002.mov"));
        assertThat(texts.problems(yaml))
                .contains("jobs.yaml:4:5: a name or value with the control character U+0001 cannot be used here.");
    }

    @Test
    void questionsAndRecipes() throws IOException {
        Plan plan = plan("""
                version: 1
                vars: { crf: 20 }
                jobs:
                  - { name: gpu, probe: { encoder: h264_nvenc } }
                  - { name: room, probe: { free-space: out } }
                  - { name: look, probe: a.mov }
                  - name: fit
                    needs: [look, gpu]
                    when: gpu.works
                    recipe: org.example.fit
                    recipe-version: 2
                    parameters: { bytes: 25000000, crf: "{crf}" }
                """);
        assertThat(((ProbeStep) step(plan, "gpu")).probe()).isEqualTo(new Probe.Encoder("h264_nvenc"));
        assertThat(((ProbeStep) step(plan, "room")).probe()).isEqualTo(new Probe.FreeSpace(folder.resolve("out")));
        DecideStep fit = (DecideStep) step(plan, "fit");
        assertThat(fit.recipe()).isEqualTo("org.example.fit");
        assertThat(fit.version()).isEqualTo(2);
        assertThat(fit.parameters()).isEqualTo(Map.of("bytes", "25000000", "crf", "20"));
    }

    @Test
    void whatIsWrongIsToldWithItsPlace() throws IOException {
        for (String name : new String[] {"a.mov", "b.mov"}) {
            Files.createFile(folder.resolve(name));
        }
        assertThat(texts.problems("""
                version: 1
                jobs:
                  - { name: look, each: "*.mov", probe: "{input}" }
                  - { name: m, args: [-i, a.mov, m.mp4], measure: loudnes }
                  - { name: one, needs: look, args: [-i, a.mov, "{look.format}.mp4"] }
                  - { name: two, needs: m, args: [-i, a.mov, two.mp4], when: "loo.x > 1" }
                  - { name: three, needs: m, args: [-i, a.mov, three.mp4], when: "{m.bytes} > 1" }
                  - { name: four, needs: m, args: [-i, a.mov, four.mp4], when: "m.bytes >" }
                  - { name: "five-{m.bytes}", needs: m, args: [-i, a.mov, five.mp4] }
                  - { name: six, needs: m, probe: "{m.format}.mov" }
                """))
                .containsExactly(
                        "jobs.yaml:4:51: measure: nothing is called 'loudnes'. Did you mean loudness?",
                        "jobs.yaml:5:5: 'look.format' can only come from one job, and needs: look means none or several;"
                                + " write {job: look, same: [stem]}, or what they share.",
                        "jobs.yaml:6:5: 'loo.x' comes from a job that is not in needs: 'loo'; there is m.",
                        "jobs.yaml:7:66: when: a value has no braces in a condition: write m.bytes > 1.",
                        "jobs.yaml:8:64: when: a value is missing at its end, in: m.bytes >.",
                        "jobs.yaml:9:13: name: what is found while the plan runs cannot be in a name.",
                        "jobs.yaml:10:35: what is found while the plan runs can be used in a job, and in when:, and not"
                                + " here.");
    }
}
