package io.github.asyncffmpeg.cli.web;

import com.google.gson.stream.JsonWriter;
import io.github.asyncffmpeg.jobs.internal.event.BatchEvent.BatchFinished;
import io.github.asyncffmpeg.jobs.internal.event.BatchEvent.BatchStarted;
import io.github.asyncffmpeg.jobs.internal.event.BatchEvent.BatchStopping;
import io.github.asyncffmpeg.jobs.internal.event.BatchEvent.JobFinished;
import io.github.asyncffmpeg.jobs.internal.event.BatchEvent.JobProgress;
import io.github.asyncffmpeg.jobs.internal.words.Words;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** Changes of a {@link LiveState}, as the page reads them: one line. Texts have been made visible. */
final class LiveJson {

    /** A time left in the first seconds would be a guess. */
    private static final Duration EARLY = Duration.ofSeconds(2);

    private final StringWriter text = new StringWriter();
    private final JsonWriter json = new JsonWriter(text);

    /** Begins with whether this is all there is to know, and not only what is new. */
    LiveJson(boolean whole) {
        run(() -> json.beginObject().name("whole").value(whole));
    }

    private interface Write {
        void run() throws IOException;
    }

    private static void run(Write write) {
        try {
            write.run();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible); // it is memory
        }
    }

    void batch(@Nullable BatchStarted start, @Nullable BatchStopping stopping, @Nullable BatchFinished finish) {
        run(() -> {
            if (start != null) {
                text("title", start.title());
                json.name("began").value(start.time().toEpochMilli());
                json.name("slots").value(start.slots());
                text("ffmpeg", start.ffmpeg());
            }
            if (stopping != null) {
                text("stopping", stopping.reason());
            }
            if (finish != null) {
                json.name("elapsed").value(Words.millis(finish.elapsed()));
                json.name("exit").value(finish.exitCode());
            }
        });
    }

    void jobs(List<LiveJob> jobs, long seen) {
        run(() -> {
            json.name("jobs").beginArray();
            for (LiveJob job : jobs) {
                json.beginObject().name("n").value(job.number);
                if (job.restated > seen) {
                    restate(job);
                }
                JobProgress progress = job.progress;
                if (progress != null && job.finished == null) {
                    progress(progress, job.started);
                }
                json.endObject();
            }
            json.endArray();
        });
    }

    private void restate(LiveJob job) throws IOException {
        text("name", job.id);
        json.name("status").value(job.status);
        if (job.attempt > 1) {
            json.name("attempt").value(job.attempt);
        }
        Instant started = job.started;
        if (started != null) {
            json.name("started").value(started.toEpochMilli());
        }
        String sentence = job.sentence;
        if (sentence != null) {
            text("sentence", sentence);
        }
        json.name("lines").value(job.logLines);
        JobFinished finished = job.finished;
        if (finished != null && finished.attempts() > 0) {
            json.name("took").value(Words.took(finished.elapsed()));
        }
        if (finished != null && !finished.outputs().isEmpty()) {
            long bytes = finished.outputs().stream()
                    .mapToLong(output -> output.state().bytes())
                    .sum();
            json.name("size").value(Words.size(bytes));
            json.name("bytes").value(bytes);
        }
    }

    private void progress(JobProgress progress, @Nullable Instant started) throws IOException {
        number("fraction", progress.fraction(), 1000);
        number("speed", progress.speed(), 100);
        if (progress.outTime().isPresent()) {
            json.name("at").value(Words.time(progress.outTime().get()));
        }
        boolean early =
                started != null && Duration.between(started, progress.time()).compareTo(EARLY) < 0;
        if (progress.timeLeft().isPresent() && !early) {
            Duration left = progress.timeLeft().get();
            json.name("left").value(Words.left(left));
        }
        if (progress.bytes().isPresent()) {
            json.name("size").value(Words.size(progress.bytes().getAsLong()));
        }
    }

    private void number(String name, OptionalDouble value, int parts) throws IOException {
        if (value.isPresent() && Double.isFinite(value.getAsDouble())) {
            json.name(name).value(Math.round(value.getAsDouble() * parts) / (double) parts);
        }
    }

    private void text(String name, String value) throws IOException {
        json.name(name).value(Words.visible(value));
    }

    String end() {
        run(json::endObject);
        return text.toString();
    }

    /** The last lines of a job's log, as a list. */
    static String log(LiveJob job) {
        StringWriter text = new StringWriter();
        JsonWriter json = new JsonWriter(text);
        run(() -> {
            json.beginArray();
            for (String line : job.log()) {
                json.value(line);
            }
            json.endArray();
        });
        return text.toString();
    }
}
