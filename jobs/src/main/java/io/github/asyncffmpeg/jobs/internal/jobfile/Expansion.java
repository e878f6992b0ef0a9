package io.github.asyncffmpeg.jobs.internal.jobfile;

import io.github.asyncffmpeg.jobs.internal.plan.Variables;
import java.util.List;

/**
 * One of the jobs that a job as it is written stands for.
 *
 * @param draft the job as it is written
 * @param variables what its variables are
 * @param labels what tells it apart from its siblings: the choices of the matrix
 */
record Expansion(JobDraft draft, Variables variables, List<String> labels) {}
