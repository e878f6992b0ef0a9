package io.github.asyncffmpeg.cli.display;

import io.github.asyncffmpeg.jobs.internal.event.BatchEvent.JobLog;
import io.github.asyncffmpeg.jobs.internal.event.BatchEvent.JobPlanned;
import io.github.asyncffmpeg.jobs.internal.event.BatchEvent.JobProgress;
import io.github.asyncffmpeg.jobs.internal.event.BatchEvent.JobStarted;
import io.github.asyncffmpeg.jobs.internal.event.BatchEvent.JobStreams;
import io.github.asyncffmpeg.jobs.internal.words.Words;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What is known of one job that is not over. For one thread at a time. */
final class JobView {

    /** Before that a fraction says little about the pace. */
    private static final double SOME = 0.02;

    private static final double SOON_SECONDS = 1;

    private static final int TROUBLES = 5;
    private static final Pattern LEVEL = Pattern.compile("\\[(panic|fatal|error|warning)\\] ");

    private final String id;
    private List<String> arguments = List.of();
    private int slot;
    private long begun;
    private long reported;
    private OptionalLong inputBytes = OptionalLong.empty();
    private Optional<Duration> furthest = Optional.empty();
    private @Nullable JobProgress progress;
    private final Deque<String> errors = new ArrayDeque<>();
    private final Deque<String> warnings = new ArrayDeque<>();
    private @Nullable JobStreams streams;

    JobView(String id) {
        this.id = id;
    }

    void streams(JobStreams event) {
        streams = event;
    }

    /** What it does not take of its input, or not as it is. */
    Optional<JobStreams> streams() {
        return Optional.ofNullable(streams);
    }

    void planned(JobPlanned event) {
        arguments = event.arguments();
    }

    void started(JobStarted event, long now) {
        slot = event.slot();
        inputBytes = event.inputBytes();
        begun = now;
        reported = now;
        progress = null;
        furthest = Optional.empty();
        errors.clear();
        warnings.clear();
    }

    void logged(JobLog event) {
        switch (event.level().toLowerCase(Locale.ROOT)) {
            case "panic", "fatal", "error" -> keep(errors, event.line());
            case "warning" -> keep(warnings, event.line());
            default -> {}
        }
    }

    private static void keep(Deque<String> lines, String line) {
        lines.add(LEVEL.matcher(line).replaceFirst(""));
        if (lines.size() > TROUBLES) {
            lines.remove();
        }
    }

    /** The last errors of its log; its last warnings where there is none. */
    List<String> troubles() {
        return List.copyOf(errors.isEmpty() ? warnings : errors);
    }

    /**
     * It has come further.
     *
     * @return how much media that is, in seconds
     */
    double progressed(JobProgress event, long now) {
        progress = event;
        reported = now;
        return event.outTime().map(this::reached).orElse(0.0);
    }

    /** It has media up to here; how much more that is than before, in seconds. */
    double reached(Duration outTime) {
        Duration before = furthest.orElse(Duration.ZERO);
        if (outTime.compareTo(before) <= 0) {
            return 0;
        }
        furthest = Optional.of(outTime);
        return Words.seconds(outTime.minus(before));
    }

    String id() {
        return id;
    }

    int slot() {
        return slot;
    }

    OptionalLong inputBytes() {
        return inputBytes;
    }

    Optional<JobProgress> progress() {
        return Optional.ofNullable(progress);
    }

    OptionalDouble fraction() {
        return progress == null ? OptionalDouble.empty() : progress.fraction();
    }

    /** How long its media will be, as far as it has said how much of it is done. */
    Optional<Duration> whole() {
        JobProgress last = progress;
        if (last == null || last.outTime().isEmpty() || last.fraction().orElse(0) < SOME) {
            return Optional.empty();
        }
        double seconds = Words.seconds(last.outTime().get()) / last.fraction().getAsDouble();
        return seconds <= 0 ? Optional.empty() : Optional.of(Duration.ofNanos((long) (seconds * 1e9)));
    }

    /** A command that does the same once more: with this program in the place of ffmpeg, which finds its FFmpeg. */
    List<String> command() {
        List<String> command = new ArrayList<>(List.of("asyncffmpeg", "--"));
        command.addAll(arguments);
        return command;
    }

    double elapsed(long now) {
        return seconds(now - begun);
    }

    /**
     * How long it still takes, in seconds.
     *
     * @param now the clock's nanoseconds
     * @param usual how long a job of this batch takes, if some have shown it
     */
    OptionalDouble left(long now, OptionalDouble usual) {
        JobProgress last = progress;
        double elapsed = elapsed(now);
        if (last != null && last.timeLeft().isPresent()) {
            double then = Words.seconds(last.timeLeft().get());
            return OptionalDouble.of(Math.max(0, then - seconds(now - reported)));
        }
        double fraction = fraction().orElse(0);
        if (fraction >= SOME && elapsed >= SOON_SECONDS) {
            return OptionalDouble.of(elapsed * (1 - Math.min(1, fraction)) / fraction);
        }
        return usual.isPresent() ? OptionalDouble.of(Math.max(0, usual.getAsDouble() - elapsed)) : usual;
    }

    private static double seconds(long nanos) {
        return nanos / (double) TimeUnit.SECONDS.toNanos(1);
    }
}
