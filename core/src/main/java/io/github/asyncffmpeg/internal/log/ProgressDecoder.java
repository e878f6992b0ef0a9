package io.github.asyncffmpeg.internal.log;

import io.github.asyncffmpeg.event.Progress;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Gathers {@code key=value} lines into blocks, each ended by {@code progress=}. Not thread-safe: one poller feeds it.
 *
 * <p>On a pipe of its own every line is a key. In the midst of a log ({@code pipe:2}) only known keys count, also when
 * FFmpeg 8's threads have glued one to the end of a log prefix, and {@code progress=} puts it in step again.
 */
public final class ProgressDecoder implements Consumer<String> {

    private static final class Mixed {

        private static final Pattern KNOWN_IN_LOG = Pattern.compile(
                "(?:^|.*[\\]\\s])("
                        + "(?:frame|fps|bitrate|total_size|out_time_us|out_time_ms|out_time|dup_frames|drop_frames|speed)"
                        + "=\\s*(?:N/A|-?[\\d.:e+-]+(?:kbits/s|x)?)|stream_\\d+_\\d+_q=-?[\\d.]+|progress=(?:continue|end))\\s*$");
    }

    /** Bounds what one block may hold, should something that never ends a block write here. */
    private static final int MOST_LINES = 200;

    private final Consumer<Progress> blocks;
    private final StringBuilder raw = new StringBuilder();
    private ProgressDraft block = new ProgressDraft();
    private int lines;

    /**
     * Makes a decoder.
     *
     * @param blocks takes each complete block
     */
    public ProgressDecoder(Consumer<Progress> blocks) {
        this.blocks = blocks;
    }

    /** As {@link #line}. */
    @Override
    public void accept(String line) {
        line(line);
    }

    /**
     * Takes a line of a pipe that carries nothing else.
     *
     * @param line the line, without its end
     */
    public void line(String line) {
        int equals = line.indexOf('=');
        if (equals <= 0) {
            return;
        }
        boolean isKept = lines++ < MOST_LINES;
        if (isKept) {
            raw.append(raw.isEmpty() ? "" : "\n").append(line);
        }
        if (block.take(line, equals)) {
            Progress done = block.done((isKept ? raw : raw.append('\n').append(line)).toString());
            block = new ProgressDraft();
            raw.setLength(0);
            lines = 0;
            blocks.accept(done);
        }
    }

    /**
     * Takes a line of a log that progress is mixed into.
     *
     * @param line the line, without its end
     * @return whether it was progress; if not, it belongs to the log
     */
    public boolean mixedLine(String line) {
        if (line.indexOf('=') < 0) {
            return false;
        }
        Matcher matcher = Mixed.KNOWN_IN_LOG.matcher(line);
        if (!matcher.matches()) {
            return false;
        }
        line(matcher.group(1));
        return true;
    }
}
