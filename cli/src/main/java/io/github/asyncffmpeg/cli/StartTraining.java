package io.github.asyncffmpeg.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Does a little of everything, so that the JVM sees the classes that a start needs, and puts them into the archive that
 * it writes when this ends. The launcher runs it in the background, once.
 */
final class StartTraining {

    private StartTraining() {}

    /**
     * Uses the commands.
     *
     * @param arguments a folder for what is written, which the launcher deletes
     * @throws IOException if nothing can be written to the folder
     */
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        Path jobs = folder.resolve("jobs.yaml");
        Files.writeString(jobs, """
                version: 1
                jobs:
                  - name: one
                    args: [-f, lavfi, -i, 'testsrc2=s=64x48:d=0.1', -f, 'null', '-']
                """);
        Path video = folder.resolve("sample.mp4");
        try (SourceFile sample = SourceFile.sample()) {
            Files.copy(sample.path(), video);
        } catch (CannotStart noSample) {
            throw new UncheckedIOException(new IOException(noSample));
        }
        // What a command does not exist for yet, or fails at, is not archived; nobody sees the difference.
        for (List<String> line : List.of(
                List.of("--version"),
                List.of("--help"),
                List.of("probe", video.toString()),
                List.of("check", jobs.toString()),
                List.of(
                        "run",
                        jobs.toString(),
                        "--progress",
                        "plain",
                        "--journal",
                        folder.resolve("journal").toString()),
                List.of("--", "-f", "lavfi", "-i", "testsrc2=s=64x48:d=0.1", "-f", "null", "-"))) {
            String[] words = line.toArray(String[]::new);
            Main.program(nowhere(), nowhere(), words).execute(words);
        }
        System.exit(0); // what still runs, a thread of a pool, has nothing to add
    }

    private static PrintWriter nowhere() {
        return new PrintWriter(new StringWriter());
    }
}
