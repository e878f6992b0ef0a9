package io.github.asyncffmpeg.it.chaos;

import java.util.Random;

/** When a run is ended: what is waited for, and how long after it. */
enum Moment {
    /** From the call that starts FFmpeg on: there may be no process yet. */
    AT_ONCE(0, 60),
    /** From the start of the process on: it loads, and opens its input. */
    OPENING(0, 350),
    /** At the first progress that tells of output. */
    FIRST_PROGRESS(0, 60),
    /** Some time after that. */
    MIDDLE(50, 1200),
    /** About when FFmpeg ends by itself: a second of media, and the ending meets its end, or just misses it. */
    NEAR_THE_END(500, 1100),
    /** While FFmpeg moves the file to put its index in front ({@code +faststart}). */
    TRAILER(0, 40),
    /** When the result is there. */
    AFTER_THE_END(0, 100);

    private final int least;
    private final int most;

    Moment(int least, int most) {
        this.least = least;
        this.most = most;
    }

    /** How long after what is waited for, in milliseconds. */
    int delay(Random random) {
        return least + random.nextInt(most - least + 1);
    }

    /** Whether FFmpeg has a second to do instead of half a minute. */
    boolean isNearTheEnd() {
        return this == NEAR_THE_END || this == AFTER_THE_END || this == TRAILER;
    }

    /** Whether there is such a moment when no input ever comes. */
    boolean comesWithoutInput() {
        return this == AT_ONCE || this == OPENING;
    }
}
