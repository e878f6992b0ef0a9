package io.github.asyncffmpeg.cli;

import io.github.asyncffmpeg.error.FFmpegProcessException;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

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

    /**
     * FFmpeg's own reason. Where the library found several lines to be the cause, the particular ones come first; what
     * only names the file again is left out.
     */
    static Optional<String> reason(FFmpegProcessException failed) {
        String reason = failed.causeLine().stream()
                .flatMap(cause -> Arrays.stream(cause.split("; ", -1)))
                .filter(line -> !line.matches("Error opening (?:input|output) file .*"))
                .map(line -> line.replaceFirst("^Error opening (?:input|output): ", ""))
                .map(line -> line.replaceFirst("\\.$", ""))
                .map(Words::name)
                .limit(2)
                .collect(Collectors.joining("; "));
        return reason.isEmpty() ? Optional.empty() : Optional.of(reason);
    }
}
