package io.github.asyncffmpeg.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.asyncffmpeg.FFmpeg;
import io.github.asyncffmpeg.run.FFmpegJob;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Plans, templates and conditions as data. */
class PlanTest {

    @Test
    void aPlanIsThePlanThatWasWritten() {
        Plan plan = Plan.of(
                Step.probe("look", Probe.media(Path.of("in.mp4"))),
                Step.probe("gpu", new Probe.Encoder("h264_nvenc")),
                Step.probe("room", new Probe.FreeSpace(Path.of("/out"))),
                Step.job("measure", JobTemplate.parse("{version: 1, args: [-i, in.mp4, -f, 'null', '-']}"))
                        .measure("loudness"),
                new DecideStep(
                        "d", java.util.Set.of("look"), java.util.Optional.empty(), "r", 2, Map.of("a", "b", "c", "{}")),
                Step.file("write", new FileWork.Write(Path.of("list"), "file 'a'\n"), "d"),
                Step.file("move", new FileWork.Move(Path.of("a"), Path.of("b"))),
                Step.file("delete", new FileWork.Delete(List.of(Path.of("a"), Path.of("b"))), "look")
                        .when("look.video.height > 720"));

        Plan same = Plan.parse(plan.toJson());

        assertThat(same).isEqualTo(plan);
        assertThat(same.toJson()).isEqualTo(plan.toJson());
        assertThat(same.digest()).isEqualTo(plan.digest());
    }

    @Test
    void randomPlansAreThePlansThatWereWritten() {
        for (long seed = 0; seed < 200; seed++) {
            Plan plan = RandomPlans.plan(new Random(seed));
            assertThat(Plan.parse(plan.toJson())).as("seed %d", seed).isEqualTo(plan);
        }
    }

    @Test
    void whatIsNoPlanIsRefusedByName() {
        for (String text : List.of("", "[]", "{\"version\":2,\"steps\":[]}", "{\"version\":1,\"steps\":[{}]}")) {
            assertThatThrownBy(() -> Plan.parse(text)).as(text).isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> Plan.parse(
                        "{\"version\":1,\"steps\":[{\"id\":\"a\",\"probe\":{\"target\":\"x\"},\"neds\":[]}]}"))
                .hasMessageContaining("there is no 'neds'");
    }

    @Test
    void aTemplateOfAJobHasHolesOfTheNamedStepsOnly() {
        FFmpegJob job = FFmpegJob.of(FFmpeg.input("in.wav")
                .audio()
                .filter("volume", "{measure.gain}dB")
                .filter("anull", "{other.gain}", "{{x}}")
                .output("out.wav"));

        JobTemplate template = JobTemplate.of(job, "measure");

        assertThat(template.holes()).containsExactly("measure.gain");
        assertThat(template.fill(name -> "{odd}\"'").toJson())
                .contains("{{odd}}\\\"'dB", "{{other.gain}}", "{{{{x}}}}");
        assertThat(JobTemplate.of(job).fill(name -> "").toJob()).isEqualTo(job);
    }

    @Test
    void aTemplateIsCheckedBeforeItsValuesAreKnown() {
        assertThatThrownBy(() -> JobTemplate.parse("{version: 1, args: [-i, '{a.b}', out.mp4], timeuot: 1h}"))
                .isInstanceOf(JobDocumentException.class)
                .hasMessageContaining("timeuot");
        assertThat(JobTemplate.parse("{version: 1, args: [-i, in, out.mp4], timeout: '{a.b}'}")
                        .holes())
                .containsExactly("a.b");
    }

    @Test
    void conditionsCompareAndJoin() {
        Map<String, String> values = Map.of("a.h", "1080", "a.c", "h264", "a.yes", "true", "a-b.z", "-0");
        Map<String, Boolean> cases = Map.ofEntries(
                Map.entry("a.h > 720", true),
                Map.entry("a.h>720 and a.c==\"h264\"", true),
                Map.entry("not a.h > 720 or a.c != \"h264\"", false),
                Map.entry("not (a.h <= 720) and not not a.yes", true),
                Map.entry("a.c == \"vp9\" or a.h >= 1080 and a.yes", true),
                Map.entry("a.h == 1.08e3", true),
                Map.entry("a-b.z == 0", true),
                Map.entry("\"b\" == \"a\"", false),
                Map.entry("false", false));
        cases.forEach((text, expected) ->
                assertThat(Condition.parse(text).holds(values::get)).as(text).isEqualTo(expected));
    }

    @Test
    void aConditionThatIsNoneIsRefused() {
        for (String text :
                List.of("", "a.b >", "a.b > > 1", "(a.b", "height > 720", "a.b = 1", "a.b == 'x'", "a.b 5")) {
            assertThatThrownBy(() -> Condition.parse(text))
                    .as(text)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("when: ");
        }
        assertThatThrownBy(() -> Condition.parse("(".repeat(1_000))).hasMessageContaining("more than 32");
        assertThatThrownBy(() -> Condition.parse("a.b > 1").holds(name -> "wide"))
                .hasMessageContaining("'wide' > '1'");
    }
}
