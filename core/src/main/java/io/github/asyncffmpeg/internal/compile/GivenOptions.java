package io.github.asyncffmpeg.internal.compile;

import io.github.asyncffmpeg.media.Medium;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;

/** The options of one input or output as {@link Lengths} reads them: of several with one name the last counts. */
record GivenOptions(List<ArgumentScan.Option> options) {

    private static final Pattern OF_A_MEDIUM = Pattern.compile("[vasdt](?::.*)?", Pattern.DOTALL);

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

    /** Whether an option is given for some streams only, {@code -itsscale:a 2}. */
    boolean isForSome(String name) {
        for (ArgumentScan.Option option : options) {
            if (option.name().startsWith(name + ":")) {
                return true;
            }
        }
        return false;
    }

    double time(String name) {
        return TimeText.seconds(text(name));
    }

    double number(String name) {
        return Arithmetic.value(text(name), Map.of());
    }

    /** {@code -frames:v N}: the whole file ends with its video (5.1 and 8.0 alike), but not with its second video. */
    OptionalLong frames() {
        OptionalLong frames = OptionalLong.empty();
        for (ArgumentScan.Option option : options) {
            if (isVideoFrames(option)
                    && option.value() != null
                    && option.value().matches("\\d{1,15}")) {
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

    /** Without a specifier it counts the frames of every stream, those of audio too. */
    private boolean isVideoFrames(ArgumentScan.Option option) {
        return option.name().equals("frames:v")
                || option.name().equals("vframes")
                || (option.name().equals("frames") && isSet("an"));
    }

    /** Whether nothing ends the output that is not computed. */
    boolean isPlain() {
        for (ArgumentScan.Option option : options) {
            boolean frames = OptionTable.withoutSpecifier(option.name()).equals("frames")
                    || option.name().equals("aframes")
                    || option.name().equals("dframes");
            if (frames && !isVideoFrames(option)) {
                return false;
            }
        }
        return !has("fs") || bytes().isPresent();
    }

    /**
     * The graphs a stream of an output may go through: the {@code -vf} or {@code -af}, the last one, since FFmpeg takes
     * that, or an empty text; and those that are given for some streams only ({@code -filter:v:1}, {@code -filter:0}).
     */
    Set<String> simpleGraphs(Medium medium) {
        String general = "";
        Set<String> graphs = new LinkedHashSet<>();
        String letter = String.valueOf(medium.letter());
        for (ArgumentScan.Option option : options) {
            String name = option.name();
            if (option.value() == null) {
                continue;
            }
            if (name.equals(letter + "f") || name.equals("filter") || name.equals("filter:" + letter)) {
                general = option.value();
            } else if (name.startsWith("filter:")) {
                String specifier = name.substring("filter:".length()).toLowerCase(Locale.ROOT);
                boolean ofAnother = !specifier.startsWith(letter)
                        && OF_A_MEDIUM.matcher(specifier).matches();
                if (!ofAnother) {
                    graphs.add(option.value());
                }
            }
        }
        graphs.add(general);
        return graphs;
    }
}
