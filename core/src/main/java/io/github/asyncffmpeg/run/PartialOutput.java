package io.github.asyncffmpeg.run;

/**
 * What becomes of an output that is not complete. A job with one of these writes each output that is a file of this
 * machine under a temporary name beside the final one, and renames it when it is whole: nothing half-written ever stands
 * under the final name, whatever dies.
 *
 * <p>An output is <em>short</em> when FFmpeg was stopped, or reached a limit, and still finished its files: they can be
 * played, and end early. It is <em>broken</em> when FFmpeg failed, crashed or was killed, or when a look at it shows that it
 * is not whole. A marked name is that of the
 * output with {@code .partial} before its extension: {@code out.partial.mp4}, {@code out.partial-2.mp4} when that is taken.
 */
public enum PartialOutput {
    /**
     * A short output gets its final name, a broken one a marked name. For recordings that are stopped; where readers expect
     * all of a film under that name, take {@link #MARK} or {@link #DELETE}.
     */
    KEEP,
    /** A short or broken output gets a marked name. */
    MARK,
    /** A short or broken output is deleted. */
    DELETE
}
