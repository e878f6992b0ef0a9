package io.github.asyncffmpeg.examples;

import io.github.asyncffmpeg.FFmpeg;
import io.github.asyncffmpeg.error.FFmpegProcessException;
import io.github.asyncffmpeg.error.Failure;
import io.github.asyncffmpeg.graph.StreamSpec;
import io.github.asyncffmpeg.run.FFmpegJob;
import io.github.asyncffmpeg.run.FFmpegResult;

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
                case DISK_FULL -> "call the operator: " + failure.sentence();
                default -> failure.kind().mayPassByItself() ? "try again later" : failure.sentence();
            };
        }
        // endregion
        return answer;
    }

    static FFmpegResult again(FFmpeg ffmpeg, FFmpegJob job, int times) {
        // region: errors-again
        for (int attempt = 1; ; attempt++) {
            try {
                return ffmpeg.run(job);
            } catch (FFmpegProcessException e) {
                if (!e.failure().kind().mayPassByItself() || attempt == times) {
                    throw e;
                }
                // Wait here, longer each time; or give the job back to a queue.
            }
        }
        // endregion
    }
}
