/** A folder of videos, or a pattern, becomes a plan: one job a file. */
@NullMarked
package io.github.asyncffmpeg.cli.folder;

import org.jspecify.annotations.NullMarked;
