package io.github.asyncffmpeg.jobs.internal.measure;

import io.github.asyncffmpeg.event.LogLine;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The JSON of loudnorm, which it writes when it has ended, a line for each value. */
final class Loudness extends Measure {

    private static final Set<String> NAMES = Set.of(
            "input_i",
            "input_tp",
            "input_lra",
            "input_thresh",
            "output_i",
            "output_tp",
            "output_lra",
            "output_thresh",
            "target_offset");

    private final Map<String, String> found = new TreeMap<>();
    private boolean inside;

    Loudness() {
        super("loudnorm with print_format=json", false);
    }

    @Override
    public void read(LogLine line) {
        if (isBy(line, "loudnorm")) {
            inside = true;
            found.clear(); // of several the last one counts, as a whole
        } else if (inside && line.speaker().isEmpty()) {
            String[] parts = line.message().replaceAll("[\\s\",]", "").split(":", 2);
            if (parts.length == 2 && NAMES.contains(parts[0])) {
                number(parts[1]).ifPresent(value -> found.put(parts[0], value));
            }
            inside = !parts[0].equals("}");
        }
    }

    @Override
    Map<String, String> found() {
        return found;
    }
}
