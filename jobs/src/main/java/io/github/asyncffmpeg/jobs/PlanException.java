package io.github.asyncffmpeg.jobs;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A step of a plan has failed. All other steps have ended too, in one way or another: {@link #result} says how.
 *
 * <p>The cause is the exception of the first step that failed, if there was one: an {@code FFmpegException} of its job.
 */
public final class PlanException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient PlanResult result;

    /**
     * A plan has failed.
     *
     * @param message which step, and why
     * @param result how all steps have ended
     * @param cause the exception of that step, if there was one
     */
    PlanException(String message, PlanResult result, @Nullable Throwable cause) {
        super(message, cause);
        this.result = Objects.requireNonNull(result, "result");
    }

    /**
     * How all steps have ended.
     *
     * @return the result
     */
    public PlanResult result() {
        return result;
    }
}
