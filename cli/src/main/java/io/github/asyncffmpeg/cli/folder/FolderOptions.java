package io.github.asyncffmpeg.cli.folder;

import io.github.asyncffmpeg.jobs.internal.plan.JobSettings;
import java.nio.file.Path;
import java.util.List;

/**
 * What {@code convert} is asked for.
 *
 * @param patterns files, folders, and patterns as {@code FileSearch} knows them; the shell may have put files in their place
 * @param recursive whether to look into the folders below a folder
 * @param to where each goes: {@code .mp4} or {@code mp4} is the same name with that extension, {@code out/} the same name in
 *     that folder, anything else a template such as <code>out/{stem}.webm</code>
 * @param arguments FFmpeg's options for the output, such as {@code -c:v libx264 -crf 20}; templates as well
 * @param directory where relative names begin, absolute
 * @param settings how each job is run
 */
public record FolderOptions(
        List<String> patterns,
        boolean recursive,
        String to,
        List<String> arguments,
        Path directory,
        JobSettings settings) {

    /** The arguments that change the container alone. */
    public static final List<String> COPY = List.of("-c", "copy");

    /** Copies the lists. */
    public FolderOptions {
        patterns = List.copyOf(patterns);
        arguments = List.copyOf(arguments);
    }
}
