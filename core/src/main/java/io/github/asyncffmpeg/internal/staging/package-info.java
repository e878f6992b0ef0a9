/**
 * Outputs that are written under a temporary name, checked, and given their final one: what FFmpeg is told instead, what
 * earlier runs have left, what becomes of a file that is not whole, and which names are free. Knows commands and files, and
 * nothing of runs. Not exported.
 */
@NullMarked
package io.github.asyncffmpeg.internal.staging;

import org.jspecify.annotations.NullMarked;
