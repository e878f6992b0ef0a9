package io.github.asyncffmpeg.internal.log;

import io.github.asyncffmpeg.event.LogLevel;
import io.github.asyncffmpeg.event.LogLine;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the log of an FFmpeg that was told to color it ({@code AV_LOG_FORCE_COLOR}), and tells what FFmpeg itself says
 * from what a file may have written. Not thread-safe: one poller feeds it.
 *
 * <p>FFmpeg logs texts of files with their line ends, so that a file can write whole lines, with any prefix. But in
 * every text FFmpeg replaces the escape character by a question mark (5.1.9, 8.0.1: {@code sanitize} in log.c). So no
 * file can begin or end a color, and the color tells the level:
 *
 * <pre>
 * ESC[1;35m[out#0/mp4 @ 0x55d0] ESC[0m ESC[1;31m[error] ESC[0m ESC[1;31mError writing trailer: … LF ESC[0m
 * </pre>
 *
 * <p>Lines of level info have no color. Whoever wants to can write those.
 */
public final class LogDecoder {

    /** Takes what is read. */
    public interface Listener {

        /**
         * FFmpeg itself says something at this level. The message begins with words of FFmpeg's, but may have line ends:
         * what follows one may be anybody's.
         *
         * @param message the message, without the line end that ends it
         */
        void certain(LogLine message);

        /**
         * A line without a color. FFmpeg's own of level info are such lines, but a file can write them too, and other
         * programs do. A level of warning or graver that it claims is left in its text.
         *
         * @param line the line
         */
        void claimed(LogLine line);
    }

    private static final byte ESCAPE = 0x1b;

    /** {@code [48;5;0m}, and room for more. */
    private static final int LONGEST_SEQUENCE = 16;

    private final Listener listener;

    /** Text without a color, since the last line end. */
    private final ByteLine plain = new ByteLine();

    /** Text in the present color. */
    private final ByteLine colored = new ByteLine();

    private final StringBuilder sequence = new StringBuilder();
    private boolean inSequence;
    private @Nullable LogColor color;

    /** Who speaks next. */
    private String speaker = "";

    private @Nullable Message message;

    /** A message in color. It may come in pieces; FFmpeg ends it with a line end. */
    private static final class Message {
        private final LogColor color;
        private final String speaker;
        private final StringBuilder text = new StringBuilder();
        private String tag = "";

        Message(LogColor color, String speaker) {
            this.color = color;
            this.speaker = speaker;
        }
    }

    /**
     * Has FFmpeg color its log. What else the environment says of colors is undone.
     *
     * @param environment the environment of the process
     */
    public static void askForColors(Map<String, String> environment) {
        environment.keySet().removeAll(List.of("NO_COLOR", "AV_LOG_FORCE_NOCOLOR", "AV_LOG_FORCE_256COLOR"));
        environment.put("AV_LOG_FORCE_COLOR", "1");
    }

    /**
     * Makes a decoder.
     *
     * @param listener takes what is read
     */
    public LogDecoder(Listener listener) {
        this.listener = listener;
    }

    /**
     * Takes bytes, however the pieces fall.
     *
     * @param bytes the array they are in; not kept
     * @param offset where they begin
     * @param count how many they are
     */
    public void feed(byte[] bytes, int offset, int count) {
        int end = offset + count;
        int from = offset;
        for (int i = offset; i < end; i++) {
            byte b = bytes[i];
            if (inSequence) {
                sequence(b);
                from = i + 1;
            } else if (b == ESCAPE) {
                text(bytes, from, i - from);
                from = i + 1;
                inSequence = true;
            } else if (color == null && (b == '\n' || b == '\r')) {
                text(bytes, from, i - from);
                from = i + 1;
                plainLine();
            }
        }
        text(bytes, from, end - from);
    }

    /** The log has ended: hands out what is left. */
    public void finish() {
        reset();
        messageEnds();
        plainLine();
    }

    private void text(byte[] bytes, int from, int count) {
        if (count <= 0) {
            return;
        }
        if (color != null) {
            colored.add(bytes, from, count);
            return;
        }
        plain.add(speaker); // an info line has its speaker in color, and no more
        speaker = "";
        plain.add(bytes, from, count);
    }

    private void plainLine() {
        plain.add(speaker);
        speaker = "";
        String raw = plain.take();
        if (raw.isEmpty()) {
            return;
        }
        LogLine read = LogLines.parse(raw);
        listener.claimed(read.level().isTrouble() ? new LogLine(LogLevel.INFO, null, raw, raw) : read);
    }

    private void sequence(byte b) {
        boolean ends = b != '[' && (b < '0' || b > ';');
        if (!ends && sequence.length() < LONGEST_SEQUENCE) {
            sequence.append((char) b);
            return;
        }
        inSequence = false;
        String read = sequence.toString();
        sequence.setLength(0);
        if (read.equals("[0")) {
            reset();
        } else if (b == 'm') {
            color = LogColor.of(read, color);
        }
    }

    /** The text of this color is over. */
    private void reset() {
        LogColor ended = color;
        color = null;
        if (ended == null) {
            return;
        }
        boolean endsLine = colored.endsLine();
        String text = colored.take();
        if (ended == LogColor.SPEAKER) {
            if (isSpeaker(text)) {
                messageEnds();
                speaker += text;
            } else {
                byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
                feed(bytes, 0, bytes.length); // of another program
            }
            return;
        }
        boolean isTag = ended.isTag(text);
        Message open = message;
        if (open == null || open.color != ended || isTag || !speaker.isEmpty()) {
            messageEnds();
            open = new Message(ended, speaker);
            speaker = "";
            message = open;
        }
        if (isTag) {
            open.tag = text;
            return;
        }
        if (open.text.length() < ByteLine.LONGEST) {
            open.text.append(text);
        }
        if (endsLine) {
            messageEnds();
        }
    }

    /** {@code [libx264 @ 0x55d0] }, on one line. */
    static boolean isSpeaker(String text) {
        int at = text.lastIndexOf(" @ ");
        if (at < 1 || !text.startsWith("[") || !text.endsWith("] ")) {
            return false;
        }
        int from = text.startsWith("0x", at + 3) ? at + 5 : at + 3;
        int to = text.length() - 2;
        for (int i = from; i < to; i++) {
            if (!isHexDigit(text.charAt(i))) {
                return false;
            }
        }
        for (int i = 1; i < at; i++) {
            if (isLineEnd(text.charAt(i))) {
                return false;
            }
        }
        return from < to;
    }

    private static boolean isHexDigit(char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    }

    private static boolean isLineEnd(char c) {
        return c == '\n' || c == '\r' || c == '\u0085' || c == '\u2028' || c == '\u2029';
    }

    private void messageEnds() {
        Message open = message;
        message = null;
        if (open == null) {
            return;
        }
        String text = open.text.toString().stripTrailing();
        if (text.isEmpty()) {
            return;
        }
        listener.certain(new LogLine(
                open.color.level(open.tag),
                outermost(open.speaker),
                open.speaker + text,
                open.speaker + open.tag + text));
    }

    private static @Nullable String outermost(String speakers) {
        int at = speakers.indexOf(" @ ");
        return at < 0 ? null : speakers.substring(1, at);
    }
}
