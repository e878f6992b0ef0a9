/**
 * Reads what FFmpeg writes to its log and its progress: pure functions from bytes to events. Not exported.
 */
@NullMarked
package io.github.asyncffmpeg.internal.log;

import org.jspecify.annotations.NullMarked;
