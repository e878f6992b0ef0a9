package io.github.asyncffmpeg.internal.compile;

/**
 * When a stream begins and ends, in seconds on its own time line. An end may be infinite (an endless source) or NaN
 * (unknown), and then arithmetic carries that on: the shorter of something and an unknown is unknown.
 *
 * @param start the time of its first frame
 * @param end the time at which its last frame ends
 * @param frameRate frames per second; NaN when unknown, or without frames
 * @param sampleRate samples per second; NaN when unknown, or without samples
 */
record Span(double start, double end, double frameRate, double sampleRate) {

    static final Span UNKNOWN = new Span(0, Double.NaN, Double.NaN, Double.NaN);
    static final Span ENDLESS = until(Double.POSITIVE_INFINITY);

    static Span until(double end) {
        return new Span(0, end, Double.NaN, Double.NaN);
    }

    double length() {
        return end - start;
    }

    Span endingAt(double newEnd) {
        return new Span(start, newEnd, frameRate, sampleRate);
    }

    Span longer(double seconds) {
        return endingAt(end + seconds);
    }

    Span shifted(double seconds) {
        return new Span(start + seconds, end + seconds, frameRate, sampleRate);
    }

    /** Played faster from its start on: twice as fast is half as long. */
    Span faster(double factor) {
        return new Span(start, start + length() / factor, frameRate * factor, sampleRate);
    }
}
