/**
 * Secrets of a command line: where they stand, and texts without them. Not exported, but to the modules of this project that
 * print.
 */
@NullMarked
package io.github.asyncffmpeg.internal.secret;

import org.jspecify.annotations.NullMarked;
