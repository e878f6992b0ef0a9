package io.github.asyncffmpeg.cli;

import io.github.asyncffmpeg.cli.words.Words;
import io.github.asyncffmpeg.error.FFmpegProcessException;
import io.github.asyncffmpeg.error.FailureKind;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Why a job failed, in one sentence that ends with FFmpeg's own reason. */
final class Refusal {

    private static final Pattern NO_TAG =
            Pattern.compile("Could not find tag for codec (\\w+) in stream #\\d+, codec not currently supported.*");

    private Refusal() {}

    static String sentence(String output, Throwable error) {
        if (!(error instanceof FFmpegProcessException failed)) {
            return output + " was not written: " + error.getMessage();
        }
        String said = failed.causeLine().orElse("");
        Matcher noTag = NO_TAG.matcher(said);
        if (failed.failure().kind() == FailureKind.CODEC_NOT_IN_CONTAINER && noTag.matches()) {
            return output + " was not written, because an mp4 file cannot hold " + noTag.group(1) + " (FFmpeg: "
                    + Words.name(said) + ").";
        }
        return output + (failed.outcome().finalised() ? " is short: " : " was not written: ")
                + reason(failed)
                        .orElseGet(() -> "FFmpeg ended with exit code " + failed.exitCode() + " without a reason")
                + ".";
    }

    /** FFmpeg's own words, without a full stop: a sentence follows. */
    static Optional<String> reason(FFmpegProcessException failed) {
        return failed.causeLine().map(line -> Words.name(line.replaceFirst("\\.$", "")));
    }
}
