/**
 * One run of FFmpeg, from its job to its result: the plan, the running child with all that is connected to it, and the
 * verdict. Pools and supervised runs schedule it. Not exported.
 */
@org.jspecify.annotations.NullMarked
package io.github.asyncffmpeg.internal.engine;
