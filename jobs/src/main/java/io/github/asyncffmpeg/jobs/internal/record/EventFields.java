package io.github.asyncffmpeg.jobs.internal.record;

import io.github.asyncffmpeg.jobs.internal.event.BatchEvent;
import io.github.asyncffmpeg.jobs.internal.event.BatchEvent.BatchFinished;
import io.github.asyncffmpeg.jobs.internal.event.BatchEvent.BatchStarted;
import io.github.asyncffmpeg.jobs.internal.event.BatchEvent.BatchStopping;
import io.github.asyncffmpeg.jobs.internal.event.BatchEvent.FileState;
import io.github.asyncffmpeg.jobs.internal.event.BatchEvent.JobFinished;
import io.github.asyncffmpeg.jobs.internal.event.BatchEvent.JobLog;
import io.github.asyncffmpeg.jobs.internal.event.BatchEvent.JobPlanned;
import io.github.asyncffmpeg.jobs.internal.event.BatchEvent.JobProgress;
import io.github.asyncffmpeg.jobs.internal.event.BatchEvent.JobRetrying;
import io.github.asyncffmpeg.jobs.internal.event.BatchEvent.JobRunning;
import io.github.asyncffmpeg.jobs.internal.event.BatchEvent.JobSegment;
import io.github.asyncffmpeg.jobs.internal.event.BatchEvent.JobStarted;
import io.github.asyncffmpeg.jobs.internal.event.BatchEvent.JobStreams;
import io.github.asyncffmpeg.jobs.internal.event.BatchEvent.OfJob;
import io.github.asyncffmpeg.jobs.internal.event.BatchEvent.Trouble;
import io.github.asyncffmpeg.jobs.internal.event.JobStatus;

/** Which fields an event has, in which order. {@link EventParser} is the way back. */
final class EventFields {

    private final JsonLine line;

    private EventFields(JsonLine line) {
        this.line = line;
    }

    static void write(BatchEvent event, JsonLine line) {
        line.number("v", EventJson.VERSION);
        line.time("t", event.time());
        line.text("type", EventType.of(event).word());
        if (event instanceof OfJob ofJob) {
            line.text("job", ofJob.job());
        }
        EventFields fields = new EventFields(line);
        if (event instanceof BatchStarted started) {
            fields.of(started);
        } else if (event instanceof JobPlanned planned) {
            fields.of(planned);
        } else if (event instanceof JobStarted started) {
            fields.of(started);
        } else if (event instanceof JobRunning running) {
            line.number("pid", running.pid());
            line.texts("command", running.command());
        } else if (event instanceof JobProgress progress) {
            fields.of(progress);
        } else if (event instanceof JobLog log) {
            line.text("level", log.level());
            line.text("line", log.line());
        } else if (event instanceof JobStreams streams) {
            line.texts("left_out", streams.leftOut());
            line.texts("converted", streams.converted());
        } else if (event instanceof JobSegment segment) {
            line.number("output", segment.output());
            line.file("file", segment.file());
        } else if (event instanceof JobRetrying retrying) {
            line.number("attempt", retrying.attempt());
            line.milliseconds("after_ms", retrying.after());
            fields.of(retrying.trouble());
        } else if (event instanceof JobFinished finished) {
            fields.of(finished);
        } else if (event instanceof BatchStopping stopping) {
            line.text("reason", stopping.reason());
            line.flag("killing", stopping.killing());
        } else if (event instanceof BatchFinished finished) {
            fields.of(finished);
        }
    }

    private void of(BatchStarted started) {
        line.text("title", started.title());
        line.file("directory", started.directory());
        line.text("ffmpeg", started.ffmpeg());
        line.number("slots", started.slots());
        line.number("jobs", started.jobs());
        line.flag("resumed", started.resumed());
    }

    private void of(JobPlanned planned) {
        line.text("key", planned.key());
        line.texts("arguments", planned.arguments());
        line.files("inputs", planned.inputs());
        line.files("outputs", planned.outputs());
        line.texts("needs", planned.needs().stream().sorted().toList());
    }

    private void of(JobStarted started) {
        line.text("key", started.key());
        line.number("attempt", started.attempt());
        line.number("slot", started.slot());
        line.objects("before", started.before().entrySet(), file -> {
            line.file("file", file.getKey());
            of(file.getValue());
        });
        line.ifKnown("input_bytes", started.inputBytes());
        if (!started.inputs().isEmpty()) {
            line.objects("inputs", started.inputs(), input -> {
                line.file("file", input.file());
                of(input.state());
                input.content().ifPresent(content -> line.text("content", content));
            });
        }
    }

    private void of(JobProgress progress) {
        line.ifKnown("fraction", progress.fraction());
        line.ifKnown("out_time_ms", progress.outTime());
        line.ifKnown("fps", progress.fps());
        line.ifKnown("speed", progress.speed());
        line.ifKnown("bytes", progress.bytes());
        line.ifKnown("time_left_ms", progress.timeLeft());
    }

    private void of(JobFinished finished) {
        line.text("status", finished.status().word());
        line.number("attempts", finished.attempts());
        line.milliseconds("elapsed_ms", finished.elapsed());
        line.ifKnown("exit_code", finished.exitCode());
        line.objects("outputs", finished.outputs(), output -> {
            line.file("file", output.file());
            line.flag("complete", output.complete());
            of(output.state());
        });
        line.ifKnown("media_ms", finished.media());
        finished.trouble().ifPresent(this::of);
    }

    private void of(BatchFinished finished) {
        line.object("counts", () -> {
            for (JobStatus status : JobStatus.values()) {
                Integer count = finished.counts().get(status);
                if (count != null) {
                    line.number(status.word(), count);
                }
            }
        });
        line.milliseconds("elapsed_ms", finished.elapsed());
        line.number("exit_code", finished.exitCode());
    }

    private void of(FileState state) {
        line.number("bytes", state.bytes());
        line.time("modified", state.modified());
    }

    private void of(Trouble trouble) {
        line.object("trouble", () -> {
            line.text("kind", trouble.kind());
            line.text("sentence", trouble.sentence());
            trouble.causeLine().ifPresent(cause -> line.text("cause_line", cause));
            line.texts("log_tail", trouble.logTail());
        });
    }
}
