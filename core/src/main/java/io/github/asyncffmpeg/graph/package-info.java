@NullMarked
package io.github.asyncffmpeg.graph;

import org.jspecify.annotations.NullMarked;
