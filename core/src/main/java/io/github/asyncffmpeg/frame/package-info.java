/**
 * Raw video frames and audio samples, out of FFmpeg and into it: {@link io.github.asyncffmpeg.frame.VideoFrames} and {@link
 * io.github.asyncffmpeg.frame.AudioFrames} are where to begin.
 */
@NullMarked
package io.github.asyncffmpeg.frame;

import org.jspecify.annotations.NullMarked;
