/** What the tests with real processes stand on: terminals, JVMs, namespaces, and the FFmpegs of this machine. */
@NullMarked
package io.github.asyncffmpeg.it.harness;

import org.jspecify.annotations.NullMarked;
