/** Values of a graph: how Java's are written for FFmpeg, and the order of names and of outputs. Not exported. */
@NullMarked
package io.github.asyncffmpeg.internal.value;

import org.jspecify.annotations.NullMarked;
