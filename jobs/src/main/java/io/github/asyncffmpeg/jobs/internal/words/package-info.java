/** How numbers and names are written for people. */
@NullMarked
package io.github.asyncffmpeg.jobs.internal.words;

import org.jspecify.annotations.NullMarked;
