/** How numbers and names are written for people. */
@NullMarked
package io.github.asyncffmpeg.cli.words;

import org.jspecify.annotations.NullMarked;
