package io.github.asyncffmpeg.cli;

import io.github.asyncffmpeg.error.FFmpegProcessException;
import io.github.asyncffmpeg.jobs.internal.words.Words;
import java.util.Optional;

/** Why a job failed, in one sentence that ends with FFmpeg's own reason. */
final class Refusal {

    private Refusal() {}

    /** FFmpeg's own words, without a full stop: a sentence follows. */
    static Optional<String> reason(FFmpegProcessException failed) {
        return failed.causeLine().map(line -> Words.name(line.replaceFirst("\\.$", "")));
    }
}
