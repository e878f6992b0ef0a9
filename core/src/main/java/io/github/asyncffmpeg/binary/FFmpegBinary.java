package io.github.asyncffmpeg.binary;

import io.github.asyncffmpeg.error.FFmpegNotFoundException;
import io.github.asyncffmpeg.media.FFmpegVersion;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An FFmpeg that was found and has told its version: the programs, and what their child processes need. Of
 * {@code FFmpeg.binary()}; this library makes all of them.
 *
 * <p>Immutable and safe for any thread. Every process that runs {@link #ffmpeg()} or {@link #ffprobe()} must get its
 * environment through {@link #prepare}: the bundled build does not find its libraries without it.
 */
public interface FFmpegBinary {

    /**
     * The program {@code ffmpeg}.
     *
     * @return the program, absolute
     */
    Path ffmpeg();

    /**
     * The program {@code ffprobe} of the same place and so of the same version.
     *
     * @return the program, absolute; empty when it is not there
     */
    Optional<Path> ffprobe();

    /**
     * The version that {@code ffmpeg -version} told.
     *
     * @return the version
     */
    FFmpegVersion version();

    /**
     * How it was found, for people.
     *
     * @return {@code PATH}, {@code bundled FFmpeg 8.0.1 …}
     */
    String origin();

    /**
     * Prepares the environment of a child process. It changes nothing for an FFmpeg that was installed on the machine.
     *
     * @param variables the environment of the child, as {@link ProcessBuilder#environment()} gives it; changed in place
     */
    void prepare(Map<String, String> variables);

    /**
     * The program {@code ffprobe}, for those who cannot do without it.
     *
     * @return the program, absolute
     * @throws FFmpegNotFoundException if there is none beside {@link #ffmpeg()}
     */
    default Path requireFFprobe() {
        return ffprobe()
                .orElseThrow(() -> new FFmpegNotFoundException(
                        "ffprobe", List.of(origin() + ": there is no ffprobe beside " + ffmpeg() + '.')));
    }
}
