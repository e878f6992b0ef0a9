package io.github.asyncffmpeg.it.chaos;

/** One thing that is done to end a run. An ending is one of them, or several one after the other. */
enum Step {
    // By the host, in its JVM, which goes on.
    QUIT,
    STOP,
    CLOSE,
    CANCEL,
    COMPLETE_EXCEPTIONALLY,
    /** Closes the pool, which then cancels or waits. */
    CLOSE_POOL,
    INTERRUPT,
    PAUSE,
    /** Nothing is done: the job's own limit on wall time, or on time without progress, runs out. */
    LIMIT,
    /** Nothing is done: FFmpeg ends by itself. */
    AWAIT_END,
    FORCE,
    // By the host, to FFmpeg and its folder.
    SIGKILL_FFMPEG,
    SIGTERM_FFMPEG,
    SIGSTOP_FFMPEG,
    REMOVE_FOLDER,
    AWAIT_FLOOD,
    // By the host, to its JVM.
    EXIT,
    RETURN_FROM_MAIN,
    THROW_IN_MAIN,
    FILL_THE_HEAP,
    HALT,
    /** The whole JVM stands still for a second and a half, which for it is a jump of every clock. */
    FREEZE,
    // By the harness.
    SIGTERM_JVM(15),
    SIGINT_JVM(2),
    SIGHUP_JVM(1),
    SIGKILL_JVM(9),
    SIGTERM_GROUP(15),
    SIGINT_GROUP(2),
    SIGHUP_GROUP(1),
    SIGTERM_PID_ONE(15),
    SIGINT_PID_ONE(2),
    SIGKILL_PID_ONE(9),
    CTRL_C,
    CLOSE_TERMINAL;

    private final int signal;

    Step() {
        this(0);
    }

    Step(int signal) {
        this.signal = signal;
    }

    /** The number of the signal that it is, or 0. */
    int signal() {
        return signal;
    }

    boolean isOfHarness() {
        return compareTo(SIGTERM_JVM) >= 0;
    }

    /** Whether a file must outlive it. SIGKILL of the JVM is no excuse, that of FFmpeg is. */
    boolean isGraceful() {
        return switch (this) {
            case FORCE, SIGKILL_FFMPEG, SIGSTOP_FFMPEG, REMOVE_FOLDER, SIGKILL_PID_ONE -> false;
            default -> true;
        };
    }
}
