package io.github.asyncffmpeg.cli.picture;

import io.github.asyncffmpeg.command.CommandOutline.Filter;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** How many outputs a filter has, and of which medium: what the names and arguments of filters say. */
final class Pads {

    private static final Set<String> SPLITS = Set.of("split", "asplit");

    /** Filters with two outputs of which the second is not the same as the first. */
    private static final Map<String, List<EdgeMedium>> SECOND = Map.of(
            "ebur128", List.of(EdgeMedium.AUDIO),
            "aphasemeter", List.of(EdgeMedium.AUDIO),
            "amovie", List.of(EdgeMedium.AUDIO));

    private Pads() {}

    static int outputs(Filter filter) {
        String name = filter.name();
        if (name.endsWith("nullsink")) {
            return 0;
        }
        int least = Math.max(1, filter.outputs().size());
        if (SPLITS.contains(name)) {
            return Math.max(least, number(filter, "outputs", 0, 2));
        }
        if (name.equals("concat")) {
            return Math.max(least, number(filter, "v", 1, 1) + number(filter, "a", 2, 0));
        }
        return least;
    }

    /** The medium of an output. */
    static EdgeMedium medium(Filter filter, int output, EdgeMedium ofInput) {
        if (filter.name().equals("concat")) {
            return output < number(filter, "v", 1, 1) ? EdgeMedium.VIDEO : EdgeMedium.AUDIO;
        }
        if (SECOND.containsKey(filter.name())) {
            return SECOND.get(filter.name()).get(0);
        }
        if (filter.name().startsWith("show")
                && ofInput == EdgeMedium.AUDIO
                && !filter.name().equals("showinfo")) {
            return EdgeMedium.VIDEO; // showwaves, showspectrum, showvolume …
        }
        return filter.medium().map(EdgeMedium::of).orElse(ofInput);
    }

    private static int number(Filter filter, String key, int place, int unset) {
        String text = filter.named().get(key);
        if (text == null) {
            text = place < filter.positional().size() ? filter.positional().get(place) : "";
        }
        return text.matches("\\d{1,4}") ? Integer.parseInt(text) : unset;
    }
}
