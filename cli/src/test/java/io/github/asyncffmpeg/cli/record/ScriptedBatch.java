package io.github.asyncffmpeg.cli.record;

import io.github.asyncffmpeg.cli.event.BatchEvent;
import io.github.asyncffmpeg.cli.event.BatchEvent.FileState;
import io.github.asyncffmpeg.cli.event.BatchEvent.OutputFile;
import io.github.asyncffmpeg.cli.event.BatchEvent.Trouble;
import io.github.asyncffmpeg.cli.event.JobStatus;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;

/** A batch that nobody ran: jobs of a folder of videos, with one of each ending, and names that mean harm. */
public final class ScriptedBatch {

    /** Names of some jobs. */
    public static final List<String> HOSTILE_NAMES = List.of(
            "</script><script>document.title='owned'</script>",
            "<img src=x onerror=\"document.title='owned'\">",
            "invoice\u202efdp.mp4",
            "it's a \"film\" & more \ud83c\udfac",
            "line\nbreak");

    private static final Instant BEGIN = Instant.parse("2026-11-22T09:30:00Z");

    private final Random random = new Random(42);
    private final List<BatchEvent> events = new ArrayList<>();
    private final Map<JobStatus, Integer> counts = new EnumMap<>(JobStatus.class);
    private final int jobs;
    private final int slots;
    private final double[] freeAt;
    private double end;

    private ScriptedBatch(int jobs, int slots) {
        this.jobs = jobs;
        this.slots = slots;
        this.freeAt = new double[slots];
    }

    /** All events of such a batch, in order. */
    public static List<BatchEvent> events(int jobs, int slots) {
        return new ScriptedBatch(jobs, slots).play();
    }

    /** The id of a job. */
    public static String id(int number) {
        int hostile = number - 2;
        return hostile >= 0 && hostile < HOSTILE_NAMES.size()
                ? HOSTILE_NAMES.get(hostile)
                : String.format("holiday-%04d", number);
    }

    private List<BatchEvent> play() {
        events.add(new BatchEvent.BatchStarted(
                at(0), "holiday.yaml", Path.of("/videos"), "FFmpeg 8.0.1 (bundled)", slots, jobs, false));
        for (int i = 0; i < jobs; i++) {
            events.add(new BatchEvent.JobPlanned(
                    at(0),
                    id(i),
                    "key " + i,
                    arguments(i),
                    List.of(input(i)),
                    List.of(output(i)),
                    i % 50 == 49 ? Set.of(id(i - 1)) : Set.of()));
        }
        for (int i = 0; i < jobs; i++) {
            play(i);
        }
        events.add(new BatchEvent.BatchFinished(at(end + 0.05), counts, Duration.ofNanos((long) (end * 1e9)), 1));
        events.sort(Comparator.comparing(BatchEvent::time));
        return events;
    }

    private void play(int i) {
        int slot = 0;
        for (int s = 1; s < slots; s++) {
            slot = freeAt[s] < freeAt[slot] ? s : slot;
        }
        double from = freeAt[slot] + 0.02;
        if (i % 13 == 8) {
            finish(i, from, JobStatus.SKIPPED, 0, 0, Optional.of(Trouble.of("EXISTS", "Its output is there already.")));
            return;
        }
        if (i % 50 == 49) {
            finish(i, from, JobStatus.CANCELLED, 0, 0, Optional.of(Trouble.of("NEEDS", "What it needs was not done.")));
            return;
        }
        int attempt = 1;
        if (i % 7 == 4) {
            double failed = attempt(i, attempt, slot, from, 0.3);
            events.add(new BatchEvent.JobRetrying(at(failed), id(i), attempt, diskFull(), Duration.ofSeconds(1)));
            from = failed + 1;
            attempt++;
        }
        if (i % 11 == 9) {
            finish(i, attempt(i, attempt, slot, from, 0.1), JobStatus.FAILED, attempt, slot, Optional.of(broken(i)));
        } else if (i % 47 == 10) {
            Trouble trouble = new Trouble("STALLED", "It stood still for 30 s.", Optional.empty(), List.of());
            finish(i, attempt(i, attempt, slot, from, 0.6), JobStatus.TIMED_OUT, attempt, slot, Optional.of(trouble));
        } else {
            finish(i, attempt(i, attempt, slot, from, 1), JobStatus.DONE, attempt, slot, Optional.empty());
        }
    }

    /** Plays one attempt up to a fraction, and says when it ends. */
    private double attempt(int i, int attempt, int slot, double from, double upTo) {
        double media = media(i);
        double usual = 2 + random.nextDouble() * 6;
        long inputBytes = (long) (media * 900_000);
        events.add(new BatchEvent.JobStarted(
                at(from), id(i), "key " + i, attempt, slot, Map.of(), OptionalLong.of(inputBytes)));
        List<String> command = new ArrayList<>(List.of("/usr/bin/ffmpeg", "-hide_banner", "-progress", "pipe:1"));
        command.addAll(arguments(i));
        events.add(new BatchEvent.JobRunning(at(from + 0.01), id(i), 4000 + i, command));
        double done = 0;
        double now = from;
        while (done < upTo * media) {
            now += 0.25;
            double speed = usual * (0.7 + 0.5 * Math.sin(now / 3 + i) * Math.sin(now / 11)) + random.nextDouble() * 0.4;
            done = Math.min(upTo * media, done + 0.25 * Math.max(0.3, speed));
            events.add(new BatchEvent.JobProgress(
                    at(now),
                    id(i),
                    OptionalDouble.of(done / media),
                    Optional.of(Duration.ofMillis((long) (done * 1000))),
                    OptionalDouble.of(Math.round(speed * 250) / 10.0),
                    OptionalDouble.of(Math.round(speed * 100) / 100.0),
                    OptionalLong.of((long) (done * 300_000)),
                    Optional.of(Duration.ofMillis((long) ((media - done) / usual * 1000)))));
        }
        if (i % 4 == 1 || upTo < 1) {
            events.add(new BatchEvent.JobLog(
                    at(now - 0.1),
                    id(i),
                    upTo < 1 ? "error" : "warning",
                    upTo < 1 ? broken(i).causeLine().orElse("") : "[mp4 @ 0x55] pts has no value <b>&"));
        }
        freeAt[slot] = now + 0.05;
        end = Math.max(end, now + 0.05);
        return now + 0.05;
    }

    private void finish(int i, double when, JobStatus status, int attempts, int slot, Optional<Trouble> trouble) {
        boolean ran = attempts > 0;
        boolean done = status == JobStatus.DONE;
        long bytes = (long) (media(i) * (250_000 + 700_000 * (i % 5 == 0 ? 1.2 : 0.2)));
        counts.merge(status, 1, Integer::sum);
        events.add(new BatchEvent.JobFinished(
                at(when),
                id(i),
                status,
                attempts,
                ran ? Duration.ofMillis((long) (1000 * media(i) / 4)) : Duration.ZERO,
                ran ? OptionalInt.of(done ? 0 : 1) : OptionalInt.empty(),
                done || status == JobStatus.SKIPPED
                        ? List.of(new OutputFile(output(i), true, new FileState(bytes, at(when).plusNanos(123_456))))
                        : List.of(),
                done ? Optional.of(Duration.ofMillis((long) (1000 * media(i)))) : Optional.empty(),
                trouble));
    }

    private static Trouble diskFull() {
        return new Trouble(
                "DISK_FULL",
                "There is no room left for the output.",
                Optional.of("av_interleaved_write_frame(): No space left on device"),
                List.of("[out#0/mp4 @ 0x7f] Error muxing a packet", "Conversion failed!"));
    }

    private static Trouble broken(int i) {
        String cause = "[in#0 @ 0x7f] Error opening input: Invalid data found when processing input </script>";
        return new Trouble(
                "INVALID_INPUT",
                "The input " + input(i) + " is broken, or not a media file.",
                Optional.of(cause),
                List.of(
                        "[mov,mp4,m4a,3gp,3g2,mj2 @ 0x7f] moov atom not found",
                        cause,
                        "\u001b[31mError opening input file\u001b[0m " + input(i)));
    }

    private static double media(int i) {
        return 15 + (i * 37) % 60;
    }

    private static Path input(int i) {
        return Path.of("/videos/camera", id(i).replace('/', '_') + ".mov");
    }

    private static Path output(int i) {
        return Path.of("/videos/web", id(i).replace('/', '_') + ".mp4");
    }

    private static List<String> arguments(int i) {
        return List.of(
                "-i",
                input(i).toString(),
                "-vf",
                "scale=1280:-2,fps=25",
                "-c:v",
                "libx264",
                "-crf",
                "23",
                "-c:a",
                "aac",
                output(i).toString());
    }

    private static Instant at(double seconds) {
        return BEGIN.plusMillis((long) (seconds * 1000));
    }
}
