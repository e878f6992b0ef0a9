package io.github.asyncffmpeg.jobs.internal.measure;

import io.github.asyncffmpeg.event.LogLine;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The rectangle of cropdetect: the last one, which holds all pictures before it (unless it was told to forget them). */
final class Crop extends Measure {

    private static final List<String> NAMES = List.of("width", "height", "x", "y");
    private static final String BEGIN = "crop=";

    private final Map<String, String> found = new TreeMap<>();

    Crop() {
        super("cropdetect", false);
    }

    @Override
    public void read(LogLine line) {
        if (!isBy(line, "cropdetect")) {
            return;
        }
        for (String word : words(text(line))) {
            String[] sides =
                    word.startsWith(BEGIN) ? word.substring(BEGIN.length()).split(":", -1) : new String[0];
            if (sides.length == NAMES.size()
                    && List.of(sides).stream().allMatch(side -> number(side).isPresent())) {
                found.put("crop", String.join(":", sides));
                for (int i = 0; i < sides.length; i++) {
                    found.put(NAMES.get(i), sides[i]);
                }
            }
        }
    }

    @Override
    Map<String, String> found() {
        return found;
    }
}
