/** What a batch shall do: jobs, what they need of each other, and where their files are. Data only. */
@NullMarked
package io.github.asyncffmpeg.jobs.internal.plan;

import org.jspecify.annotations.NullMarked;
