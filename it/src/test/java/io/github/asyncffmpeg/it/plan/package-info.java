/** Plans, with real FFmpegs. */
@org.jspecify.annotations.NullMarked
package io.github.asyncffmpeg.it.plan;
