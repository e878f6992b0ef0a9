@NullMarked
package io.github.asyncffmpeg.command;

import org.jspecify.annotations.NullMarked;
