package io.github.asyncffmpeg.error;

/** How far FFmpeg had come when it failed. */
public enum FailureStage {
    /** It read its arguments or opened an input. */
    OPEN,
    /** It set up filters, encoders and outputs. */
    CONFIGURE,
    /** It decoded, filtered or encoded. */
    ENCODE,
    /** It wrote to an output. */
    MUX
}
