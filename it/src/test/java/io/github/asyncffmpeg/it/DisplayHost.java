package io.github.asyncffmpeg.it;

import io.github.asyncffmpeg.cli.display.ColorMode;
import io.github.asyncffmpeg.cli.display.Display;
import io.github.asyncffmpeg.cli.display.Displays;
import io.github.asyncffmpeg.cli.display.ProgressMode;
import io.github.asyncffmpeg.cli.display.Terminal;
import io.github.asyncffmpeg.jobs.internal.event.BatchEvent;
import io.github.asyncffmpeg.jobs.internal.event.BatchEvent.Trouble;
import io.github.asyncffmpeg.jobs.internal.event.JobStatus;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/** Plays a batch to the display of the program, as a test says over a socket: a command a line, each answered by ok. */
final class DisplayHost {

    private final Display display;

    private DisplayHost(Display display) {
        this.display = display;
    }

    public static void main(String[] arguments) throws IOException {
        Terminal terminal = Terminal.detect(ColorMode.NEVER);
        PrintWriter err = new PrintWriter(new OutputStreamWriter(System.err, StandardCharsets.UTF_8));
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), Integer.parseInt(arguments[0]));
                BufferedReader in =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
                PrintWriter answer = new PrintWriter(socket.getOutputStream(), true, StandardCharsets.UTF_8);
                Display display = Displays.of(ProgressMode.AUTO, terminal, err, event -> "{}")) {
            answer.println("pid " + ProcessHandle.current().pid());
            DisplayHost host = new DisplayHost(display);
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                host.run(line.split(" "));
                answer.println("ok");
            }
        }
    }

    private void run(String[] words) {
        Instant now = Instant.now();
        switch (words[0]) {
            case "batch" ->
                display.on(new BatchEvent.BatchStarted(
                        now, "t", Path.of("/"), "ffmpeg", 3, Integer.parseInt(words[1]), false));
            case "start" -> start(now, words[1], Integer.parseInt(words[2]));
            case "progress" -> progress(now, words[1], Integer.parseInt(words[2]));
            case "done" -> finished(now, words[1], JobStatus.DONE, Optional.empty());
            case "fail" ->
                finished(
                        now,
                        words[1],
                        JobStatus.FAILED,
                        Optional.of(new Trouble(
                                "DISK_FULL",
                                "There is no space left.",
                                Optional.of("No space left on device"),
                                List.of("No space left on device"))));
            case "flood" -> flood(Integer.parseInt(words[1]));
            case "finish" -> display.on(new BatchEvent.BatchFinished(now, Map.of(), Duration.ofSeconds(200), 0));
            default -> throw new IllegalArgumentException(words[0]);
        }
    }

    private void flood(int jobs) {
        for (int i = 0; i < jobs; i++) {
            finished(Instant.now(), "quick-" + i, JobStatus.DONE, Optional.empty());
        }
    }

    private void start(Instant now, String job, int slot) {
        display.on(new BatchEvent.JobPlanned(
                now, job, "key", List.of("-i", job + ".mov", job + ".mp4"), List.of(), List.of(), Set.of()));
        display.on(new BatchEvent.JobStarted(now, job, "key", 1, slot, Map.of(), OptionalLong.empty(), List.of()));
    }

    private void progress(Instant now, String job, int percent) {
        display.on(new BatchEvent.JobProgress(
                now,
                job,
                OptionalDouble.of(percent / 100.0),
                Optional.of(Duration.ofSeconds(percent)),
                OptionalDouble.empty(),
                OptionalDouble.of(2),
                OptionalLong.empty(),
                Optional.of(Duration.ofSeconds((100 - percent) / 2))));
    }

    private void finished(Instant now, String job, JobStatus status, Optional<Trouble> trouble) {
        display.on(new BatchEvent.JobFinished(
                now,
                job,
                status,
                1,
                Duration.ofSeconds(50),
                OptionalInt.of(0),
                List.of(),
                status == JobStatus.DONE ? Optional.of(Duration.ofSeconds(100)) : Optional.empty(),
                trouble));
    }
}
