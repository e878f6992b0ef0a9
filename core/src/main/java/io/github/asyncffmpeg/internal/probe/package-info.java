/** What the probes of one {@code FFmpeg} share. Not exported. */
@NullMarked
package io.github.asyncffmpeg.internal.probe;

import org.jspecify.annotations.NullMarked;
