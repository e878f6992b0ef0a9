/** The pool of this JVM: a queue, its tasks, and what else is bounded with them. */
@NullMarked
package io.github.asyncffmpeg.internal.pool;

import org.jspecify.annotations.NullMarked;
