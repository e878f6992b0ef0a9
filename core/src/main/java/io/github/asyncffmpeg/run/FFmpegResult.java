package io.github.asyncffmpeg.run;

import io.github.asyncffmpeg.error.Outcome;
import io.github.asyncffmpeg.error.OutputFate;
import io.github.asyncffmpeg.event.Progress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What became of a run that ended well: all its work was done, or was there already, or it was asked to stop and stopped.
 *
 * <p>Safe for any thread, as long as the array {@link #stdout()} is left alone.
 *
 * @param outcome {@link Outcome.Completed}, {@link Outcome.Stopped} or {@link Outcome.Skipped}; it says whether a playable output can be expected
 * @param exitCode the exit code as the operating system gave it; empty when nothing was started
 * @param command the whole command line, the executable first; empty when nothing was started
 * @param lastProgress the last progress block, if FFmpeg reported any
 * @param logTail the first and the last lines of FFmpeg's log, oldest first
 * @param elapsed from the start of the process to its end
 * @param stdout what FFmpeg wrote to its standard output, as far as it was kept; see {@link FFmpegJob#captureStdout}
 * @param outputs what became of the outputs that were written under temporary names; empty without
 *     {@link FFmpegJob#partialOutput}
 */
@SuppressWarnings("ArrayRecordComponent") // a result is not compared; a copy of the media would be waste
public record FFmpegResult(
        Outcome outcome,
        OptionalInt exitCode,
        List<String> command,
        Optional<Progress> lastProgress,
        List<String> logTail,
        Duration elapsed,
        byte[] stdout,
        List<OutputFate> outputs) {

    /** Copies the lists. */
    public FFmpegResult {
        command = List.copyOf(command);
        logTail = List.copyOf(logTail);
        outputs = List.copyOf(outputs);
    }

    /** In one line, without the log and the bytes. */
    @Override
    public String toString() {
        return "FFmpegResult[outcome=" + outcome + ", exitCode="
                + (exitCode.isPresent() ? String.valueOf(exitCode.getAsInt()) : "none") + ", elapsed=" + elapsed
                + ", stdout=" + stdout.length + " bytes, outputs=" + outputs + "]";
    }
}
