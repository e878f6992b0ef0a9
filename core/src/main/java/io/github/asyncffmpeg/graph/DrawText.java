package io.github.asyncffmpeg.graph;

import java.util.ArrayList;
import java.util.List;

/** Puts a {@code drawtext} together. */
final class DrawText {

    private static final OptionValue ZERO = new OptionValue.Text("0");

    private DrawText() {}

    static VideoStream on(VideoEdge below, Object words, Object... options) {
        List<Object> all = new ArrayList<>();
        for (Object option : options) {
            if (option instanceof Position position) {
                // 0 is the filter's own default; ffmpeg-python leaves it out too.
                addUnlessZero(all, "x", position.x());
                addUnlessZero(all, "y", position.y());
            } else {
                all.add(option);
            }
        }
        all.add(FilterOption.opt("text", words));
        return FilterNode.of("drawtext", List.of(below), all.toArray()).video();
    }

    private static void addUnlessZero(List<Object> all, String name, OptionValue value) {
        if (!value.equals(ZERO)) {
            all.add(new FilterOption(name, value));
        }
    }
}
