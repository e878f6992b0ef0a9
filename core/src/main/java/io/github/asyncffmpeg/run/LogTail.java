package io.github.asyncffmpeg.run;

import io.github.asyncffmpeg.event.LogLevel;
import io.github.asyncffmpeg.event.LogLine;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What is kept of a log of any length: the first lines, the last ones, and the last errors. At most some hundred
 * kilobytes a run, whatever FFmpeg writes. Written by the poller, read by any thread.
 */
final class LogTail {

    private static final int HEAD = 50;
    private static final int TAIL = 200;
    private static final int ERRORS = 40;
    private static final int LONGEST_LINE = 1_000;
    private static final int END_OF_LINE = 300;

    /** Reasons that FFmpeg, a library of it or the loader tells at another level, or past its log. */
    private static final Pattern TOLD_OTHERWISE = Pattern.compile("\\bHTTP error \\d{3}|^\\w+ ?\\[error\\]: "
            + "|: error while loading shared libraries: |: symbol lookup error: |^Exiting normally, received signal ");

    private final List<String> head = new ArrayList<>();
    private final Deque<String> tail = new ArrayDeque<>();
    private final Deque<String> errors = new ArrayDeque<>();
    private boolean levels;
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
        levels |= line.message().length() < line.raw().length();
        if (line.level().compareTo(LogLevel.ERROR) <= 0
                || (mayBeToldOtherwise(text) && TOLD_OTHERWISE.matcher(text).find())) {
            errors.add(text);
            if (errors.size() > ERRORS) {
                errors.remove();
            }
        }
    }

    /** Metadata is indented; and what the pattern finds has "error" in it, or begins with "Exiting". */
    private static boolean mayBeToldOtherwise(String text) {
        return !text.startsWith(" ") && (text.contains("rror") || text.startsWith("Exiting normally"));
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

    /**
     * The last lines of level error or graver, and others that may be a reason; oldest first. Under a
     * {@code -loglevel} of the user's no line says its level: then they are the last lines that are not indented, as
     * metadata is.
     */
    synchronized List<String> errors() {
        if (levels) {
            return List.copyOf(errors);
        }
        List<String> all = new ArrayList<>(head);
        all.addAll(tail);
        List<String> flush = all.stream().filter(line -> !line.startsWith(" ")).toList();
        return List.copyOf(flush.subList(Math.max(0, flush.size() - ERRORS), flush.size()));
    }

    /** FFmpeg 5.1 writes the reason behind the name, and a name can be long: the end is kept as well. */
    private static String shortened(String text) {
        return text.length() <= LONGEST_LINE
                ? text
                : text.substring(0, LONGEST_LINE - END_OF_LINE) + "…" + text.substring(text.length() - END_OF_LINE);
    }
}
