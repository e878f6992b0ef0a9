package io.github.asyncffmpeg.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The processes of one trial, found by a variable in their environment. Needs /proc. */
final class MarkedProcesses {

    static final String VARIABLE = "ASYNCFFMPEG_ENDING";

    private final String marker = UUID.randomUUID().toString();

    String marker() {
        return marker;
    }

    /** Those that run, with the start of their program's name, such as {@code ffmpeg}; all for an empty text. */
    List<ProcessHandle> named(String program) throws IOException {
        List<ProcessHandle> found = new ArrayList<>();
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            for (Path each : processes) {
                // The handle first, with its start time: if the pid changes hands, killing it does nothing.
                ProcessHandle handle =
                        ProcessHandle.of(Long.parseLong(each.getFileName().toString())).orElse(null);
                if (handle != null && isMarked(each) && read(each.resolve("comm")).startsWith(program)) {
                    found.add(handle);
                }
            }
        }
        return found;
    }

    /** The JVM of the trial, as it is seen from here. */
    long jvm() throws IOException {
        return named("java").get(0).pid();
    }

    private boolean isMarked(Path process) {
        return ("\0" + read(process.resolve("environ"))).contains("\0" + VARIABLE + "=" + marker + "\0");
    }

    private static String read(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        } catch (IOException gone) {
            return "";
        }
    }

    /** Ends what is left. */
    void killAll() throws IOException {
        named("").forEach(ProcessHandle::destroyForcibly);
    }
}
