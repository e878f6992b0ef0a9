package io.github.asyncffmpeg.error;

/** How far FFmpeg had come when it failed. */
public enum FailureStage {
    /** It read its arguments or opened an input. */
    OPEN,
    /** It set up filters and encoders, and opened outputs. */
    CONFIGURE,
    /** It decoded, filtered or encoded. */
    ENCODE,
    /** It wrote to an output: a header, packets or a trailer. */
    MUX
}
