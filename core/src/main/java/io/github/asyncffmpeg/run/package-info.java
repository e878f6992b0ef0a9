/** One run of FFmpeg: command, process and events become a result. */
@NullMarked
package io.github.asyncffmpeg.run;

import org.jspecify.annotations.NullMarked;
