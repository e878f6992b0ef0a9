/**
 * What outlives this JVM: the folders in which programs and small files are kept from one JVM to the next, and who may have
 * put them there. Exported to the module of the bundled FFmpeg alone, which unpacks its build there.
 */
@NullMarked
package io.github.asyncffmpeg.internal.cache;

import org.jspecify.annotations.NullMarked;
