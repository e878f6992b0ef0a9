package io.github.asyncffmpeg.event;

import io.github.asyncffmpeg.error.FFmpegException;
import java.time.Duration;
import java.util.Objects;

/**
 * An attempt failed, and there will be another one: see {@code FFmpegJob.retry}. The events of that attempt come after this
 * one.
 *
 * @param attempt the number of the attempt that failed, from 1
 * @param delay how long the job waits before it gets in line again
 * @param error why the attempt failed
 */
public record Retrying(int attempt, Duration delay, FFmpegException error) implements FFmpegEvent {

    /** Checks that all is there. */
    public Retrying {
        Objects.requireNonNull(delay, "delay");
        Objects.requireNonNull(error, "error");
    }

    @Override
    public String raw() {
        return "attempt " + attempt + " failed, the next one starts in " + delay.toMillis() + " ms at the earliest: "
                + error.getMessage();
    }
}
