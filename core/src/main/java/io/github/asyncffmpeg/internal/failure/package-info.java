/**
 * Reads why an FFmpeg failed from its own words and its exit code. Pure. Not exported.
 */
@NullMarked
package io.github.asyncffmpeg.internal.failure;

import org.jspecify.annotations.NullMarked;
