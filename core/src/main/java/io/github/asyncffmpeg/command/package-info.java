/** A stream spec as FFmpeg's arguments, to look at before it runs. */
@NullMarked
package io.github.asyncffmpeg.command;

import org.jspecify.annotations.NullMarked;
