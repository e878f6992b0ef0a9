/** Pictures of a command: inputs, filters and outputs, as SVG, Mermaid and DOT. */
@NullMarked
package io.github.asyncffmpeg.cli.picture;

import org.jspecify.annotations.NullMarked;
