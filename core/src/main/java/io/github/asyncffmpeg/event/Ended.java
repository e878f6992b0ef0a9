package io.github.asyncffmpeg.event;

import io.github.asyncffmpeg.error.Outcome;
import java.time.Duration;

/**
 * The process has ended and everything it wrote has been read.
 *
 * @param outcome how it ended
 * @param exitCode the exit code as the operating system gave it; 128 + n for signal n
 * @param elapsed from its start to its end
 */
public record Ended(Outcome outcome, int exitCode, Duration elapsed) implements FFmpegEvent {

    @Override
    public String raw() {
        return "exit " + exitCode;
    }
}
