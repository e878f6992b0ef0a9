/** ffprobe: what is in a media file, as records; its packets and frames as a lazy stream. */
@NullMarked
package io.github.asyncffmpeg.probe;

import org.jspecify.annotations.NullMarked;
