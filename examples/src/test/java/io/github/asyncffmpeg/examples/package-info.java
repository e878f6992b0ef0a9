/** Holds the pages to the code, and runs it. */
@NullMarked
package io.github.asyncffmpeg.examples;

import org.jspecify.annotations.NullMarked;
