/** What FFmpeg says while it runs: event records. */
@NullMarked
package io.github.asyncffmpeg.event;

import org.jspecify.annotations.NullMarked;
