package io.github.asyncffmpeg.run;

import io.github.asyncffmpeg.event.LogLevel;
import io.github.asyncffmpeg.event.LogLine;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * What is kept of a log of any length: the first lines, the last ones, and the last errors. At most some hundred
 * kilobytes a run, whatever FFmpeg writes. Written by the poller, read by any thread.
 */
final class LogTail {

    private static final int HEAD = 50;
    private static final int TAIL = 200;
    private static final int ERRORS = 20;
    private static final int LONGEST_LINE = 1_000;

    private final List<String> head = new ArrayList<>();
    private final Deque<String> tail = new ArrayDeque<>();
    private final Deque<LogLine> errors = new ArrayDeque<>();
    private long dropped;

    synchronized void add(LogLine line) {
        if (line.message().isBlank()) {
            return;
        }
        String text = shortened(line.message());
        if (head.size() < HEAD) {
            head.add(text);
        } else {
            tail.add(text);
            if (tail.size() > TAIL) {
                tail.remove();
                dropped++;
            }
        }
        if (line.level().compareTo(LogLevel.ERROR) <= 0) {
            errors.add(new LogLine(line.level(), line.component(), text, text));
            if (errors.size() > ERRORS) {
                errors.remove();
            }
        }
    }

    /** The lines, oldest first; one line says so where some were dropped. */
    synchronized List<String> lines() {
        List<String> lines = new ArrayList<>(head);
        if (dropped > 0) {
            lines.add("… " + dropped + " lines left out …");
        }
        lines.addAll(tail);
        return lines;
    }

    /** The last lines of level error or graver, oldest first. */
    synchronized List<LogLine> errors() {
        return List.copyOf(errors);
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST_LINE ? text : text.substring(0, LONGEST_LINE) + "…";
    }
}
