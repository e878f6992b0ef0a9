package io.github.asyncffmpeg.graph;

/**
 * A text that {@code drawtext} prints as it is: {@code 50% 'off'} and {@code C:\new} come out as they are written. See
 * "Text expansion" of the {@code drawtext} filter in the FFmpeg documentation.
 *
 * <p>Immutable and safe for any thread.
 *
 * @param text the words to print
 */
public record LiteralText(String text) {}
