package io.github.asyncffmpeg.cli;

import io.github.asyncffmpeg.FFmpeg;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say which FFmpeg runs, and how it is stopped. */
final class FFmpegMixin {

    @Option(
            names = "--ffmpeg",
            paramLabel = "FILE",
            description =
                    "FFmpeg itself, or the folder that holds ffmpeg and ffprobe; otherwise as docs/bundled.md says.")
    @Nullable
    Path executable;

    @Option(
            names = "--grace",
            paramLabel = "TIME",
            converter = DurationOption.class,
            description = "How long FFmpeg may take to finish its file once it is stopped (8s); then it is killed.")
    @Nullable
    Duration grace;

    FFmpeg.Builder builder() {
        FFmpeg.Builder builder = FFmpeg.builder();
        if (executable != null) {
            builder.executable(executable);
        }
        if (grace != null) {
            builder.timeToForceTermination(grace);
        }
        return builder;
    }
}
