package io.github.asyncffmpeg.cli;

import io.github.asyncffmpeg.FFmpeg;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say which FFmpeg runs jobs, and how it is stopped. */
final class FFmpegMixin extends ExecutableMixin {

    @Option(
            names = "--grace",
            paramLabel = "TIME",
            converter = DurationOption.class,
            description = "How long FFmpeg may take to finish its file once it is stopped (8s); then it is killed.")
    @Nullable
    private Duration grace;

    @Override
    public boolean option(String name, String value) {
        if (name.equals("--grace")) {
            grace = new DurationOption().convert(value);
            return true;
        }
        return super.option(name, value);
    }

    @Override
    FFmpeg.Builder builder() {
        FFmpeg.Builder builder = super.builder();
        if (grace != null) {
            builder.timeToForceTermination(grace);
        }
        return builder;
    }
}
