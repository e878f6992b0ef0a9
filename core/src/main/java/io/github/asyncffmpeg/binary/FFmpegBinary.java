package io.github.asyncffmpeg.binary;

import io.github.asyncffmpeg.error.FFmpegNotFoundException;
import io.github.asyncffmpeg.media.FFmpegVersion;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * An FFmpeg that was found and has told its version: the programs, and what their child processes need.
 *
 * <p>Immutable and safe for any thread. Every process that runs {@link #ffmpeg()} or {@link #ffprobe()} must get its
 * environment through {@link #prepare}: the bundled build does not find its libraries without it.
 *
 * @param ffmpeg the program {@code ffmpeg}, absolute
 * @param ffprobe the program {@code ffprobe} of the same place and so of the same version; empty when it is not there
 * @param version the version {@code ffmpeg -version} told
 * @param origin how it was found, for people: {@code PATH}, {@code bundled FFmpeg 8.0.1 …}
 * @param environment what a child process needs
 * @param starters small programs that it came with
 */
public record FFmpegBinary(
        Path ffmpeg,
        Optional<Path> ffprobe,
        FFmpegVersion version,
        String origin,
        FFmpegEnvironment environment,
        Starters starters) {

    /**
     * Prepares the environment of a child process. It changes nothing for an FFmpeg that was installed on the machine.
     *
     * @param variables the environment of the child, as {@link ProcessBuilder#environment()} gives it; changed in place
     */
    public void prepare(Map<String, String> variables) {
        environment.applyTo(Objects.requireNonNull(variables, "variables"));
    }

    /**
     * The program {@code ffprobe}, for those who cannot do without it.
     *
     * @return the program, absolute
     * @throws FFmpegNotFoundException if there is none beside {@link #ffmpeg()}
     */
    public Path requireFFprobe() {
        return ffprobe.orElseThrow(() -> new FFmpegNotFoundException(
                "ffprobe", List.of(origin + ": there is no ffprobe beside " + ffmpeg + '.')));
    }
}
