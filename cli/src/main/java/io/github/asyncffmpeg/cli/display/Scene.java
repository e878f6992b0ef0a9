package io.github.asyncffmpeg.cli.display;

import io.github.asyncffmpeg.jobs.internal.event.BatchEvent;
import java.time.Duration;
import java.util.List;

/** What there is to be seen, whether it is drawn or written. For one thread at a time; time is a clock's nanoseconds. */
interface Scene {

    /** Something happened; what of it is worth lines that stay. */
    List<Line> tell(BatchEvent event, long now);

    /** How it stands, in rows that are drawn over. */
    List<Line> rows(Size size, long now);

    /** How it stands, in one line for a log. */
    Line standing(long now);

    /** How long after the last line for a log there may be another, at that moment. */
    Duration pause(long now);

    /** A line of the program's own, or of somebody else's. */
    Line say(String text);
}
