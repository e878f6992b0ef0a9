package io.github.asyncffmpeg.examples;

import io.github.asyncffmpeg.FFmpeg;
import io.github.asyncffmpeg.error.FFmpegProcessException;
import io.github.asyncffmpeg.error.Failure;
import io.github.asyncffmpeg.graph.StreamSpec;
import io.github.asyncffmpeg.run.FFmpegJob;
import io.github.asyncffmpeg.run.FFmpegResult;
import io.github.asyncffmpeg.run.PartialOutput;
import java.util.Optional;

/** The code of docs/errors.md. */
final class Errors {

    private Errors() {}

    static String react(FFmpeg ffmpeg, StreamSpec spec) {
        // region: errors-react
        String answer;
        try {
            ffmpeg.run(spec);
            answer = "done";
        } catch (FFmpegProcessException e) {
            Failure failure = e.failure();
            String about = failure.culprit().map(Failure.Culprit::name).orElse("the job");
            answer = switch (failure.kind()) {
                case NO_SUCH_FILE, HTTP_NOT_FOUND -> about + " is not there";
                case INVALID_DATA, MOOV_MISSING, NO_DECODER -> about + " cannot be read: upload another file";
                case REFUSED_BY_POLICY -> // the sentence without paths of this machine
                    failure.limit().equals(Optional.of(Failure.Limit.DURATION))
                            ? "your file is too long"
                            : failure.renamed(path -> "your file").sentence();
                case DISK_FULL -> "call the operator: " + failure.sentence();
                default -> failure.kind().isTransient() ? "try again later" : failure.sentence();
            };
        }
        // endregion
        return answer;
    }

    static FFmpegResult again(FFmpeg ffmpeg, FFmpegJob job, int times) {
        // region: errors-again
        // Without this, what a failed attempt leaves behind stops the next one: OUTPUT_EXISTS.
        FFmpegJob clean = job.partialOutput(PartialOutput.DELETE);
        for (int attempt = 1; ; attempt++) {
            try {
                return ffmpeg.run(clean);
            } catch (FFmpegProcessException e) {
                if (!e.failure().kind().isTransient() || attempt == times) {
                    throw e;
                }
                // Wait here, longer each time; or give the job back to a queue.
            }
        }
        // endregion
    }
}
