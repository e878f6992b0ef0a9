package io.github.asyncffmpeg.cli;

import io.github.asyncffmpeg.FFmpeg;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option that says which FFmpeg is used. */
class ExecutableMixin {

    @Option(
            names = "--ffmpeg",
            paramLabel = "FILE",
            description =
                    "FFmpeg itself, or the folder that holds ffmpeg and ffprobe; otherwise the bundled one, or what"
                            + " docs/bundled.md says.")
    @Nullable
    private Path executable;

    FFmpeg.Builder builder() {
        FFmpeg.Builder builder = FFmpeg.builder();
        if (executable != null) {
            builder.executable(executable);
        }
        return builder;
    }
}
