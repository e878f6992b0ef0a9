/** A run as one page of HTML, from its events. */
@NullMarked
package io.github.asyncffmpeg.cli.report;

import org.jspecify.annotations.NullMarked;
