package io.github.asyncffmpeg.jobs.internal.record;

import io.github.asyncffmpeg.jobs.internal.event.BatchEvent;
import io.github.asyncffmpeg.jobs.internal.event.BatchEvent.FileState;
import io.github.asyncffmpeg.jobs.internal.event.BatchEvent.InputFile;
import io.github.asyncffmpeg.jobs.internal.event.BatchEvent.OutputFile;
import io.github.asyncffmpeg.jobs.internal.event.BatchEvent.Trouble;
import io.github.asyncffmpeg.jobs.internal.event.JobStatus;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An event from its fields: the way back from {@link EventFields}. */
final class EventParser {

    private final JsonFields fields;

    private EventParser(JsonFields fields) {
        this.fields = fields;
    }

    /** The event; empty if its type, or how a job ended, is not known here. */
    static Optional<BatchEvent> event(JsonFields fields) throws NotAnEvent {
        Optional<EventType> type = EventType.of(fields.text("type"));
        if (type.isEmpty()) {
            return Optional.empty();
        }
        EventParser parser = new EventParser(fields);
        return switch (type.get()) {
            case BATCH_STARTED -> Optional.of(parser.batchStarted());
            case JOB_PLANNED -> Optional.of(parser.jobPlanned());
            case JOB_STARTED -> Optional.of(parser.jobStarted());
            case JOB_RUNNING -> Optional.of(parser.jobRunning());
            case JOB_PROGRESS -> Optional.of(parser.jobProgress());
            case JOB_LOG -> Optional.of(parser.jobLog());
            case JOB_STREAMS -> Optional.of(parser.jobStreams());
            case JOB_SEGMENT -> Optional.of(parser.jobSegment());
            case JOB_RETRYING -> Optional.of(parser.jobRetrying());
            case JOB_FINISHED -> parser.jobFinished();
            case BATCH_STOPPING -> Optional.of(parser.batchStopping());
            case BATCH_FINISHED -> Optional.of(parser.batchFinished());
        };
    }

    private BatchEvent batchStarted() throws NotAnEvent {
        return new BatchEvent.BatchStarted(
                fields.time("t"),
                fields.text("title"),
                fields.file("directory"),
                fields.text("ffmpeg"),
                fields.integer("slots"),
                fields.integer("jobs"),
                fields.flag("resumed"));
    }

    private BatchEvent jobPlanned() throws NotAnEvent {
        return new BatchEvent.JobPlanned(
                fields.time("t"),
                fields.text("job"),
                fields.text("key"),
                fields.texts("arguments"),
                fields.files("inputs"),
                fields.files("outputs"),
                new HashSet<>(fields.texts("needs")));
    }

    private BatchEvent jobStarted() throws NotAnEvent {
        Map<Path, FileState> before = new HashMap<>();
        for (JsonFields file : fields.objects("before")) {
            before.put(file.file("file"), state(file));
        }
        return new BatchEvent.JobStarted(
                fields.time("t"),
                fields.text("job"),
                fields.text("key"),
                fields.integer("attempt"),
                fields.integer("slot"),
                before,
                fields.numberIfKnown("input_bytes"),
                inputs());
    }

    private List<InputFile> inputs() throws NotAnEvent {
        List<InputFile> inputs = new ArrayList<>();
        for (JsonFields input : fields.objectsIfKnown("inputs")) {
            inputs.add(new InputFile(input.file("file"), state(input), input.textIfKnown("content")));
        }
        return inputs;
    }

    private BatchEvent jobRunning() throws NotAnEvent {
        return new BatchEvent.JobRunning(
                fields.time("t"), fields.text("job"), fields.number("pid"), fields.texts("command"));
    }

    private BatchEvent jobProgress() throws NotAnEvent {
        return new BatchEvent.JobProgress(
                fields.time("t"),
                fields.text("job"),
                fields.realIfKnown("fraction"),
                fields.millisecondsIfKnown("out_time_ms"),
                fields.realIfKnown("fps"),
                fields.realIfKnown("speed"),
                fields.numberIfKnown("bytes"),
                fields.millisecondsIfKnown("time_left_ms"));
    }

    private BatchEvent jobLog() throws NotAnEvent {
        return new BatchEvent.JobLog(fields.time("t"), fields.text("job"), fields.text("level"), fields.text("line"));
    }

    private BatchEvent jobStreams() throws NotAnEvent {
        return new BatchEvent.JobStreams(
                fields.time("t"), fields.text("job"), fields.texts("left_out"), fields.texts("converted"));
    }

    private BatchEvent jobSegment() throws NotAnEvent {
        return new BatchEvent.JobSegment(
                fields.time("t"), fields.text("job"), fields.integer("output"), fields.file("file"));
    }

    private BatchEvent jobRetrying() throws NotAnEvent {
        return new BatchEvent.JobRetrying(
                fields.time("t"),
                fields.text("job"),
                fields.integer("attempt"),
                trouble().orElseThrow(() -> new NotAnEvent("no trouble")),
                fields.milliseconds("after_ms"));
    }

    private Optional<BatchEvent> jobFinished() throws NotAnEvent {
        Optional<JobStatus> status = status(fields.text("status"));
        if (status.isEmpty()) {
            return Optional.empty();
        }
        List<OutputFile> outputs = new ArrayList<>();
        for (JsonFields output : fields.objects("outputs")) {
            outputs.add(new OutputFile(output.file("file"), output.flag("complete"), state(output)));
        }
        return Optional.of(new BatchEvent.JobFinished(
                fields.time("t"),
                fields.text("job"),
                status.get(),
                fields.integer("attempts"),
                fields.milliseconds("elapsed_ms"),
                fields.integerIfKnown("exit_code"),
                outputs,
                fields.millisecondsIfKnown("media_ms"),
                trouble()));
    }

    private BatchEvent batchStopping() throws NotAnEvent {
        return new BatchEvent.BatchStopping(fields.time("t"), fields.text("reason"), fields.flag("killing"));
    }

    private BatchEvent batchFinished() throws NotAnEvent {
        Map<JobStatus, Integer> counts = new EnumMap<>(JobStatus.class);
        JsonFields byWord = fields.objectIfKnown("counts").orElseThrow(() -> new NotAnEvent("no counts"));
        for (String word : byWord.names()) {
            Optional<JobStatus> status = status(word);
            if (status.isPresent()) {
                counts.put(status.get(), byWord.integer(word));
            }
        }
        return new BatchEvent.BatchFinished(
                fields.time("t"), counts, fields.milliseconds("elapsed_ms"), fields.integer("exit_code"));
    }

    private Optional<Trouble> trouble() throws NotAnEvent {
        Optional<JsonFields> trouble = fields.objectIfKnown("trouble");
        if (trouble.isEmpty()) {
            return Optional.empty();
        }
        JsonFields known = trouble.get();
        return Optional.of(new Trouble(
                known.text("kind"), known.text("sentence"), known.textIfKnown("cause_line"), known.texts("log_tail")));
    }

    private static FileState state(JsonFields file) throws NotAnEvent {
        return new FileState(file.number("bytes"), file.time("modified"));
    }

    private static Optional<JobStatus> status(String word) {
        return Arrays.stream(JobStatus.values())
                .filter(status -> status.word().equals(word))
                .findFirst();
    }
}
