package io.github.asyncffmpeg.testkit.standin;

import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The record file of one stand-in process: a line per thing that happened to it, each written at once by one write, so
 * that the file tells the truth up to the moment of a SIGKILL. Does nothing without a directory. Safe for any thread.
 */
final class RecordFile {

    private final @Nullable FileOutputStream file;

    RecordFile(@Nullable String directory) throws IOException {
        this.file = directory == null
                ? null
                : new FileOutputStream(
                        new File(
                                directory,
                                Long.toString(ProcessHandle.current().pid()).concat(".record")),
                        true);
    }

    synchronized void write(String word, String value) {
        if (file == null) {
            return;
        }
        // An argument may hold line breaks (a filter graph), and a line is the unit of this file.
        String line = value.replace("\\", "\\\\").replace("\n", "\\n");
        try {
            file.write(word.concat(" ").concat(line).concat("\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            // The test has deleted its directory: nobody will read this record any more.
        }
    }
}
