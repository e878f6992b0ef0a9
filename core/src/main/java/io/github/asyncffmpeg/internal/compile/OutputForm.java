package io.github.asyncffmpeg.internal.compile;

/**
 * Which files FFmpeg makes for one output, as far as the arguments tell.
 *
 * <p>New constants may come with any version of this library: a {@code switch} needs a {@code default}.
 */
public enum OutputForm {
    /** None: a device, or the null muxer, which opens no file whatever its target is called. */
    NO_FILE,
    /** One, which has the name of the target; for a URL, nothing on this machine. */
    ONE_FILE,
    /** Many pictures: the target's name is a pattern. */
    PICTURES,
    /** Many parts, of the segment muxers: the target's name is a pattern. */
    SEGMENTS,
    /** A playlist, which has the name of the target, and its segments. With variants, several playlists. */
    HLS,
    /** A manifest, which has the name of the target, and its segments. */
    DASH,
    /** Several, whose names cannot be told from the target alone (tee, Smooth Streaming, …). */
    OTHER
}
