/** What a run came to and what happened in it ↔ trees of JSON: records of the core, and its exceptions. */
@NullMarked
package io.github.asyncffmpeg.jobs.internal.wire;

import org.jspecify.annotations.NullMarked;
