package io.github.asyncffmpeg.cli;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.asyncffmpeg.jobs.internal.plan.Plan;
import io.github.asyncffmpeg.jobs.internal.plan.PlannedJob;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LimitsTest {

    private static Plan plan(Map<String, Integer> uses, Map<String, Integer> limits) {
        PlannedJob job = new PlannedJob(
                "a",
                DropIn.job(List.of("-i", "a", "b.mp4")),
                List.of(),
                List.of(),
                Set.of(),
                uses,
                PlannedJob.Retries.NONE);
        return new Plan("jobs.yaml", Path.of("").toAbsolutePath(), List.of(job), limits);
    }

    @Test
    void takesWhatSomeJobUsesOrTheFileLimits() {
        Plan plan = plan(Map.of("gpu", 1), Map.of("network", 2));
        assertThatCode(() -> Limits.check(plan, Map.of("gpu", 1, "network", 4))).doesNotThrowAnyException();
        assertThatCode(() -> Limits.check(plan(Map.of(), Map.of()), Map.of())).doesNotThrowAnyException();
    }

    @Test
    void namesTheResourceThatWasMeant() {
        assertThatThrownBy(() -> Limits.check(plan(Map.of("gpu", 1), Map.of()), Map.of("gpus", 1)))
                .isInstanceOf(CannotStart.class)
                .hasMessage("No job uses gpus, which --limit names; gpu?");
        assertThatThrownBy(() -> Limits.check(plan(Map.of("gpu", 1), Map.of()), Map.of("di\033sk", 1)))
                .hasMessage("No job uses di\\x1bsk, which --limit names; there is gpu.");
    }

    @Test
    void saysWhereResourcesAreNamedWhenThereAreNone() {
        assertThatThrownBy(() -> Limits.check(plan(Map.of(), Map.of()), Map.of("gpu", 1)))
                .hasMessageContaining("uses: of a job file");
    }
}
