/** How things end: the exception tree and the outcomes of a run. Data only. */
@NullMarked
package io.github.asyncffmpeg.error;

import org.jspecify.annotations.NullMarked;
