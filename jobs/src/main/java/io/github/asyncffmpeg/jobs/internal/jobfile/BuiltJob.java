package io.github.asyncffmpeg.jobs.internal.jobfile;

import io.github.asyncffmpeg.jobs.internal.plan.PlannedJob;
import io.github.asyncffmpeg.jobs.internal.plan.Variables;

/**
 * A job with its spec, before it has its id and its needs.
 *
 * @param expansion what it was made of
 * @param job with an id that counts for nothing
 */
record BuiltJob(Expansion expansion, PlannedJob job) {

    Variables variables() {
        return expansion.variables();
    }

    Position at() {
        return expansion.draft().at();
    }
}
