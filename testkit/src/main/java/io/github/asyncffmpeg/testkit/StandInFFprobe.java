package io.github.asyncffmpeg.testkit;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A program that stands in for ffprobe: it reads no file, and says what it was told to say. ffprobe is looked for beside
 * ffmpeg, so a {@link StandInFFmpeg} belongs into the same folder.
 *
 * <p>It is a shell script, so it works where there is {@code /bin/sh}, that is on Linux and macOS.
 *
 * <p>Immutable and safe for any thread.
 */
public final class StandInFFprobe {

    private final ProbeAnswer otherwise;
    private final Map<String, ProbeAnswer> byName;

    private StandInFFprobe(ProbeAnswer otherwise, Map<String, ProbeAnswer> byName) {
        this.otherwise = otherwise;
        this.byName = byName;
    }

    /**
     * One that says the same of every file.
     *
     * @param answer what it says
     * @return a stand-in that is not installed yet
     */
    public static StandInFFprobe answering(ProbeAnswer answer) {
        return new StandInFFprobe(answer, Map.of());
    }

    /**
     * The same, which says something else of files with this name.
     *
     * @param fileName the name of a file, without its folder; no pattern
     * @param answer what it says of them
     * @return a stand-in that is not installed yet
     */
    public StandInFFprobe answering(String fileName, ProbeAnswer answer) {
        Map<String, ProbeAnswer> all = new LinkedHashMap<>(byName);
        all.put(fileName, answer);
        return new StandInFFprobe(otherwise, all);
    }

    /**
     * Writes an executable file {@code ffprobe} into a directory, in place of an earlier one.
     *
     * @param directory an existing directory
     * @return the absolute path of the executable
     * @throws IOException if the file cannot be written
     */
    public Path install(Path directory) throws IOException {
        return Scripts.install(directory, "ffprobe", script());
    }

    private String script() {
        StringBuilder script = new StringBuilder("""
                #!/bin/sh
                for argument do
                  if [ "$argument" = -version ]; then
                    echo 'ffprobe version %s Copyright (c) 2007-2025 the FFmpeg developers'
                    exit 0
                  fi
                done
                # The target is the last word.
                case ${argument##*/} in
                """.formatted(StandInFFmpeg.VERSION));
        byName.forEach((name, answer) -> {
            script.append("  ").append(Scripts.quote(name)).append(" | ").append(Scripts.quote("file:" + name));
            append(script.append(")\n"), answer);
        });
        append(script.append("  *)\n"), otherwise);
        return script.append("esac\n").toString();
    }

    private static void append(StringBuilder script, ProbeAnswer answer) {
        if (answer.hangs()) {
            script.append("    exec sleep 600\n");
        } else {
            script.append("    printf %s ")
                    .append(Scripts.quote(answer.stdout()))
                    .append('\n');
            if (!answer.reason().isEmpty()) {
                script.append("    printf '%s: %s\\n' \"$argument\" ").append(Scripts.quote(answer.reason()));
                script.append(" >&2\n");
            }
            script.append("    exit ").append(answer.exitCode()).append("\n");
        }
        script.append("    ;;\n");
    }
}
