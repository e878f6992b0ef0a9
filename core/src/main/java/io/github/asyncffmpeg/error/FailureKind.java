package io.github.asyncffmpeg.error;

/**
 * Why FFmpeg or ffprobe failed, as far as its log and its exit code tell. The words are those of FFmpeg 5.1 to 8.0; a
 * failure that no rule knows is {@link #UNRECOGNISED}, never something near it.
 */
public enum FailureKind {
    /** No rule knows these words. The log tail has them. */
    UNRECOGNISED
}
