package io.github.asyncffmpeg.frames;

import io.github.asyncffmpeg.frame.AudioFrame;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Gathers a {@link Waveform} of sound whose length is not known before its end: in finer parts than are asked for, two of
 * which become one whenever there are too many. For one thread.
 */
final class WaveformBuilder {

    private static final int MOST_POINTS = 100_000;

    /** So many fine parts a point, at least, make it right to a sixteenth of its length. */
    private static final int FINER = 16;

    private final int points;
    private final float[] lowest;
    private final float[] highest;
    private int parts;
    private long inPart;
    private long perPart = 1;
    private long samples;

    WaveformBuilder(int points) {
        if (points < 1 || points > MOST_POINTS) {
            throw new IllegalArgumentException("a waveform: expected 1 to " + MOST_POINTS + " points, got " + points);
        }
        this.points = points;
        this.lowest = new float[2 * FINER * points];
        this.highest = new float[2 * FINER * points];
    }

    /** Samples of one channel, as 32-bit floating-point numbers. */
    void add(AudioFrame frame) {
        ByteBuffer data = frame.data();
        int count = data.remaining() / Float.BYTES;
        for (int i = 0; i < count; i++) {
            add(data.getFloat(i * Float.BYTES));
        }
        samples += count;
    }

    private void add(float sample) {
        if (inPart == 0) {
            if (parts == lowest.length) {
                join();
            }
            lowest[parts] = sample;
            highest[parts] = sample;
            parts++;
        } else {
            lowest[parts - 1] = Math.min(lowest[parts - 1], sample);
            highest[parts - 1] = Math.max(highest[parts - 1], sample);
        }
        inPart = inPart + 1 == perPart ? 0 : inPart + 1;
    }

    private void join() {
        for (int i = 0; i < parts / 2; i++) {
            lowest[i] = Math.min(lowest[2 * i], lowest[2 * i + 1]);
            highest[i] = Math.max(highest[2 * i], highest[2 * i + 1]);
        }
        parts /= 2;
        perPart *= 2;
    }

    Waveform waveform() {
        int made = Math.min(points, parts);
        float[] low = new float[made];
        float[] high = new float[made];
        Arrays.fill(low, Float.POSITIVE_INFINITY);
        Arrays.fill(high, Float.NEGATIVE_INFINITY);
        for (int i = 0; i < parts; i++) {
            int point = (int) ((long) i * made / parts);
            low[point] = Math.min(low[point], lowest[i]);
            high[point] = Math.max(high[point], highest[i]);
        }
        return new Waveform(low, high, samples);
    }
}
