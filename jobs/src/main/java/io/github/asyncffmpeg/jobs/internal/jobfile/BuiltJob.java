package io.github.asyncffmpeg.jobs.internal.jobfile;

import io.github.asyncffmpeg.jobs.internal.plan.PlannedAsk;
import io.github.asyncffmpeg.jobs.internal.plan.PlannedJob;
import io.github.asyncffmpeg.jobs.internal.plan.Variables;
import java.util.Optional;

/**
 * A job with its spec, before it has its id and its needs.
 *
 * @param expansion what it was made of
 * @param job with an id that counts for nothing; when it is a question, one that is never run
 * @param ask what it is instead of a job
 */
record BuiltJob(Expansion expansion, PlannedJob job, Optional<PlannedAsk> ask) {

    Variables variables() {
        return expansion.variables();
    }

    Position at() {
        return expansion.draft().at();
    }
}
