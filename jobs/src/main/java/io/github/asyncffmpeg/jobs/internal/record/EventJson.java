package io.github.asyncffmpeg.jobs.internal.record;

import io.github.asyncffmpeg.jobs.internal.event.BatchEvent;
import java.util.Optional;

/**
 * An event as one line of JSON, and back: {@code {"v":1,"t":"2026-11-22T21:22:10.5Z","type":"job-started","job":"a",…}}.
 * What is read is equal to what was written, to the nanosecond and the last bit. What is not known is absent. Functions
 * without state: safe for any thread.
 *
 * <p>Within version 1, types and fields may be added, and none changes its meaning: so a reader ignores those that it does
 * not know. Lines of another version are none of its business.
 */
public final class EventJson {

    /** The version of the lines, their field {@code v}. */
    public static final int VERSION = 1;

    private EventJson() {}

    /**
     * An event as a line.
     *
     * @return the line, without its end; there is no line break in it
     */
    public static String write(BatchEvent event) {
        JsonLine line = new JsonLine();
        EventFields.write(event, line);
        return line.end();
    }

    /**
     * The event that a line tells.
     *
     * @param line without its end
     * @return the event; empty if its type or its version is not known here
     * @throws NotAnEvent if this is not JSON, or lacks something that an event of its type has
     */
    public static Optional<BatchEvent> read(String line) throws NotAnEvent {
        JsonFields fields = JsonFields.parse(line);
        if (fields.integer("v") != VERSION) {
            return Optional.empty();
        }
        return EventParser.event(fields);
    }
}
