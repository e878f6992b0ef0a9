package io.github.asyncffmpeg.event;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads from the lines of a log what FFmpeg announces: its inputs, its outputs, and which stream goes where. Not
 * thread-safe: one poller feeds it.
 *
 * <p>An announcement is handed out when a line shows that it is complete, and before the first progress at the latest.
 * Lines in between that belong to others (encoders, FFmpeg's other threads, libraries that write to standard error
 * themselves) are passed over. What is not in the log, under a {@code -loglevel} of the user's say, is not announced.
 *
 * <p>Text from files (tags, names of files) may look like an announcement. Tags are told by their indentation. What
 * follows a line end within a text has no {@code [info]} in front, so in a log with levels it is never taken for a line.
 */
public final class AnnouncementDecoder {

    /** More files than anybody gives one FFmpeg; bounds what a forged log can make a run keep. */
    private static final int MOST = 1_000;

    private static final int MOST_CHARACTERS = 8 * 1024 * 1024;

    private static final Pattern INPUT = Pattern.compile("Input #(\\d{1,6}), (.*?), from '(.*)");
    private static final Pattern OUTPUT = Pattern.compile("Output #(\\d{1,6}), (.*?), to '(.*)");
    private static final String ESTIMATED = "Estimating duration from bitrate, this may be inaccurate";

    private final Consumer<FFmpegEvent> announcements;

    /** How many streams the mapping promises for each output. */
    private final Map<Integer, Integer> promised = new HashMap<>();

    private final BitSet outputs = new BitSet();
    private int inputs;
    private int announced;
    private int characters;
    private boolean mapped;

    /** Whether the log says its levels; then every line does that begins as a line of FFmpeg's. */
    private boolean tagged;

    private boolean estimated;
    private @Nullable FileDraft file;
    private @Nullable MappingDraft mapping;

    /**
     * Makes a decoder.
     *
     * @param announcements takes each {@link InputAnnounced}, {@link StreamsMapped} and {@link OutputAnnounced}
     */
    public AnnouncementDecoder(Consumer<FFmpegEvent> announcements) {
        this.announcements = announcements;
    }

    /**
     * Takes the next line of the log. It never throws, whatever the line says.
     *
     * @param line the line
     */
    public void line(LogLine line) {
        String message = line.message();
        boolean tag = message.length() != line.raw().length();
        tagged |= tag;
        if (line.component() != null || line.level() != LogLevel.INFO) {
            estimated |= message.endsWith(ESTIMATED);
        } else if (tagged && !tag) {
            continued(message);
        } else if (message.startsWith(" ")) {
            indented(message);
        } else {
            topmost(message);
        }
    }

    /** Progress is about to be told: FFmpeg reports it after it has opened all its outputs. */
    public void flush() {
        if (file == null || !lacksStreams(file)) {
            finish(); // if it lacks some, the log lags behind the pipe of the progress
        }
    }

    /** The log has ended, or its next part begins: hands out what is left. */
    public void finish() {
        FileDraft complete = file;
        MappingDraft all = mapping;
        file = null;
        mapping = null;
        if (complete != null) {
            characters += complete.length();
            announce(complete.announced());
        }
        if (all != null) {
            characters += all.length();
            announce(all.mapped());
        }
    }

    private void announce(FFmpegEvent event) {
        announced++;
        announcements.accept(event);
    }

    private void continued(String text) {
        if (file != null) {
            file.continued(text);
        }
    }

    private void indented(String line) {
        if (file != null) {
            if (tagged) {
                file.endHeader();
            }
            file.line(line);
        } else if (mapping != null) {
            mapping.line(line, promised);
        }
    }

    private void topmost(String line) {
        if (file != null && file.mends(line)) {
            return;
        }
        if (line.startsWith("Input #")) {
            Matcher header = INPUT.matcher(line);
            if (header.matches()) {
                input(header, line);
            }
        } else if (line.startsWith("Output #")) {
            Matcher header = OUTPUT.matcher(line);
            if (header.matches()) {
                output(header, line);
            }
        } else if (line.equals("Stream mapping:") && !mapped && !isFull()) {
            finish();
            mapped = true;
            mapping = new MappingDraft(line);
        } else if (line.startsWith("Press [q] to stop")) {
            flush();
        } else if (!tagged) {
            continued(line);
        }
    }

    /** They come in order, and all before anything of the outputs: one that does not is a forgery. */
    private void input(Matcher header, String line) {
        int index = Integer.parseInt(header.group(1));
        FileDraft last = file;
        if (index != inputs || mapped || !outputs.isEmpty() || isFull()) {
            return;
        }
        if (last != null && last.isOpenHeader() && !tagged) {
            return; // in the name of a file
        }
        finish();
        inputs++;
        file = FileDraft.input(index, header.group(2), header.group(3), estimated, line);
        estimated = false;
    }

    /** They come as they get ready, in any order (8.0). */
    private void output(Matcher header, String line) {
        int index = Integer.parseInt(header.group(1));
        if (outputs.get(index) || isFull()) {
            return;
        }
        finish();
        outputs.set(index);
        file = FileDraft.output(index, header.group(2), header.group(3), line);
    }

    /** Whether there is no room for one more beside the one that is open. Rather none than one that is cut short. */
    private boolean isFull() {
        return announced + 1 >= MOST || characters + 2 * FileDraft.MOST_CHARACTERS > MOST_CHARACTERS;
    }

    private boolean lacksStreams(FileDraft draft) {
        return draft.isOutput() && draft.streams() < promised.getOrDefault(draft.index(), 0);
    }
}
