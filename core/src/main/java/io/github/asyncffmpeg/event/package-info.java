/** What FFmpeg says while it runs: event records, and their decoders as pure functions from bytes. */
@NullMarked
package io.github.asyncffmpeg.event;

import org.jspecify.annotations.NullMarked;
