package io.github.asyncffmpeg.cli;

import io.github.asyncffmpeg.FFmpeg;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option that says which FFmpeg is used. */
class ExecutableMixin implements PlainOptions {

    @Option(
            names = "--ffmpeg",
            paramLabel = "FILE",
            description =
                    "FFmpeg itself, or the folder that holds ffmpeg and ffprobe; otherwise the bundled one, or what"
                            + " docs/bundled.md says.")
    @Nullable
    private Path executable;

    @Override
    public boolean option(String name, String value) {
        if (name.equals("--ffmpeg")) {
            executable = Path.of(value);
            return true;
        }
        return false;
    }

    FFmpeg.Builder builder() {
        FFmpeg.Builder builder = FFmpeg.builder();
        if (executable != null) {
            builder.executable(executable);
        }
        return builder;
    }
}
