/**
 * The stream spec: inputs, filters and outputs, joined by typed edges, or arguments written by hand. Immutable data with
 * identity; nothing here knows how FFmpeg's arguments are written.
 */
@NullMarked
package io.github.asyncffmpeg.graph;

import org.jspecify.annotations.NullMarked;
