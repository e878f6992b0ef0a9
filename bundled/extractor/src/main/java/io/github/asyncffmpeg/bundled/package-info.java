/** The FFmpeg that comes from a Maven repository: unpacked once for each user and machine, then found by the core. */
@NullMarked
package io.github.asyncffmpeg.bundled;

import org.jspecify.annotations.NullMarked;
