package io.github.asyncffmpeg.jobs.internal.jobfile;

import io.github.asyncffmpeg.jobs.internal.plan.NameTemplate;

/**
 * A text with variables, and where it is.
 *
 * @param template the text
 * @param at where
 */
record Templated(NameTemplate template, Position at) {}
