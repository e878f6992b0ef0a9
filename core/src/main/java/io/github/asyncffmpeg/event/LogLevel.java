package io.github.asyncffmpeg.event;

/** The level of a log line, as {@code av_log} has it, the gravest first. */
public enum LogLevel {
    /** Something went really wrong: FFmpeg crashes now. */
    PANIC,
    /** Something unrecoverable. */
    FATAL,
    /** Something was lost, or failed. */
    ERROR,
    /** Something looks wrong and may be. */
    WARNING,
    /** What is usually shown; also a line that carries no level. */
    INFO,
    /** More than usual. */
    VERBOSE,
    /** For the developers of FFmpeg. */
    DEBUG,
    /** For the developers of FFmpeg, in masses. */
    TRACE;

    /**
     * Whether a line of this level tells of trouble.
     *
     * @return whether it is {@link #WARNING} or graver
     */
    public boolean isTrouble() {
        return compareTo(WARNING) <= 0;
    }
}
