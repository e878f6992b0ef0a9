package io.github.asyncffmpeg.internal.process;

import java.time.Duration;

/**
 * The rungs of one stop, in one clock: ask, then exactly one SIGTERM, then SIGKILL. Decides only; {@link ChildProcess}
 * acts.
 *
 * <pre>
 *   0 ───────── 250 ms ──────────────── T − 2 s ─────────── T
 *   ask, if     SIGTERM, if the child   SIGTERM, unless     SIGKILL
 *   it works    has told no progress    sent already
 * </pre>
 *
 * <p>Why so: FFmpeg takes one signal as a wish to finish; a second of either kind makes it drop the trailer and with it
 * the file. While it opens its input it reads nothing from stdin but heeds a signal (measured for 5.1 and 8.0). SIGTERM
 * comes at T/2 when T is under 4 s.
 *
 * <p>Touched by the poller thread alone.
 */
final class StopLadder {

    /** How long a child that has said nothing is given before it is signalled. */
    static final Duration OPENING = Duration.ofMillis(250);

    enum Step {
        WAIT,
        ASK,
        TERMINATE,
        KILL
    }

    private final long begun;
    private final long openingEnds;
    private final long terminateAt;
    private final long killAt;
    private final long heldBackUntil;
    private final Ask ask;

    private boolean asked;
    private boolean terminated;
    private boolean killed;

    /**
     * Begins a ladder.
     *
     * @param now the clock at its start, {@link System#nanoTime()}
     * @param limit T, from the ask to SIGKILL
     * @param ask how to ask
     */
    StopLadder(long now, Duration limit, Ask ask) {
        long t = Nanos.of(limit);
        long two = Duration.ofSeconds(2).toNanos();
        this.begun = now;
        this.terminateAt = t >= 2 * two ? t - two : t / 2;
        this.openingEnds = Math.min(OPENING.toNanos(), terminateAt);
        this.killAt = t;
        this.heldBackUntil = Math.min(Duration.ofSeconds(1).toNanos(), terminateAt);
        this.ask = ask;
    }

    /** Whether and when the ladder may send its one SIGTERM. */
    enum Signals {
        /** At its rung. */
        FREELY,
        /**
         * At its rung, but a signal that takes the place of the ask waits a second first: whoever signalled the JVM may
         * have signalled the whole group.
         */
        HELD_BACK,
        /** Not at all: the child shares a terminal with us, and Ctrl+C has already delivered the one signal. */
        NEVER
    }

    /**
     * What to do now. Each of ASK, TERMINATE and KILL is answered at most once.
     *
     * @param now {@link System#nanoTime()}
     * @param signals what is allowed now; it narrows when the JVM begins to end during a stop
     */
    Step next(long now, Signals signals) {
        long elapsed = now - begun;
        boolean maySignal = signals != Signals.NEVER;
        if (elapsed >= killAt) {
            return kill();
        }
        if (elapsed >= terminateAt && maySignal && !terminated) {
            return terminate();
        }
        if (asked || terminated) {
            return Step.WAIT;
        }
        boolean opening = elapsed < openingEnds;
        boolean heldBack = signals == Signals.HELD_BACK && elapsed < heldBackUntil;
        return switch (ask.readiness()) {
            case WORKING -> ask();
            case STARTED -> opening ? Step.WAIT : ask();
            case OPENING -> opening || heldBack ? Step.WAIT : maySignal ? terminate() : ask();
            case DEAF -> maySignal && !heldBack ? terminate() : Step.WAIT;
        };
    }

    private Step ask() {
        asked = true;
        return Step.ASK;
    }

    private Step terminate() {
        terminated = true;
        return Step.TERMINATE;
    }

    private Step kill() {
        if (killed) {
            return Step.WAIT;
        }
        killed = true;
        return Step.KILL;
    }
}
