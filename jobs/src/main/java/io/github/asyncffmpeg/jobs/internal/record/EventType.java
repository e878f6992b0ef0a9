package io.github.asyncffmpeg.jobs.internal.record;

import io.github.asyncffmpeg.jobs.internal.event.BatchEvent;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The types of events, and their words in the lines. */
enum EventType {
    BATCH_STARTED(BatchEvent.BatchStarted.class),
    JOB_PLANNED(BatchEvent.JobPlanned.class),
    JOB_STARTED(BatchEvent.JobStarted.class),
    JOB_RUNNING(BatchEvent.JobRunning.class),
    JOB_PROGRESS(BatchEvent.JobProgress.class),
    JOB_LOG(BatchEvent.JobLog.class),
    JOB_STREAMS(BatchEvent.JobStreams.class),
    JOB_SEGMENT(BatchEvent.JobSegment.class),
    JOB_RETRYING(BatchEvent.JobRetrying.class),
    JOB_FINISHED(BatchEvent.JobFinished.class),
    BATCH_STOPPING(BatchEvent.BatchStopping.class),
    BATCH_FINISHED(BatchEvent.BatchFinished.class);

    private static final Map<Class<?>, EventType> BY_RECORD =
            Arrays.stream(values()).collect(Collectors.toMap(type -> type.eventClass, type -> type));
    private static final Map<String, EventType> BY_WORD =
            Arrays.stream(values()).collect(Collectors.toMap(EventType::word, type -> type));

    private final Class<? extends BatchEvent> eventClass;
    private final String word;

    EventType(Class<? extends BatchEvent> eventClass) {
        this.eventClass = eventClass;
        this.word = name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static EventType of(BatchEvent event) {
        EventType type = BY_RECORD.get(event.getClass());
        if (type == null) {
            throw new IllegalArgumentException("No word for " + event.getClass());
        }
        return type;
    }

    static Optional<EventType> of(String word) {
        return Optional.ofNullable(BY_WORD.get(word));
    }

    String word() {
        return word;
    }
}
