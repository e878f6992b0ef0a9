package io.github.asyncffmpeg.graph;

import io.github.asyncffmpeg.media.PlainText;
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
public record GlobalArguments(List<String> first, List<String> last) {

    static final GlobalArguments NONE = new GlobalArguments(List.of(), List.of());

    /** Copies what it is given. */
    public GlobalArguments {
        first = List.copyOf(first);
        last = List.copyOf(last);
        first.forEach(each -> PlainText.check("global argument", each));
        last.forEach(each -> PlainText.check("global argument", each));
    }

    GlobalArguments withFirst(List<String> more) {
        return new GlobalArguments(joined(first, more), last);
    }

    GlobalArguments withLast(List<String> more) {
        return new GlobalArguments(first, joined(last, more));
    }

    GlobalArguments overwriting() {
        return last.contains("-y") ? this : withLast(List.of("-y"));
    }

    private static List<String> joined(List<String> head, List<String> tail) {
        List<String> all = new ArrayList<>(head);
        all.addAll(tail);
        return all;
    }
}
