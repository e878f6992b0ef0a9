package io.github.asyncffmpeg.internal.supervise;

import io.github.asyncffmpeg.error.FFmpegException;
import io.github.asyncffmpeg.error.FFmpegProcessException;
import io.github.asyncffmpeg.error.FFmpegStartException;
import io.github.asyncffmpeg.error.FailureKind;
import io.github.asyncffmpeg.error.Outcome;
import io.github.asyncffmpeg.error.StopReason;
import io.github.asyncffmpeg.run.FFmpegJob;
import io.github.asyncffmpeg.supervise.RestartPolicy;
import org.jspecify.annotations.Nullable;

/**
 * What follows an attempt that ended although nobody had asked the supervised run to stop.
 *
 * @param next what is done
 * @param why in a few words
 */
record NextStep(Next next, String why) {

    enum Next {
        /** Another attempt, if the policy allows one more. */
        RESTART,
        /** The run fails. */
        GIVE_UP,
        /** The run is over, as the attempt was. */
        FINISH
    }

    static NextStep of(Launcher.End end, FFmpegJob job, RestartPolicy policy) {
        Outcome outcome = end.outcome();
        FFmpegException failure = end.failure();
        if (outcome == null) {
            // Such a directory or program may be back soon: a mount, an upgrade of packages.
            boolean mayPass = failure instanceof FFmpegStartException;
            return new NextStep(mayPass ? Next.RESTART : Next.GIVE_UP, message(failure));
        }
        if (isOfTheJvm(outcome)) {
            return new NextStep(Next.FINISH, "the JVM is shutting down");
        }
        if (outcome instanceof Outcome.Skipped) {
            return new NextStep(Next.FINISH, "its outputs are there already");
        }
        if (outcome instanceof Outcome.Completed) {
            return new NextStep(policy.restartsCompleted() ? Next.RESTART : Next.FINISH, "its input ended");
        }
        if (outcome instanceof Outcome.Stopped && failure == null) {
            return new NextStep(policy.restartsCompleted() ? Next.RESTART : Next.FINISH, "its process was stopped");
        }
        return new NextStep(isPermanent(failure, job, policy) ? Next.GIVE_UP : Next.RESTART, message(failure));
    }

    private static boolean isOfTheJvm(Outcome outcome) {
        return (outcome instanceof Outcome.Stopped stopped && stopped.reason() == StopReason.SHUTDOWN)
                || (outcome instanceof Outcome.Killed killed && killed.reason() == StopReason.SHUTDOWN);
    }

    private static boolean isPermanent(@Nullable FFmpegException failure, FFmpegJob job, RestartPolicy policy) {
        if (!(failure instanceof FFmpegProcessException failed)) {
            return false;
        }
        FailureKind kind = failed.failure().kind();
        // With numbers, somebody else was quicker; the next attempt takes the next number.
        boolean onlyLate = kind == FailureKind.OUTPUT_EXISTS && job.numberedOutputs();
        // A recording goes on in another file; what is done only once would go over its limit again.
        boolean onlyOnce = kind == FailureKind.LIMIT_EXCEEDED && !policy.restartsCompleted();
        return onlyOnce || (!onlyLate && policy.permanentFailures().contains(kind));
    }

    private static String message(@Nullable Throwable failure) {
        return failure == null ? "" : String.valueOf(failure.getMessage());
    }
}
