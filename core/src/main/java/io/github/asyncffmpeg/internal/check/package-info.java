/** Holds a command against what an FFmpeg has. */
@NullMarked
package io.github.asyncffmpeg.internal.check;

import org.jspecify.annotations.NullMarked;
