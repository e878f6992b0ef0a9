package io.github.asyncffmpeg.cli;

import io.github.asyncffmpeg.error.FFmpegProcessException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Why a job failed, in one sentence that ends with FFmpeg's own reason. */
final class Refusal {

    private static final Pattern SPEAKER = Pattern.compile("^(?:\\[[^]]* @ 0x[0-9a-f]+] )+");

    private static final Pattern NO_TAG =
            Pattern.compile("Could not find tag for codec (\\w+) in stream #\\d+, codec not currently supported.*");

    private Refusal() {}

    static String sentence(String output, Throwable error) {
        if (!(error instanceof FFmpegProcessException failed)) {
            return output + " was not written: " + error.getMessage();
        }
        for (String line : failed.logTail()) {
            String said = SPEAKER.matcher(line).replaceFirst("");
            Matcher noTag = NO_TAG.matcher(said);
            if (noTag.matches()) {
                return output + " was not written, because an mp4 file cannot hold " + noTag.group(1) + " (FFmpeg: "
                        + Words.name(said) + ").";
            }
        }
        return output + (failed.outcome().finalised() ? " is short: " : " was not written: ")
                + reason(failed)
                        .orElseGet(() -> "FFmpeg ended with exit code " + failed.exitCode() + " without a reason")
                + ".";
    }

    /** FFmpeg's own reason: the first of the lines that the library found to be the cause. */
    static Optional<String> reason(FFmpegProcessException failed) {
        return failed.causeLine()
                .map(cause -> List.of(cause.split("; ", -1)))
                .map(parts -> parts.get(parts.size() - 1))
                .map(line -> line.replaceFirst("^Error opening input: ", ""))
                .map(Words::name)
                .map(line -> line.endsWith(".") ? line.substring(0, line.length() - 1) : line);
    }
}
