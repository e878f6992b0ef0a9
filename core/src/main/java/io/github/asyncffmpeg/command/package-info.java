/**
 * From a stream spec to FFmpeg's arguments, in named passes: validate, insert splits, name links, escape, render. Pure: no
 * process, no file.
 */
@NullMarked
package io.github.asyncffmpeg.command;

import org.jspecify.annotations.NullMarked;
