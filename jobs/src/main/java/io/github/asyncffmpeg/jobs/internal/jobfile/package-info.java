/** Job files: a text in YAML or JSON becomes a plan, or a list of what is wrong with it and where. */
@NullMarked
package io.github.asyncffmpeg.jobs.internal.jobfile;

import org.jspecify.annotations.NullMarked;
