package io.github.asyncffmpeg.internal.engine;

import io.github.asyncffmpeg.error.Outcome;
import io.github.asyncffmpeg.run.FFmpegResult;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** The result of a run that ended well without a process. */
final class NotStarted {

    private NotStarted() {}

    static FFmpegResult result(Outcome outcome) {
        return new FFmpegResult(
                outcome,
                OptionalInt.empty(),
                List.of(),
                Optional.empty(),
                List.of(),
                Duration.ZERO,
                new byte[0],
                List.of(),
                List.of());
    }
}
