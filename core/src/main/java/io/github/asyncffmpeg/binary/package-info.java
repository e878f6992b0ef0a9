/** The FFmpeg that a program uses: its programs, its version, and what it can do. */
@NullMarked
package io.github.asyncffmpeg.binary;

import org.jspecify.annotations.NullMarked;
