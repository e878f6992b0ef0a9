package io.github.asyncffmpeg.internal.locate;

import io.github.asyncffmpeg.binary.FFmpegBinary;
import io.github.asyncffmpeg.media.FFmpegVersion;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What the look-up has found.
 *
 * @param environment what a child process needs
 */
public record LocatedBinary(
        Path ffmpeg, Optional<Path> ffprobe, FFmpegVersion version, String origin, FFmpegEnvironment environment)
        implements FFmpegBinary {

    @Override
    public void prepare(Map<String, String> variables) {
        environment.applyTo(Objects.requireNonNull(variables, "variables"));
    }
}
