package io.github.asyncffmpeg.internal.log;

import io.github.asyncffmpeg.event.FFmpegEvent;
import io.github.asyncffmpeg.event.InputAnnounced;
import io.github.asyncffmpeg.event.LogLevel;
import io.github.asyncffmpeg.event.LogLine;
import io.github.asyncffmpeg.event.OutputAnnounced;
import io.github.asyncffmpeg.event.StreamsMapped;
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
 * <p>An announcement is handed out before the first progress, or when the log ends. Lines in between that belong to
 * others (encoders, FFmpeg's other threads, libraries that write to standard error themselves) are passed over. What is
 * not in the log, under a {@code -loglevel} of the user's say, is not announced.
 *
 * <p>Announcements are of level info, and a file can write such lines: keys of tags and languages are logged with their
 * line ends. So an input or an output must have the number and the name that the command gives it; and as FFmpeg always
 * writes its own, one that comes twice is not announced at all. What is below the first line of a file's announcement
 * is that file's own word.
 */
public final class AnnouncementDecoder {

    /** More files than anybody gives one FFmpeg; bounds what a forged log can make a run keep. */
    private static final int MOST = 1_000;

    private static final int MOST_CHARACTERS = 8 * 1024 * 1024;

    private static final Pattern INPUT = Pattern.compile("Input #(\\d{1,6}), (.*?), from '(.*)");
    private static final Pattern OUTPUT = Pattern.compile("Output #(\\d{1,6}), (.*?), to '(.*)");
    private static final String ESTIMATED = "Estimating duration from bitrate, this may be inaccurate";

    private final Consumer<FFmpegEvent> announcements;
    private final AnnouncedFiles known;

    /** What was read, until it is told. */
    private @Nullable Candidates candidates;

    /** How many streams the mapping promises for each output. */
    private final Map<Integer, Integer> promised = new HashMap<>();

    private final BitSet inputs = new BitSet();
    private final BitSet outputs = new BitSet();
    private int announced;
    private int characters;
    private boolean mapped;
    private boolean lacked;

    /** Whether the log says its levels; then every line does that begins as a line of FFmpeg's. */
    private boolean tagged;

    private boolean estimated;
    private @Nullable FileDraft file;
    private @Nullable MappingDraft mapping;

    /**
     * Makes a decoder.
     *
     * @param announcements takes each {@link InputAnnounced}, {@link StreamsMapped} and {@link OutputAnnounced}
     * @param known what the command reads and writes
     */
    public AnnouncementDecoder(Consumer<FFmpegEvent> announcements, AnnouncedFiles known) {
        this.announcements = announcements;
        this.known = known;
        this.candidates = new Candidates(known.mappingFirst());
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
        if (line.level() != LogLevel.INFO) {
            estimated |= message.endsWith(ESTIMATED);
        } else if (line.component() != null) {
            return;
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
        if (candidates == null && file == null && mapping == null) {
            return;
        }
        if (file != null && lacksStreams(file) && !lacked) {
            lacked = true; // the log lags behind the pipe of the progress: until the next one
            return;
        }
        finish();
    }

    /** The log has ended, or its next part begins: hands out what is left. */
    public void finish() {
        close();
        Candidates all = candidates;
        candidates = null;
        if (all != null) {
            for (FFmpegEvent event : all.own()) {
                announcements.accept(event);
            }
        }
    }

    private void close() {
        FileDraft complete = file;
        MappingDraft all = mapping;
        file = null;
        mapping = null;
        if (complete != null) {
            characters += complete.length();
            announce(complete.announced(), false);
        }
        if (all != null) {
            tell(all);
        }
    }

    private void tell(MappingDraft all) {
        if (!all.isEmpty()) {
            characters += all.length();
            announce(all.mapped(), all.isAfterOutput());
        }
    }

    private void announce(FFmpegEvent event, boolean afterOutput) {
        announced++;
        if (candidates != null) {
            candidates.add(event, afterOutput);
        } else {
            announcements.accept(event);
        }
    }

    private void continued(String text) {
        if (file != null) {
            file.continued(text);
        }
    }

    private void indented(String line) {
        if (mapping != null) {
            if (mapping.line(line) || file == null) {
                return;
            }
            MappingDraft ended = mapping; // the file goes on: it was in a text of the file
            mapping = null;
            tell(ended);
        }
        if (file != null) {
            if (tagged) {
                file.endHeader();
            }
            file.line(line);
        }
    }

    private void topmost(String line) {
        if (file != null && mapping == null && file.mends(line)) {
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
        } else if (line.equals("Stream mapping:") && !(candidates == null && mapped) && !isFull()) {
            mapping();
        } else if (!tagged) {
            continued(line);
        }
    }

    private void mapping() {
        if (mapping != null) {
            close();
        }
        boolean counts = outputs.isEmpty() || !mapped; // the last one before the outputs is FFmpeg's own
        if (counts) {
            promised.clear();
        }
        mapped = true;
        mapping = new MappingDraft("Stream mapping:", !outputs.isEmpty(), counts ? promised : new HashMap<>());
    }

    private void input(Matcher header, String line) {
        int index = Integer.parseInt(header.group(1));
        FileDraft last = file;
        if (!known.isInput(index, header.group(3)) || (candidates == null && inputs.get(index)) || isFull()) {
            return;
        }
        if (last != null && last.isOpenHeader() && !tagged) {
            return; // in the name of a file
        }
        close();
        inputs.set(index);
        file = FileDraft.input(index, header.group(2), header.group(3), estimated, line);
        estimated = false;
    }

    /** They come as they get ready, in any order (8.0). */
    private void output(Matcher header, String line) {
        int index = Integer.parseInt(header.group(1));
        if (!known.isOutput(index, header.group(3)) || (candidates == null && outputs.get(index)) || isFull()) {
            return;
        }
        close();
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
