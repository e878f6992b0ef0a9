package io.github.asyncffmpeg.internal.engine;

import io.github.asyncffmpeg.event.LogLevel;
import io.github.asyncffmpeg.event.LogLine;
import io.github.asyncffmpeg.internal.log.LogLines;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

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

    /** FFmpeg tells that a signal ended it in a line of level info. Nothing follows it. */
    private static final String SIGNALLED = "Exiting normally, received signal ";

    /** So begins no line that ends a log. */
    private static final String CONTINUED = "… ";

    /** For lines that may be such. */
    private static final class Words {

        private static final String SPEAKERS = "(?:\\[[^\\]]* @ (?:0x)?[0-9a-fA-F]+\\] )*";

        /** The summary of a run, which FFmpeg writes last but for the signal: sizes, and the last of its statistics. */
        private static final Pattern SUMMARY = Pattern.compile(SPEAKERS + "(?:frame=|size=|video:).*");

        /** A status that FFmpeg 5.1 tells in a warning alone. */
        private static final Pattern HTTP = Pattern.compile(SPEAKERS + "HTTP error \\d{3}.*");

        /** A library that writes past FFmpeg's log. */
        private static final Pattern LIBRARY = Pattern.compile("(\\w+) ?\\[\\w+\\]: .*");
    }

    private final List<String> head = new ArrayList<>();
    private final Deque<String> tail = new ArrayDeque<>();
    private final Deque<String> errors = new ArrayDeque<>();

    /** Errors that may be anybody's: they count where nothing in the log has a color. */
    private final Deque<String> claims = new ArrayDeque<>();

    /** What a library has just said: its reason, once FFmpeg says next that it failed. */
    private final List<String> libraries = new ArrayList<>();

    private boolean colored;
    private boolean leveled;
    private long dropped;
    private @Nullable String loader;

    /** The last two lines that are no details, the newest last. */
    private final Deque<String> ending = new ArrayDeque<>();

    /** Whose words a line is. */
    enum Origin {
        /** FFmpeg itself says it, and at that level. */
        FFMPEG,
        /** It follows a line end within a message of FFmpeg's. */
        CONTINUED,
        /** FFmpeg's, at level info, or a file's, or another program's. */
        ANYBODY
    }

    /** Takes a line. */
    synchronized void add(LogLine line, Origin origin) {
        if (line.message().isBlank()) {
            return;
        }
        boolean first = head.isEmpty();
        String text = shortened(line.message());
        keep(text);
        if (origin == Origin.FFMPEG) {
            colored = true;
            certain(line, text);
        } else if (origin == Origin.ANYBODY) {
            claimed(line, text, first);
        }
        if (line.level().compareTo(LogLevel.INFO) <= 0) {
            keepLast(ending, origin == Origin.CONTINUED ? CONTINUED + text : text, 2);
        }
    }

    /** Takes words of this library's own. */
    synchronized void note(String words) {
        keep(shortened(words));
    }

    private void certain(LogLine line, String text) {
        boolean error = line.level().compareTo(LogLevel.ERROR) <= 0;
        if (error) {
            String speakers = text.toLowerCase(Locale.ROOT);
            for (String said : libraries) {
                if (speakers.startsWith("[") && speakers.contains(name(said))) {
                    keepLast(errors, said, ERRORS);
                }
            }
        }
        if (error || isHttpError(text)) {
            keepLast(errors, text, ERRORS);
        }
        if (error) {
            libraries.clear();
        }
    }

    private void claimed(LogLine line, String text, boolean first) {
        leveled |= line.message().length() < line.raw().length();
        boolean library = isOfALibrary(text);
        boolean failed = library && text.contains("[error]");
        if (!library) {
            libraries.clear();
        } else if (failed && libraries.size() < ERRORS) {
            libraries.add(text);
        }
        if (first && isOfTheLoader(text)) {
            loader = text;
        }
        if (!failed && !mayComplain(line.raw())) {
            return; // as most lines
        }
        LogLine read = LogLines.parse(line.raw());
        boolean error = read.level().compareTo(LogLevel.ERROR) <= 0;
        leveled |= error;
        if (error || failed || isHttpError(read.message())) {
            keepLast(claims, shortened(read.message()), ERRORS);
        }
    }

    /** Whether reading it may find an error: cheaper than reading it. */
    private static boolean mayComplain(String raw) {
        return raw.contains("[error]")
                || raw.contains("[fatal]")
                || raw.contains("[panic]")
                || raw.contains("HTTP error ");
    }

    private static boolean isHttpError(String text) {
        return text.contains("HTTP error ") && Words.HTTP.matcher(text).matches();
    }

    private static boolean isOfALibrary(String text) {
        return text.contains("]: ") && Words.LIBRARY.matcher(text).matches();
    }

    /** The loader writes before FFmpeg does, or last: it ends the process. */
    private static boolean isOfTheLoader(String text) {
        return text.contains(": error while loading shared libraries: ") || text.contains(": symbol lookup error: ");
    }

    /** Of {@code x265}, in {@code libx265}; of {@code Svt}, in {@code libsvtav1}. */
    private static String name(String said) {
        Matcher library = Words.LIBRARY.matcher(said);
        return library.matches() ? library.group(1).toLowerCase(Locale.ROOT) : said;
    }

    private void keep(String text) {
        if (head.size() < HEAD) {
            head.add(text);
        } else {
            tail.add(text);
            if (tail.size() > TAIL) {
                tail.remove();
                dropped++;
            }
        }
    }

    private static void keepLast(Deque<String> lines, String line, int most) {
        lines.add(line);
        if (lines.size() > most) {
            lines.remove();
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

    /**
     * The last lines of level error or graver, and others that may be a reason; oldest first. Where nothing has a color,
     * it was not FFmpeg itself that wrote: then they are the last lines that say they are errors, and where none says a
     * level, the last ones that are not indented, as metadata is.
     */
    synchronized List<String> errors() {
        List<String> all;
        if (colored || leveled) {
            all = new ArrayList<>(colored ? errors : claims);
            String end = ending.peekLast();
            if (loader != null) {
                all.add(loader);
            } else if (end != null && (saysSignalled() || isOfTheLoader(end))) {
                all.add(end);
            }
        } else {
            all = new ArrayList<>();
            addUnindented(head, all);
            addUnindented(tail, all);
        }
        return List.copyOf(all.subList(Math.max(0, all.size() - ERRORS), all.size()));
    }

    private static void addUnindented(Iterable<String> lines, List<String> all) {
        for (String line : lines) {
            if (!line.startsWith(" ")) {
                all.add(line);
            }
        }
    }

    /** Whether the last line says that a signal ended FFmpeg. */
    synchronized boolean saysSignalled() {
        String end = ending.peekLast();
        return end != null && end.startsWith(SIGNALLED);
    }

    /** Whether FFmpeg has written its summary at the end, as it does when it got to work. */
    synchronized boolean hasSummary() {
        String last = saysSignalled() ? ending.peekFirst() : ending.peekLast();
        return last != null && Words.SUMMARY.matcher(last).matches();
    }

    /** FFmpeg 5.1 writes the reason behind the name, and a name can be long: the end is kept as well. */
    private static String shortened(String text) {
        return text.length() <= LONGEST_LINE
                ? text
                : text.substring(0, LONGEST_LINE - END_OF_LINE) + "…" + text.substring(text.length() - END_OF_LINE);
    }
}
