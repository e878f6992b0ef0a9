package io.github.asyncffmpeg.run;

import io.github.asyncffmpeg.error.Outcome;
import io.github.asyncffmpeg.error.OutputFate;
import io.github.asyncffmpeg.event.Progress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
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
 * @param files the files that each output has left, by the number of the output: the one file, or segments and pictures by
 *     their numbers and after them the playlists or manifests that name them; none of an output that is no file, or of a run
 *     that was stopped before it encoded anything. With a policy these are exactly the files of this run, under the names that
 *     they have now. Without one they are the files that have its names and are new, or were changed since the start; those
 *     that FFmpeg itself removed again are not among them. Empty for a run that was not started
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
        List<OutputFate> outputs,
        List<List<Path>> files) {

    /** Copies the lists. */
    public FFmpegResult {
        command = List.copyOf(command);
        logTail = List.copyOf(logTail);
        outputs = List.copyOf(outputs);
        List<List<Path>> copies = new ArrayList<>();
        for (List<Path> each : files) {
            copies.add(List.copyOf(each));
        }
        files = List.copyOf(copies);
    }

    /** In one line, without the log and the bytes. */
    @Override
    public String toString() {
        return "FFmpegResult[outcome=" + outcome + ", exitCode="
                + (exitCode.isPresent() ? String.valueOf(exitCode.getAsInt()) : "none") + ", elapsed=" + elapsed
                + ", stdout=" + stdout.length + " bytes, outputs=" + outputs + "]";
    }
}
