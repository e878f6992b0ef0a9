package io.github.asyncffmpeg.cli.web;

import io.github.asyncffmpeg.jobs.internal.event.BatchEvent.JobFinished;
import io.github.asyncffmpeg.jobs.internal.event.BatchEvent.JobProgress;
import io.github.asyncffmpeg.jobs.internal.words.Words;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** How one job is now. Guarded by its {@link LiveState}. */
final class LiveJob {

    private static final int LOG_LINES = 40;
    private static final int LINE_CHARACTERS = 500;

    final String id;
    final int number;
    /** {@code waiting}, {@code running}, {@code pausing} before another attempt, or how it ended. */
    String status = "waiting";

    int attempt;
    int logLines;

    @Nullable
    JobProgress progress;

    @Nullable
    JobFinished finished;

    @Nullable
    Instant started;
    /** What is to be read of why it is as it is. */
    @Nullable
    String sentence;

    /** The number of its newest change, and of the newest that is more than progress. */
    long changed;

    long restated;
    private final Deque<String> log = new ArrayDeque<>();

    LiveJob(String id, int number) {
        this.id = id;
        this.number = number;
    }

    void addToLog(String line) {
        if (log.size() == LOG_LINES) {
            log.removeFirst();
        }
        log.addLast(Words.visible(line.length() > LINE_CHARACTERS ? line.substring(0, LINE_CHARACTERS) + "…" : line));
        logLines++;
    }

    /** As it is now, without its log. */
    LiveJob copy() {
        LiveJob copy = new LiveJob(id, number);
        copy.status = status;
        copy.attempt = attempt;
        copy.logLines = logLines;
        copy.progress = progress;
        copy.finished = finished;
        copy.started = started;
        copy.sentence = sentence;
        copy.changed = changed;
        copy.restated = restated;
        return copy;
    }

    Iterable<String> log() {
        return log;
    }
}
