package io.github.asyncffmpeg.frames;

/**
 * How loud sound is over its length, in parts of equal length.
 *
 * <p>Its arrays are not copied: who changes them changes it.
 *
 * @param lowest the lowest sample of each part, from -1 to 1
 * @param highest the highest sample of each part, from -1 to 1; as many as {@code lowest}
 * @param samples how many samples were read in all
 */
@SuppressWarnings("ArrayRecordComponent") // a million numbers, and nobody compares them
public record Waveform(float[] lowest, float[] highest, long samples) {}
