package io.github.asyncffmpeg.cli;

/**
 * The exit codes. 130 after Ctrl+C and 143 after SIGTERM are the JVM's own; the library's shutdown hook has seen FFmpeg
 * out by then. A probe that a signal has ended gives the same ones.
 */
final class ExitCode {

    /** All that was asked for is done. */
    static final int DONE = 0;

    /** Some job failed. */
    static final int FAILED = 1;

    /** Nothing was started: wrong usage, no such file, no FFmpeg. */
    static final int NOTHING_STARTED = 2;

    /** Stopped by Ctrl+C: 128 and the number of SIGINT. */
    static final int INTERRUPTED = 130;

    private ExitCode() {}
}
