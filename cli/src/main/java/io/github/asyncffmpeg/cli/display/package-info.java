/** How a batch looks: at a terminal, in a log, or not at all. */
@NullMarked
package io.github.asyncffmpeg.cli.display;

import org.jspecify.annotations.NullMarked;
