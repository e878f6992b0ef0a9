/** What an FFmpeg would not understand of a spec, told before it runs. */
@NullMarked
package io.github.asyncffmpeg.check;

import org.jspecify.annotations.NullMarked;
