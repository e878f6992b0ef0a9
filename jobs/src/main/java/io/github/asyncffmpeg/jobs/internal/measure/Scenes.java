package io.github.asyncffmpeg.jobs.internal.measure;

import io.github.asyncffmpeg.event.LogLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Where scdet sees a new scene. A film without a cut has none, and that is an answer as well. */
final class Scenes extends Measure {

    /** Of some 12 characters each: a step keeps 64 KiB of values. */
    private static final int MOST = 4_000;

    private static final String TIME = "lavfi.scd.time:";

    private final List<String> times = new ArrayList<>();
    private long count;

    Scenes() {
        super("scdet", true);
    }

    @Override
    public void read(LogLine line) {
        int at = isBy(line, "scdet") ? line.message().indexOf(TIME) : -1;
        if (at < 0) {
            return;
        }
        List<String> rest = words(line.message().substring(at + TIME.length()));
        number(rest.isEmpty() ? "" : rest.get(0)).ifPresent(time -> {
            count++;
            if (times.size() < MOST) {
                times.add(time);
            }
        });
    }

    @Override
    Map<String, String> found() {
        return Map.of("count", Long.toString(count), "times", String.join(",", times));
    }
}
