package io.github.asyncffmpeg.command;

import io.github.asyncffmpeg.graph.StreamSpec;
import io.github.asyncffmpeg.media.FFmpegVersion;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

public record FFmpegCommand(List<String> arguments) {
    public static FFmpegCommand of(StreamSpec s) {
        return new FFmpegCommand(s.args());
    }

    public List<String> warnings() {
        return List.of();
    }

    public boolean hasOption(String n) {
        return arguments.contains("-" + n);
    }

    public boolean readsStdin() {
        return arguments.contains("pipe:0");
    }

    public boolean mayWriteStdout() {
        return arguments.contains("pipe:1") || arguments.contains("-");
    }

    public List<String> arguments(FFmpegVersion v, Function<CommandFile, Path> p) {
        return arguments;
    }
}
