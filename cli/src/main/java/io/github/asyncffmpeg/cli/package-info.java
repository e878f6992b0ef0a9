/** The program {@code asyncffmpeg}. It uses the library as any customer does. */
@NullMarked
package io.github.asyncffmpeg.cli;

import org.jspecify.annotations.NullMarked;
