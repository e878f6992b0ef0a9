package io.github.asyncffmpeg.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One run of the stand-in by plain ProcessBuilder, with stdout and stderr in files or, on request, in unread pipes. */
final class StandInRun {

    static final Duration LIMIT = Duration.ofSeconds(20);

    final Process process;
    private final Path directory;

    private StandInRun(Process process, Path directory) {
        this.process = process;
        this.directory = directory;
    }

    static StandInRun start(LeakExtension leaks, List<String> arguments, Behaviour... behaviours) throws IOException {
        return start(leaks, true, arguments, behaviours);
    }

    /** With pipes for stdout and stderr that nobody reads unless the test does. */
    static StandInRun startUnread(LeakExtension leaks, List<String> arguments, Behaviour... behaviours)
            throws IOException {
        return start(leaks, false, arguments, behaviours);
    }

    private static StandInRun start(
            LeakExtension leaks, boolean intoFiles, List<String> arguments, Behaviour... behaviours)
            throws IOException {
        Path directory = leaks.tempDirectory();
        List<Behaviour> all = new ArrayList<>(List.of(behaviours));
        all.add(Behaviour.records(directory));
        all.add(Behaviour.livesAtMost(Duration.ofMinutes(1)));
        List<String> command = new ArrayList<>();
        command.add(
                StandInFFmpeg.install(directory, all.toArray(new Behaviour[0])).toString());
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(leaks.environment());
        if (intoFiles) {
            builder.redirectOutput(directory.resolve("stdout").toFile());
            builder.redirectError(directory.resolve("stderr").toFile());
        }
        return new StandInRun(builder.start(), directory);
    }

    StandInRecord record() {
        return StandInRecord.of(directory, process.pid());
    }

    String stdout() {
        return text("stdout");
    }

    String stderr() {
        return text("stderr");
    }

    private String text(String name) {
        try {
            return Files.readString(directory.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    StandInRun awaitReady() {
        await().atMost(LIMIT).until(() -> record().ready());
        return this;
    }

    void type(String text) throws IOException {
        process.getOutputStream().write(text.getBytes(UTF_8));
        process.getOutputStream().flush();
    }

    /** Sends a signal, and waits until it has arrived so that the next one is not merged with it. */
    StandInRun signal(String name) throws IOException, InterruptedException {
        int before = record().signals().size();
        send(name);
        await().atMost(LIMIT).until(() -> record().signals().size() > before || !process.isAlive());
        return this;
    }

    void send(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .start()
                .waitFor();
    }

    int exitCode() throws InterruptedException, TimeoutException {
        if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
            throw new TimeoutException("the stand-in still runs");
        }
        return process.exitValue();
    }
}
