/**
 * Man pages and completions, written from picocli's model of the commands when the program is packaged: they say what the
 * program does, and cost it nothing.
 */
@NullMarked
package io.github.asyncffmpeg.cli.manual;

import org.jspecify.annotations.NullMarked;
