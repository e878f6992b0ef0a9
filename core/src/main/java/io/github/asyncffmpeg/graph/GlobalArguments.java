package io.github.asyncffmpeg.graph;

import io.github.asyncffmpeg.error.FFmpegSpecException;
import io.github.asyncffmpeg.internal.text.PlainText;
import java.util.ArrayList;
import java.util.List;

/**
 * Arguments of the whole command, as they are.
 *
 * <p>Immutable and safe for any thread.
 *
 * @param first written before the inputs, where FFmpeg's documentation wants global options
 * @param last written after the outputs, as ffmpeg-python does
 */
record GlobalArguments(List<String> first, List<String> last) {

    static final GlobalArguments NONE = new GlobalArguments(List.of(), List.of());

    private static final String OVERWRITE = "-y";

    GlobalArguments {
        check(first);
        check(last);
        first = List.copyOf(first);
        last = List.copyOf(last);
    }

    private static void check(List<String> arguments) {
        for (String argument : arguments) {
            if (PlainText.check("global argument", argument).isEmpty()) {
                // FFmpeg would take it for an output.
                throw new FFmpegSpecException("global argument: expected an option or its value, got an empty text");
            }
        }
    }

    GlobalArguments withFirst(List<String> more) {
        return new GlobalArguments(joined(first, more), last);
    }

    GlobalArguments withLast(List<String> more) {
        return new GlobalArguments(first, joined(last, more));
    }

    GlobalArguments overwriting() {
        return withLast(List.of(OVERWRITE));
    }

    /** One {@code -y} is enough, wherever it is. */
    private List<String> joined(List<String> head, List<String> tail) {
        List<String> all = new ArrayList<>(head);
        for (String each : tail) {
            if (!OVERWRITE.equals(each)
                    || !(first.contains(OVERWRITE) || last.contains(OVERWRITE) || all.contains(OVERWRITE))) {
                all.add(each);
            }
        }
        return all;
    }
}
