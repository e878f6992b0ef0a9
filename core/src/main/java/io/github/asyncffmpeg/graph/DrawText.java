package io.github.asyncffmpeg.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Puts a {@code drawtext} together. */
final class DrawText {

    private static final String ZERO = "0";

    private DrawText() {}

    static VideoStream on(VideoStream below, Object words, Object... options) {
        List<Object> all = new ArrayList<>();
        for (Object option : CallSite.locating("", () -> Given.list("filter drawtext", options))) {
            if (option instanceof Position position) {
                // 0 is the filter's own default; ffmpeg-python leaves it out too.
                addUnlessZero(all, "x", position.x());
                addUnlessZero(all, "y", position.y());
            } else if (option instanceof FilterOption || option instanceof Map) {
                all.add(option);
            } else {
                // ffmpeg-python's drawtext(text, x, y): FFmpeg would take the numbers for fontfile and fontsize.
                throw CallSite.here().fault("filter drawtext", "expected at(x, y) or opt(...), got " + option);
            }
        }
        all.add(FilterOption.opt("text", words));
        return FilterNode.of("drawtext", List.of(below), all.toArray()).video();
    }

    private static void addUnlessZero(List<Object> all, String name, Object value) {
        if (!value.equals(ZERO)) {
            all.add(new FilterOption(name, value));
        }
    }
}
