package io.github.asyncffmpeg.jobs.internal.measure;

import io.github.asyncffmpeg.event.LogLine;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** What {@code metadata=print} prints of each picture: of every number the least, the greatest and the mean. */
final class Signal extends Measure {

    private static final String BEGIN = "lavfi.";

    /** Filters that measure have some 40. */
    private static final int MOST = 200;

    private static final class Range {
        private double least = Double.POSITIVE_INFINITY;
        private double greatest = Double.NEGATIVE_INFINITY;
        private double sum;
        private long count;

        private void add(double value) {
            least = Math.min(least, value);
            greatest = Math.max(greatest, value);
            sum += value;
            count++;
        }
    }

    private final Map<String, Range> ranges = new LinkedHashMap<>();

    Signal() {
        super("metadata=print, behind signalstats or another filter that measures", true);
    }

    @Override
    public void read(LogLine line) {
        String text =
                isBy(line, "metadata") || isBy(line, "ametadata") ? text(line).strip() : "";
        int equals = text.indexOf('=');
        if (!text.startsWith(BEGIN) || equals < 0) {
            return;
        }
        String name = text.substring(BEGIN.length(), equals);
        number(text.substring(equals + 1))
                .map(Double::valueOf)
                .filter(Double::isFinite)
                .ifPresent(value -> {
                    if (ranges.containsKey(name) || ranges.size() < MOST) {
                        ranges.computeIfAbsent(name, any -> new Range()).add(value);
                    }
                });
    }

    @Override
    Map<String, String> found() {
        Map<String, String> found = new TreeMap<>();
        ranges.forEach((name, range) -> {
            found.put(name + ".min", Double.toString(range.least));
            found.put(name + ".max", Double.toString(range.greatest));
            found.put(name + ".mean", Double.toString(range.sum / range.count));
        });
        return found;
    }
}
