/** Pictures and samples of a file in one call each: frames one by one, thumbnails, waveforms, frames that a function changes. */
@NullMarked
package io.github.asyncffmpeg.frames;

import org.jspecify.annotations.NullMarked;
