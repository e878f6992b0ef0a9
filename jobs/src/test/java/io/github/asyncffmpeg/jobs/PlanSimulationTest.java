package io.github.asyncffmpeg.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Whatever happens to a plan, it keeps its promises: see {@link SimulatedRun}. */
class PlanSimulationTest {

    private static final int CASES = Integer.getInteger("simulation.cases", 3_000);

    @Test
    void aPlanKeepsItsPromisesThroughStopsAndCrashes() {
        int crashes = 0;
        for (long seed = 0; seed < CASES; seed++) {
            try {
                crashes += new SimulatedRun(seed).run();
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
            }
        }
        assertThat(crashes).isPositive();
    }
}
