/** The vocabulary of media: targets, stream specifiers, versions. Values only. */
@NullMarked
package io.github.asyncffmpeg.media;

import org.jspecify.annotations.NullMarked;
