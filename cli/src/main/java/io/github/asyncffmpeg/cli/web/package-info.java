/** A page that shows a batch while it runs, to the browser of the one who runs it. */
@NullMarked
package io.github.asyncffmpeg.cli.web;

import org.jspecify.annotations.NullMarked;
