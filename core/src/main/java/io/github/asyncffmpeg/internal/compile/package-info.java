/**
 * From a stream spec to FFmpeg's arguments, in named passes: validate, insert splits, name links, escape, render. Then what a run
 * has to know of the arguments: which files they name, how long the outputs will be, which names are free. Pure: no process, no
 * file. Not exported.
 */
@NullMarked
package io.github.asyncffmpeg.internal.compile;

import org.jspecify.annotations.NullMarked;
