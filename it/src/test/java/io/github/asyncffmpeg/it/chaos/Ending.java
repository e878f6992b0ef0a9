package io.github.asyncffmpeg.it.chaos;

import io.github.asyncffmpeg.error.StopReason;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** How a run is ended. */
enum Ending {
    // In a JVM that goes on and has others to look after.
    CANCEL(Where.SHARED, StopReason.CANCEL, Step.CANCEL),
    COMPLETE_EXCEPTIONALLY(Where.SHARED, StopReason.CANCEL, Step.COMPLETE_EXCEPTIONALLY),
    QUIT(Where.SHARED, StopReason.QUIT, Step.QUIT),
    STOP(Where.SHARED, StopReason.QUIT, Step.STOP),
    CLOSE(Where.SHARED, StopReason.CLOSE, Step.CLOSE),
    CLOSE_POOL_CANCELLING(Where.SHARED, StopReason.CLOSE, Step.CLOSE_POOL),
    CLOSE_POOL_WAITING(Where.SHARED, StopReason.CLOSE, Step.CLOSE_POOL),
    INTERRUPT(Where.SHARED, StopReason.INTERRUPT, Step.INTERRUPT),
    TIMEOUT(Where.SHARED, StopReason.TIMEOUT, Step.LIMIT),
    STALL(Where.SHARED, StopReason.STALL, Step.LIMIT),
    KILL(Where.SHARED, StopReason.KILL, Step.FORCE),
    QUIT_THEN_STOP(Where.SHARED, StopReason.QUIT, Step.QUIT, Step.STOP),
    CANCEL_THEN_CLOSE(Where.SHARED, StopReason.CANCEL, Step.CANCEL, Step.CLOSE),
    QUIT_THEN_KILL(Where.SHARED, StopReason.KILL, Step.QUIT, Step.FORCE),
    PAUSE_THEN_QUIT(Where.SHARED, StopReason.QUIT, Step.PAUSE, Step.QUIT),

    // The JVM ends itself.
    EXIT(Where.ALONE, StopReason.SHUTDOWN, Step.EXIT),
    RETURN_FROM_MAIN(Where.ALONE, StopReason.SHUTDOWN, Step.RETURN_FROM_MAIN),
    THROW_IN_MAIN(Where.ALONE, StopReason.SHUTDOWN, Step.THROW_IN_MAIN),
    OUT_OF_MEMORY(Where.ALONE, StopReason.SHUTDOWN, Step.FILL_THE_HEAP),
    OUT_OF_MEMORY_EXITS(Where.ALONE, StopReason.SHUTDOWN, Step.FILL_THE_HEAP),
    OUT_OF_MEMORY_CRASHES(Where.ALONE, StopReason.SHUTDOWN, Step.FILL_THE_HEAP),
    HALT(Where.ALONE, StopReason.SHUTDOWN, Step.HALT),
    QUIT_THEN_EXIT(Where.ALONE, StopReason.QUIT, Step.QUIT, Step.EXIT),
    FREEZE_THEN_QUIT(Where.ALONE, StopReason.QUIT, Step.FREEZE, Step.QUIT, Step.EXIT),

    // Somebody ends the JVM.
    SIGTERM(Where.ALONE, StopReason.SHUTDOWN, Step.SIGTERM_JVM),
    SIGINT(Where.ALONE, StopReason.SHUTDOWN, Step.SIGINT_JVM),
    SIGHUP(Where.ALONE, StopReason.SHUTDOWN, Step.SIGHUP_JVM),
    SIGKILL(Where.ALONE, StopReason.SHUTDOWN, Step.SIGKILL_JVM),
    SIGTERM_TWICE(Where.ALONE, StopReason.SHUTDOWN, Step.SIGTERM_JVM, Step.SIGTERM_JVM),
    SIGTERM_THEN_SIGINT(Where.ALONE, StopReason.SHUTDOWN, Step.SIGTERM_JVM, Step.SIGINT_JVM),
    SIGTERM_THEN_SIGKILL(Where.ALONE, StopReason.SHUTDOWN, Step.SIGTERM_JVM, Step.SIGKILL_JVM),
    QUIT_THEN_SIGKILL(Where.ALONE, StopReason.QUIT, Step.QUIT, Step.SIGKILL_JVM),
    PAUSE_THEN_SIGKILL(Where.ALONE, StopReason.SHUTDOWN, Step.PAUSE, Step.SIGKILL_JVM),
    PAUSE_THEN_SIGTERM(Where.ALONE, StopReason.SHUTDOWN, Step.PAUSE, Step.SIGTERM_JVM),
    CANCEL_THEN_SIGTERM(Where.ALONE, StopReason.CANCEL, Step.CANCEL, Step.SIGTERM_JVM),
    EXIT_THEN_SIGTERM(Where.ALONE, StopReason.SHUTDOWN, Step.EXIT, Step.SIGTERM_JVM),
    GROUP_SIGTERM(Where.SESSION, StopReason.SHUTDOWN, Step.SIGTERM_GROUP),
    GROUP_SIGINT(Where.SESSION, StopReason.SHUTDOWN, Step.SIGINT_GROUP),
    GROUP_SIGHUP(Where.SESSION, StopReason.SHUTDOWN, Step.SIGHUP_GROUP),
    GROUP_SIGTERM_TWICE(Where.SESSION, StopReason.SHUTDOWN, Step.SIGTERM_GROUP, Step.SIGTERM_GROUP),
    PID_ONE_SIGTERM(Where.PID_NAMESPACE, StopReason.SHUTDOWN, Step.SIGTERM_PID_ONE),
    PID_ONE_SIGINT(Where.PID_NAMESPACE, StopReason.SHUTDOWN, Step.SIGINT_PID_ONE),
    TERMINAL_CTRL_C(Where.TERMINAL, StopReason.SHUTDOWN, Step.CTRL_C),
    TERMINAL_CTRL_C_TWICE(Where.TERMINAL, StopReason.SHUTDOWN, Step.CTRL_C, Step.CTRL_C),
    TERMINAL_CTRL_C_FOUR_TIMES(Where.TERMINAL, StopReason.SHUTDOWN, Step.CTRL_C, Step.CTRL_C, Step.CTRL_C, Step.CTRL_C),
    TERMINAL_SIGTERM(Where.TERMINAL, StopReason.SHUTDOWN, Step.SIGTERM_JVM),
    TERMINAL_SIGKILL(Where.TERMINAL, StopReason.SHUTDOWN, Step.SIGKILL_JVM),
    TERMINAL_CLOSED(Where.TERMINAL, StopReason.SHUTDOWN, Step.CLOSE_TERMINAL),

    // Faults.
    FFMPEG_KILLED(Where.SHARED, StopReason.FOREIGN, Step.SIGKILL_FFMPEG),
    FFMPEG_TERMINATED(Where.SHARED, StopReason.FOREIGN, Step.SIGTERM_FFMPEG),
    FFMPEG_STANDS_STILL(Where.SHARED, StopReason.QUIT, Step.SIGSTOP_FFMPEG, Step.QUIT),
    FFMPEG_STANDS_STILL_AND_SIGTERM(Where.ALONE, StopReason.SHUTDOWN, Step.SIGSTOP_FFMPEG, Step.SIGTERM_JVM),
    FFMPEG_STANDS_STILL_AND_SIGKILL(Where.ALONE, StopReason.SHUTDOWN, Step.SIGSTOP_FFMPEG, Step.SIGKILL_JVM),
    DISK_FULL(Where.SHARED, StopReason.QUIT, Step.AWAIT_END),
    FOLDER_REMOVED(Where.SHARED, StopReason.QUIT, Step.REMOVE_FOLDER, Step.QUIT),
    LOG_FLOOD(Where.SHARED, StopReason.QUIT, Step.AWAIT_FLOOD, Step.QUIT),
    GRANDCHILD(Where.SHARED, StopReason.QUIT, Step.QUIT),

    // Cells that cannot be: tried on request, and never counted.
    PID_ONE_SIGKILL(Where.PID_NAMESPACE, StopReason.SHUTDOWN, Step.SIGKILL_PID_ONE);

    /** The JVM that an ending needs. */
    enum Where {
        /** Any, among other cases: it goes on. */
        SHARED,
        /** One of its own. */
        ALONE,
        /** One that leads a session and a group. */
        SESSION,
        /** One in the foreground of a terminal. */
        TERMINAL,
        /** One that is process 1 of a namespace, as in a container. */
        PID_NAMESPACE
    }

    private final Where where;
    private final Set<StopReason> reasons;
    private final List<Step> steps;

    Ending(Where where, StopReason reason, Step... steps) {
        this.where = where;
        this.steps = List.of(steps);
        this.reasons = EnumSet.of(reason);
        if (where != Where.SHARED) {
            reasons.add(StopReason.SHUTDOWN);
        }
        if (this.steps.contains(Step.QUIT)) {
            reasons.add(StopReason.QUIT); // what comes second may find it done
        }
    }

    Where where() {
        return where;
    }

    /** What the library may give as the reason of the end. */
    Set<StopReason> reasons() {
        return reasons;
    }

    List<Step> steps() {
        return steps;
    }

    boolean isCounted() {
        return this != PID_ONE_SIGKILL;
    }

    /** Whether the file that was begun must be whole afterwards. */
    boolean isGraceful() {
        return steps.stream().allMatch(Step::isGraceful) && !isFault();
    }

    /** What is no wish to end: the library has to tell the truth and hang nowhere, and nothing more. */
    boolean isFault() {
        return switch (this) {
            case FFMPEG_KILLED,
                    FFMPEG_STANDS_STILL,
                    FFMPEG_STANDS_STILL_AND_SIGTERM,
                    FFMPEG_STANDS_STILL_AND_SIGKILL,
                    DISK_FULL,
                    FOLDER_REMOVED,
                    LOG_FLOOD,
                    GRANDCHILD -> true;
            default -> false;
        };
    }

    /** Whether FFmpeg cannot end by itself after it. */
    boolean leavesFFmpegDeaf() {
        return steps.contains(Step.SIGSTOP_FFMPEG);
    }

    boolean needsStandIn() {
        return this == LOG_FLOOD || this == GRANDCHILD;
    }

    boolean needsPool() {
        return this == CLOSE_POOL_CANCELLING || this == CLOSE_POOL_WAITING;
    }

    /** Whether it is done to a process, which only {@code FFmpeg.start} and {@code FFmpeg.run} have from the beginning. */
    boolean needsProcess() {
        return steps.contains(Step.CLOSE) || steps.contains(Step.PAUSE) || steps.contains(Step.INTERRUPT);
    }

    /** Options of the JVM that make it what it is. */
    List<String> jvmOptions() {
        return switch (this) {
            case OUT_OF_MEMORY_EXITS -> List.of("-XX:+ExitOnOutOfMemoryError");
            case OUT_OF_MEMORY_CRASHES ->
                List.of("-XX:+CrashOnOutOfMemoryError", "-XX:-CreateCoredumpOnCrash", "-XX:+SuppressFatalErrorMessage");
            default -> List.of();
        };
    }
}
