/** What happens in a batch, as data: the display, the journal, the events file and the live page all read this. */
@NullMarked
package io.github.asyncffmpeg.jobs.internal.event;

import org.jspecify.annotations.NullMarked;
