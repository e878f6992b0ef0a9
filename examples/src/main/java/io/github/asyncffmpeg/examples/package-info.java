/** The code of the README and of {@code docs/}: each block there is a region here. */
@NullMarked
package io.github.asyncffmpeg.examples;

import org.jspecify.annotations.NullMarked;
