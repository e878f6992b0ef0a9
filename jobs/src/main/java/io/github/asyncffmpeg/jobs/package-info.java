/** Jobs as documents: {@link io.github.asyncffmpeg.jobs.JobDocument}. */
@NullMarked
package io.github.asyncffmpeg.jobs;

import org.jspecify.annotations.NullMarked;
