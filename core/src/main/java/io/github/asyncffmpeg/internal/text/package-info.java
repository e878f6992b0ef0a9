/**
 * Texts: what another program can be handed, and names that are near to others. Not exported.
 */
@NullMarked
package io.github.asyncffmpeg.internal.text;

import org.jspecify.annotations.NullMarked;
