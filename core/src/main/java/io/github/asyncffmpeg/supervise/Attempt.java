package io.github.asyncffmpeg.supervise;

import io.github.asyncffmpeg.error.Failure;
import io.github.asyncffmpeg.error.Outcome;
import io.github.asyncffmpeg.error.OutputFate;
import io.github.asyncffmpeg.event.Progress;
import io.github.asyncffmpeg.media.MediaTarget;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * An attempt of a supervised run that is over.
 *
 * <p>Immutable and safe for any thread. It keeps no log, so that a long history stays small.
 *
 * @param number which one, from 1
 * @param pid the process id; empty when no FFmpeg could be started
 * @param begunAt when it began
 * @param elapsed how long it ran
 * @param outcome how FFmpeg ended; empty when none was started
 * @param failure what went wrong inside FFmpeg, if it failed
 * @param message the message of the exception it ended with; empty when it ended well
 * @param outputs what it wrote, under the names of this attempt; empty when no FFmpeg was started
 * @param fates what became of those of them that were written under temporary names; empty without
 *     {@code FFmpegJob.partialOutput}
 * @param lastProgress how far it came, if FFmpeg reported that
 * @param healthy whether the policy counts it as healthy
 */
public record Attempt(
        int number,
        OptionalLong pid,
        Instant begunAt,
        Duration elapsed,
        Optional<Outcome> outcome,
        Optional<Failure> failure,
        String message,
        List<MediaTarget> outputs,
        List<OutputFate> fates,
        Optional<Progress> lastProgress,
        boolean healthy) {

    /** Copies the lists. */
    public Attempt {
        outputs = List.copyOf(outputs);
        fates = List.copyOf(fates);
    }
}
