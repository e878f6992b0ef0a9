package io.github.asyncffmpeg.jobs;

import io.github.asyncffmpeg.jobs.internal.measure.Measures;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * A step that runs a job.
 *
 * @param id its id
 * @param needs the steps before it
 * @param when the condition, if there is one
 * @param job the job, with holes for values of the steps before it
 * @param measure what is read from its log: {@code loudness}, {@code volume}, {@code crop}, {@code scene}, {@code psnr},
 *     {@code ssim} or {@code signal}. Its values are those of the step. Empty when nothing is read
 */
public record JobStep(String id, Set<String> needs, Optional<Condition> when, JobTemplate job, Optional<String> measure)
        implements Step {

    /** Checks the step. */
    public JobStep {
        StepIds.checked(id);
        needs = StepIds.sorted(needs);
        Objects.requireNonNull(when, "when");
        Objects.requireNonNull(job, "job");
        measure.filter(what -> !Measures.names().contains(what)).ifPresent(what -> {
            throw new IllegalArgumentException("measure: expected one of " + Measures.names() + ", got '" + what + "'");
        });
    }

    /**
     * The same with a condition.
     *
     * @param condition as {@link Condition#parse} reads it
     * @return the step
     */
    public JobStep when(String condition) {
        return new JobStep(id, needs, Optional.of(Condition.parse(condition)), job, measure);
    }

    /**
     * The same, with values read from its log.
     *
     * @param what what is read
     * @return the step
     */
    public JobStep measure(String what) {
        return new JobStep(id, needs, when, job, Optional.of(what));
    }
}
