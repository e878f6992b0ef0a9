package io.github.asyncffmpeg.cli.record;

import io.github.asyncffmpeg.cli.event.BatchEvent;
import io.github.asyncffmpeg.cli.event.BatchEvent.FileState;
import io.github.asyncffmpeg.cli.event.BatchEvent.OutputFile;
import io.github.asyncffmpeg.cli.event.BatchEvent.Trouble;
import io.github.asyncffmpeg.cli.event.JobStatus;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Events of all types with whatever can be in them. */
public final class RandomEvents {

    static final int TYPES = 12;

    private static final List<String> HOSTILE = List.of(
            "",
            " ",
            "out.mp4",
            "a \"quoted\" name",
            "it's",
            "back\\slash",
            "</script><script>alert(1)</script>",
            "<img src=x onerror=alert(1)>",
            "{\"v\":1}",
            "line\nbreak\r\n",
            "tab\tnul\u0000bell\u0007",
            "\u001b[31mred\u001b[0m",
            "\u2028\u2029\u0085",
            "right\u202eto left\u202c",
            "\ud83c\udfac film",
            "\ud83c half, other half \udfac",
            "\ufffd\ufeff",
            "e\u0301\u00e9",
            "\u65e5\u672c\u8a9e",
            "%d%s${x}#{y}");

    private final Random random;

    /** The same events for the same seed. */
    public RandomEvents(long seed) {
        random = new Random(seed);
    }

    /** So many of them. */
    public Stream<BatchEvent> stream(int count) {
        return Stream.generate(this::next).limit(count);
    }

    BatchEvent next() {
        return ofType(random.nextInt(TYPES));
    }

    BatchEvent ofType(int type) {
        return switch (type) {
            case 0 ->
                new BatchEvent.BatchStarted(time(), text(), file(), text(), number(), number(), random.nextBoolean());
            case 1 ->
                new BatchEvent.JobPlanned(time(), job(), text(), texts(), files(), files(), new HashSet<>(texts()));
            case 2 -> new BatchEvent.JobStarted(time(), job(), text(), number(), number(), before(), bytes());
            case 3 -> new BatchEvent.JobRunning(time(), job(), random.nextLong(), texts());
            case 4 ->
                new BatchEvent.JobProgress(
                        time(), job(), real(), maybe(this::duration), real(), real(), bytes(), maybe(this::duration));
            case 5 -> new BatchEvent.JobLog(time(), job(), text(), text());
            case 6 -> new BatchEvent.JobRetrying(time(), job(), number(), trouble(), duration());
            case 7 ->
                new BatchEvent.JobFinished(
                        time(),
                        job(),
                        JobStatus.values()[random.nextInt(JobStatus.values().length)],
                        number(),
                        duration(),
                        random.nextBoolean() ? OptionalInt.empty() : OptionalInt.of(number()),
                        list(this::output),
                        maybe(this::duration),
                        maybe(this::trouble));
            case 8 -> new BatchEvent.JobStreams(time(), job(), texts(), texts());
            case 9 -> new BatchEvent.JobSegment(time(), job(), number(), file());
            case 10 -> new BatchEvent.BatchStopping(time(), text(), random.nextBoolean());
            default -> new BatchEvent.BatchFinished(time(), counts(), duration(), number());
        };
    }

    private Map<JobStatus, Integer> counts() {
        Map<JobStatus, Integer> counts = new HashMap<>();
        Stream.of(JobStatus.values()).filter(s -> random.nextBoolean()).forEach(s -> counts.put(s, number()));
        return counts;
    }

    private Map<Path, FileState> before() {
        Map<Path, FileState> before = new HashMap<>();
        files().forEach(file -> before.put(file, state()));
        return before;
    }

    private OutputFile output() {
        return new OutputFile(file(), random.nextBoolean(), state());
    }

    private FileState state() {
        return new FileState(random.nextLong(), time());
    }

    private Trouble trouble() {
        return new Trouble(text(), text(), maybe(this::text), texts());
    }

    private Instant time() {
        return switch (random.nextInt(4)) {
            case 0 -> Instant.ofEpochMilli(random.nextLong() >> 20);
            case 1 -> Instant.ofEpochSecond(random.nextInt(), random.nextInt(1_000_000_000));
            case 2 -> Instant.ofEpochSecond(random.nextInt());
            default -> random.nextBoolean() ? Instant.MIN : Instant.MAX;
        };
    }

    private Duration duration() {
        return switch (random.nextInt(4)) {
            case 0 -> Duration.ofMillis(random.nextInt(1_000_000));
            case 1 -> Duration.ofNanos(random.nextLong());
            case 2 -> Duration.ofSeconds(random.nextLong(), random.nextInt(1_000_000_000));
            default -> Duration.ZERO;
        };
    }

    private OptionalDouble real() {
        return switch (random.nextInt(4)) {
            case 0 -> OptionalDouble.empty();
            case 1 -> OptionalDouble.of(random.nextDouble());
            case 2 -> OptionalDouble.of(random.nextInt(100));
            default ->
                Stream.generate(() -> Double.longBitsToDouble(random.nextLong()))
                        .filter(Double::isFinite)
                        .mapToDouble(d -> d)
                        .findFirst();
        };
    }

    private OptionalLong bytes() {
        return random.nextBoolean() ? OptionalLong.empty() : OptionalLong.of(random.nextLong());
    }

    private int number() {
        return random.nextInt();
    }

    private Path file() {
        return Path.of("/videos", text().replace("\0", "").replaceAll("[\ud800-\udfff]", "x"));
    }

    private List<Path> files() {
        return list(this::file);
    }

    private List<String> texts() {
        return list(this::text);
    }

    /** Often one of a few, so that events are of the same job. */
    private String job() {
        return random.nextBoolean() ? "job " + random.nextInt(3) : text();
    }

    private String text() {
        if (random.nextBoolean()) {
            return HOSTILE.get(random.nextInt(HOSTILE.size()));
        }
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(12); i > 0; i--) {
            text.append((char) (random.nextBoolean() ? random.nextInt(128) : random.nextInt(65536)));
        }
        return text.toString();
    }

    private <T> Optional<T> maybe(Supplier<T> value) {
        return random.nextBoolean() ? Optional.empty() : Optional.of(value.get());
    }

    private <T> List<T> list(Supplier<T> value) {
        return Stream.generate(value).limit(random.nextInt(4)).toList();
    }
}
