package io.github.asyncffmpeg.command;

import io.github.asyncffmpeg.media.Medium;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** The options of one input or output as {@link Lengths} reads them: of several with one name the last counts. */
record GivenOptions(List<ArgumentScan.Option> options) {

    boolean has(String name) {
        return !text(name).isEmpty();
    }

    /** Whether a truth is said, and not taken back by its {@code no} form. */
    boolean isSet(String name) {
        boolean set = false;
        for (ArgumentScan.Option option : options) {
            set = (set || option.name().equals(name)) && !option.name().equals("no" + name);
        }
        return set;
    }

    private String text(String name) {
        List<String> all = all(name);
        return all.isEmpty() ? "" : all.get(all.size() - 1);
    }

    List<String> all(String name) {
        List<String> values = new ArrayList<>();
        for (ArgumentScan.Option option : options) {
            if (option.value() != null
                    && OptionTable.withoutSpecifier(option.name()).equals(name)) {
                values.add(option.value());
            }
        }
        return values;
    }

    double time(String name) {
        return TimeText.seconds(text(name));
    }

    double number(String name) {
        return Arithmetic.value(text(name), Map.of());
    }

    /** {@code -frames:v N}: the whole file ends with its video (5.1 and 8.0 alike). */
    OptionalLong frames() {
        OptionalLong frames = OptionalLong.empty();
        for (ArgumentScan.Option option : options) {
            boolean video = option.name().equals("frames")
                    || option.name().startsWith("frames:v")
                    || option.name().equals("vframes");
            if (video && option.value() != null && option.value().matches("\\d{1,15}")) {
                frames = OptionalLong.of(Long.parseLong(option.value()));
            }
        }
        return frames.isPresent() && frames.getAsLong() > 0 ? frames : OptionalLong.empty();
    }

    /** {@code -fs}, in bytes; with one of FFmpeg's units it is not read. */
    OptionalLong bytes() {
        String size = text("fs");
        return size.matches("[1-9]\\d{0,15}") ? OptionalLong.of(Long.parseLong(size)) : OptionalLong.empty();
    }

    /** Whether nothing ends the output that is not computed. */
    boolean isPlain() {
        boolean audioFrames = options.stream()
                .anyMatch(option ->
                        option.name().startsWith("frames:a") || option.name().equals("aframes"));
        return !audioFrames && (!has("fs") || bytes().isPresent());
    }

    /** The {@code -vf} or {@code -af} of an output; the last one, since FFmpeg takes that. */
    String simpleGraph(Medium medium) {
        String graph = "";
        String letter = String.valueOf(medium.letter());
        for (ArgumentScan.Option option : options) {
            boolean meant = option.name().equals(letter + "f")
                    || option.name().equals("filter")
                    || option.name().startsWith("filter:" + letter);
            if (meant && option.value() != null) {
                graph = option.value();
            }
        }
        return graph;
    }
}
