/** Runs a plan: what is ready goes first, as many at a time as there are slots. */
@NullMarked
package io.github.asyncffmpeg.jobs.internal.batch;

import org.jspecify.annotations.NullMarked;
