package io.github.asyncffmpeg.error;

import java.time.Duration;

/**
 * How a run of FFmpeg ended, and whether its output files were finalised.
 *
 * <p>It comes from what this library did and saw, never from the exit code alone: FFmpeg exits 0 after {@code q} even
 * when it wrote nothing, and 255 both for a whole file (one signal) and for a broken one (two signals).
 *
 * <p>{@link Completed}, {@link Stopped} and {@link Skipped} reach the caller as a normal result. {@link TimedOut}, {@link Killed} and
 * {@link Failed} reach it inside an {@link FFmpegProcessException}.
 *
 * <p>Immutable and safe for any thread.
 */
public sealed interface Outcome {

    /**
     * Whether FFmpeg wrote the trailers of its outputs, so that they can be played.
     *
     * @return {@code true} when FFmpeg ended by itself after it had written something; {@code false} when it was
     *     killed, failed, or ended before anything was encoded, and when a look at its files shows that one is not whole
     */
    boolean finalised();

    /** FFmpeg did all of its work and exited 0, and its files are as they should be. */
    record Completed() implements Outcome {
        @Override
        public boolean finalised() {
            return true;
        }
    }

    /**
     * FFmpeg was asked to stop, and ended by itself within the limit.
     *
     * @param reason who asked
     * @param finalised whether a playable output can be expected: something had been encoded when FFmpeg ended
     */
    record Stopped(StopReason reason, boolean finalised) implements Outcome {}

    /**
     * A time limit of the job's own ran out and the run was stopped or killed for it.
     *
     * @param reason {@link StopReason#TIMEOUT} for wall time, {@link StopReason#STALL} for time without progress
     * @param limit the limit that ran out
     * @param finalised whether FFmpeg still wrote its trailers
     */
    record TimedOut(StopReason reason, Duration limit, boolean finalised) implements Outcome {}

    /**
     * FFmpeg was ended by force (SIGKILL): by {@code kill()}, because it did not end within the limit after a stop, or
     * by somebody else. Output files are as the moment left them.
     *
     * @param reason who asked for the end
     */
    record Killed(StopReason reason) implements Outcome {
        @Override
        public boolean finalised() {
            return false;
        }
    }

    /**
     * FFmpeg gave up by itself, or somebody outside this library ended it.
     *
     * @param finalised {@code true} only when a foreign signal ended it gracefully, so that its output is short but
     *     whole; or when FFmpeg had done its part, and an output could not be given its final name; or when a tee lost one
     *     of its outputs and had leave to go on
     */
    record Failed(boolean finalised) implements Outcome {}

    /** The outputs were there, and the job said to keep them: nothing was started. */
    record Skipped() implements Outcome {
        @Override
        public boolean finalised() {
            return true;
        }
    }
}
