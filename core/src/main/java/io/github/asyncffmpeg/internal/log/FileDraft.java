package io.github.asyncffmpeg.internal.log;

import io.github.asyncffmpeg.event.AnnouncedStream;
import io.github.asyncffmpeg.event.FFmpegEvent;
import io.github.asyncffmpeg.event.InputAnnounced;
import io.github.asyncffmpeg.event.OutputAnnounced;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The announcement of one input or output, while its lines come. FFmpeg's indentation tells whose a line is:
 *
 * <pre>
 * Input #0, matroska,webm, from 'in.mkv':
 *   Metadata:
 *     title           : of the file
 *                     : its second line
 *   Duration: 00:00:01.00, start: 0.000000, bitrate: 109 kb/s
 *   Chapters:                                and Program 1, Stream group #0:0 …: passed over
 *     Chapter #0:0: start 0.000000, end 0.500000
 *       Metadata:
 *         title           : of the chapter
 *   Stream #0:0: Video: …
 *     Metadata:
 *       title           : of the stream
 *     Side data:
 *       displaymatrix: rotation of 90.00 degrees
 * </pre>
 *
 * <p>Not thread-safe.
 */
final class FileDraft {

    static final int MOST_CHARACTERS = 256 * 1024;

    /** {@code av_dump_format} pads the key of a tag to this, also the empty key of its second line. */
    private static final int KEY_WIDTH = 16;

    private static final Pattern BELOW_HEADER = Pattern.compile(" {2}(?:Duration: |Metadata:$|Stream #\\d)");
    private static final Pattern OPEN_LANGUAGE = Pattern.compile(" +Stream #\\d+:\\d+(?:\\[0x[0-9a-f]+])?\\([^)]*");
    private static final Pattern DURATION =
            Pattern.compile("^ {2}Duration: (\\d{1,9}):(\\d\\d):(\\d\\d)\\.(\\d\\d)(?=,|$)");
    private static final Pattern START = Pattern.compile(", start: (-?\\d{1,12}(?:\\.\\d{1,9})?)(?=,|$)");
    private static final Pattern BITRATE = Pattern.compile(", bitrate: (\\d{1,12}) kb/s$");
    private static final Pattern ROTATION = Pattern.compile("displaymatrix: rotation of (-?\\d{1,3}\\.\\d+) degrees");

    private final boolean output;
    private final int index;
    private final String format;
    private final boolean estimated;
    private final StringBuilder target;
    private final StringBuilder raw;
    private final Map<String, String> tags = new HashMap<>();
    private final Map<Integer, StreamDraft> streams = new TreeMap<>(); // a program's come in its own order, and again
    private boolean openHeader;
    private boolean full;
    private Optional<Duration> duration = Optional.empty();
    private Optional<Duration> start = Optional.empty();
    private OptionalLong bitrate = OptionalLong.empty();

    /** What the lines belong to: this file at first, then a stream, or something that is passed over. */
    private boolean inFile = true;

    private boolean hasTimes;

    private @Nullable StreamDraft stream;

    /** Of the list being read: how far its entries are indented, or more than any line is. */
    private int entries = Integer.MAX_VALUE;

    private boolean sideData;

    /** The begin of the line of a stream, whose end has not come yet. */
    private @Nullable String torn;

    /** The line of a stream up to a line end in its language. */
    private @Nullable String openLanguage;

    private @Nullable Map<String, String> list;
    private @Nullable String lastKey;

    private FileDraft(boolean output, int index, String format, String target, boolean estimated, String line) {
        this.output = output;
        this.index = index;
        this.format = format;
        this.estimated = estimated;
        this.target = new StringBuilder(target);
        this.raw = new StringBuilder(line);
        closeHeader();
    }

    static FileDraft input(int index, String formats, String target, boolean estimated, String line) {
        return new FileDraft(false, index, formats, target, estimated, line);
    }

    static FileDraft output(int index, String format, String target, String line) {
        return new FileDraft(true, index, format, target, false, line);
    }

    private void closeHeader() {
        int quote = target.length() - 2;
        openHeader = quote < 0 || !target.substring(quote).equals("':");
        if (!openHeader) {
            target.setLength(quote);
        }
    }

    /** Whether the name of the file goes on in the next line. */
    boolean isOpenHeader() {
        return openHeader;
    }

    /** A line too long for us was cut, and the end of the name with it. */
    void endHeader() {
        openHeader = false;
    }

    boolean isOutput() {
        return output;
    }

    int index() {
        return index;
    }

    int streams() {
        return streams.size();
    }

    int length() {
        return raw.length();
    }

    /** Takes what follows a line end within a text: the name of the file, or a tag. */
    void continued(String text) {
        if (openHeader) {
            if (keep(text)) {
                target.append('\n').append(text);
                closeHeader();
            }
        } else if (isSecondLineOfTag(text) && keep(text)) {
            secondLineOfTag(text);
        } else if (openLanguage != null) {
            StreamDraft read = StreamDraft.parse(openLanguage + text);
            if (read != null && keep(text)) {
                stream = stream(openLanguage + text);
                openLanguage = null;
            }
        }
    }

    /** Takes an indented line. */
    void line(String line) {
        if (openHeader && !BELOW_HEADER.matcher(line).lookingAt()) {
            continued(line);
            return;
        }
        endHeader();
        if (!keep(line)) {
            return;
        }
        int indent = indentation(line);
        if (indent >= entries) {
            entry(line, indent);
            return;
        }
        entries = Integer.MAX_VALUE;
        sideData = false;
        String text = line.substring(indent);
        if (text.equals("Metadata:")) {
            open(indent, inFile ? tags : stream == null ? null : stream.tags());
        } else if (text.equals("Side data:")) {
            open(indent, null);
            sideData = true;
        } else if (text.startsWith("Stream #") && indent <= 4) { // 4: within a stream group (7.1)
            inFile = false;
            hasTimes = true;
            stream = stream(line);
        } else if (text.startsWith("Duration: ") && indent == 2 && !hasTimes) {
            times(line); // again, if it was in a tag of the file
        } else {
            hasTimes |= indent == 2; // what follows them is there: chapters or programs
            inFile = false;
            stream = null;
        }
    }

    /**
     * FFmpeg 8 writes the line of a stream in pieces, and another thread of it may write in between (seen in 2 to 5 of 100
     * runs with six outputs): {@code Stream #0using SAR=1/1}, and then a line {@code :0(und): Video: h264 …}.
     */
    boolean mends(String line) {
        String begin = torn;
        if (begin == null || line.isEmpty() || ":([".indexOf(line.charAt(0)) < 0) {
            return false;
        }
        StreamDraft mended = stream(begin + line);
        stream = mended != null ? mended : stream(begin + ":" + streams.size() + line);
        return torn == null && keep(line);
    }

    private boolean keep(String line) {
        full |= raw.length() + line.length() >= MOST_CHARACTERS;
        if (!full) {
            raw.append('\n').append(line);
        }
        return !full;
    }

    private void open(int indent, @Nullable Map<String, String> where) {
        entries = indent + 2;
        list = where;
        lastKey = null;
    }

    private void entry(String line, int indent) {
        if (sideData) {
            sideData(line);
        } else if (isSecondLineOfTag(line)) {
            secondLineOfTag(line);
        } else if (list != null && indent == entries) {
            int colon = line.indexOf(": ", indent);
            colon = colon < 0 && line.endsWith(":") ? line.length() - 1 : colon;
            if (colon >= 0) {
                lastKey = line.substring(indent, colon).stripTrailing();
                list.put(lastKey, line.substring(Math.min(line.length(), colon + 2)));
            }
        }
    }

    private boolean isSecondLineOfTag(String line) {
        return lastKey != null
                && entries != Integer.MAX_VALUE
                && indentation(line) == entries + KEY_WIDTH
                && line.startsWith(":", entries + KEY_WIDTH);
    }

    private void secondLineOfTag(String line) {
        if (list != null && lastKey != null) {
            String rest = line.substring(Math.min(line.length(), entries + KEY_WIDTH + 2));
            String first = list.get(lastKey);
            list.put(lastKey, first == null ? rest : first + "\n" + rest);
        }
    }

    private void sideData(String line) {
        Matcher rotation = ROTATION.matcher(line);
        if (stream != null && rotation.find()) {
            stream.rotate(Double.parseDouble(rotation.group(1)) + 0.0); // 5.1 writes -0.00
        }
    }

    private @Nullable StreamDraft stream(String line) {
        StreamDraft read = StreamDraft.parse(line);
        if (read == null && OPEN_LANGUAGE.matcher(line).matches()) {
            openLanguage = line;
            return null;
        }
        if (read == null || read.file() != index) {
            String begin = line.substring(0, line.indexOf('#')) + "#" + index;
            torn = read == null && line.startsWith(begin) ? begin : null;
            return null;
        }
        torn = null;
        return streams.putIfAbsent(read.index(), read) == null ? read : null; // in a second program: the same again
    }

    private void times(String line) {
        Matcher length = DURATION.matcher(line);
        if (length.find()) {
            duration = Optional.of(Duration.ofHours(Long.parseLong(length.group(1)))
                    .plusMinutes(Long.parseLong(length.group(2)))
                    .plusSeconds(Long.parseLong(length.group(3)))
                    .plusMillis(10 * Long.parseLong(length.group(4))));
        }
        Matcher first = START.matcher(line);
        if (first.find()) {
            BigDecimal seconds = new BigDecimal(first.group(1));
            BigDecimal whole = seconds.setScale(0, RoundingMode.FLOOR);
            start = Optional.of(Duration.ofSeconds(
                    whole.longValue(), seconds.subtract(whole).movePointRight(9).longValue()));
        }
        Matcher rate = BITRATE.matcher(line);
        if (rate.find()) {
            bitrate = OptionalLong.of(1000 * Long.parseLong(rate.group(1)));
        }
    }

    FFmpegEvent announced() {
        List<AnnouncedStream> all = new ArrayList<>();
        for (StreamDraft stream : streams.values()) {
            all.add(stream.announced());
        }
        return output
                ? new OutputAnnounced(index, format, target.toString(), tags, all, raw.toString())
                : new InputAnnounced(
                        index,
                        List.of(format.split(",")),
                        target.toString(),
                        duration,
                        estimated && duration.isPresent(),
                        start,
                        bitrate,
                        tags,
                        all,
                        raw.toString());
    }

    private static int indentation(String line) {
        int spaces = 0;
        while (spaces < line.length() && line.charAt(spaces) == ' ') {
            spaces++;
        }
        return spaces;
    }
}
