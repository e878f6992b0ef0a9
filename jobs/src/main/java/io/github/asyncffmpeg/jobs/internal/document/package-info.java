/** A job → an entry of a job file: as a tree, in canonical JSON, in YAML; and its digests. Nothing is read here. */
@NullMarked
package io.github.asyncffmpeg.jobs.internal.document;

import org.jspecify.annotations.NullMarked;
