package io.github.asyncffmpeg.it.program;

import io.github.asyncffmpeg.cli.Main;
import io.github.asyncffmpeg.it.harness.Child;
import io.github.asyncffmpeg.it.harness.FFmpegs;
import io.github.asyncffmpeg.it.harness.Jvm;
import io.github.asyncffmpeg.it.harness.Pty;
import io.github.asyncffmpeg.testkit.LeakExtension;
import io.github.asyncffmpeg.testkit.Playable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The program {@code asyncffmpeg} as a person runs it, in a folder of its own. */
final class Program {

    private final LeakExtension leaks;
    private final Path folder;

    Program(LeakExtension leaks) throws IOException {
        this.leaks = leaks;
        this.folder = Files.createDirectories(leaks.tempDirectory().resolve("work"));
    }

    /** Where it runs. */
    Path folder() {
        return folder;
    }

    Path file(String name) {
        return folder.resolve(name);
    }

    Path write(String name, String... lines) throws IOException {
        return Files.writeString(file(name), String.join("\n", lines) + "\n");
    }

    /** A shell goes to the folder and becomes the program, as the launcher does. */
    List<String> command(String... arguments) {
        return inFolder("exec \"$@\"", arguments);
    }

    /** Writes to a file which classes it loads. */
    Child loading(Path classes, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("sh", "-c", "cd \"$0\" && exec \"$@\"", folder.toString()));
        command.addAll(Jvm.command(
                Path.of(System.getProperty("java.home")),
                List.of("-Xlog:class+load:file=" + classes),
                List.of(),
                Main.class,
                arguments));
        return Child.start(leaks.tempDirectory(), environment(), command);
    }

    private List<String> inFolder(String script, String... arguments) {
        List<String> command = new ArrayList<>(List.of("sh", "-c", "cd \"$0\" && " + script, folder.toString()));
        command.addAll(Jvm.command(Main.class, arguments));
        return command;
    }

    Map<String, String> environment() throws IOException {
        Map<String, String> environment = new HashMap<>(leaks.environment());
        environment.put("XDG_STATE_HOME", leaks.tempDirectory().resolve("state").toString());
        environment.put("LC_ALL", "C.UTF-8");
        return environment;
    }

    Child start(String... arguments) throws IOException {
        return Child.start(leaks.tempDirectory(), environment(), command(arguments));
    }

    /** With pipes or files for its standard streams: {@code script} says what becomes of {@code "$@"}. */
    Child shell(String script, String... arguments) throws IOException {
        return Child.start(leaks.tempDirectory(), environment(), inFolder(script, arguments));
    }

    Child inTerminal(String... arguments) throws IOException {
        return Pty.start(leaks.tempDirectory(), environment(), command(arguments));
    }

    /** Decodes all of a file; fails if it cannot be played. */
    Playable playable(Path file) {
        var ffmpeg = FFmpegs.bundled();
        return Playable.check(ffmpeg.ffmpeg(), ffmpeg.environment(), file);
    }

    /** The journals of this program's user; none before the first run has begun one. */
    List<Path> journals() throws IOException {
        Path folder = leaks.tempDirectory().resolve("state/asyncffmpeg");
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".ndjson")).toList();
        }
    }
}
