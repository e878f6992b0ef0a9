/** Values that earlier steps of a plan have found: where a text uses them, and conditions over them. */
@NullMarked
package io.github.asyncffmpeg.jobs.internal.values;

import org.jspecify.annotations.NullMarked;
