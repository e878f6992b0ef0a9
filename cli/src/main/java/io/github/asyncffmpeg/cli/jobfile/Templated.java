package io.github.asyncffmpeg.cli.jobfile;

import io.github.asyncffmpeg.cli.plan.NameTemplate;

/**
 * A text with variables, and where it is.
 *
 * @param template the text
 * @param at where
 */
record Templated(NameTemplate template, Position at) {}
