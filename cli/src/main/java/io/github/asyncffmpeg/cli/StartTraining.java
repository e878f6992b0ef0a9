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
        QuietLog.choose();
        Path folder = Path.of(arguments[0]);
        String jobs = folder.resolve("jobs.yaml").toString();
        String video = folder.resolve("sample.mp4").toString();
        Files.writeString(Path.of(jobs), """
                version: 1
                jobs:
                  - name: one
                    args: [-f, lavfi, -i, 'testsrc2=s=64x48:d=0.1', -f, 'null', '-']
                  - name: two
                    inputs: { in: sample.mp4 }
                    filters: [ { from: in:v, filter: scale, args: [32, 24], to: small } ]
                    outputs: [ { file: small.mkv, from: [small], options: { t: 0.1 } } ]
                  - name: fails
                    args: [-i, missing.mp4, -f, 'null', '-']
                """);
        try (SourceFile sample = SourceFile.sample()) {
            Files.copy(sample.path(), Path.of(video));
        } catch (CannotStart noSample) {
            throw new UncheckedIOException(new IOException(noSample));
        }
        VersionText.print(nowhere());
        // What a command does not exist for yet, or fails at, is not archived; nobody sees the difference.
        for (List<String> line : List.of(
                List.of("--help"),
                List.of("probe", video),
                List.of("probe", "--json", video, video),
                List.of("check", jobs),
                List.of("run", jobs, "--progress", "none"),
                List.of("run", jobs, "--progress", "plain"),
                List.of("run", jobs, "--progress", "bar", "--resume"),
                List.of("convert", video, "--to", folder + "/out/", "--", "-t", "0.1"),
                List.of("--", "-version"),
                List.of("--", "-f", "lavfi", "-i", "testsrc2=s=64x48:d=0.1", "-f", "null", "-"))) {
            Main.execute(nowhere(), nowhere(), line.toArray(String[]::new));
        }
        System.exit(0); // what still runs, a thread of a pool, has nothing to add
    }

    private static PrintWriter nowhere() {
        return new PrintWriter(new StringWriter());
    }
}
