package io.github.asyncffmpeg.graph;

import io.github.asyncffmpeg.error.FFmpegSpecException;
import io.github.asyncffmpeg.internal.value.CodePoints;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The arguments of a filter: positional ones in their order, then named ones sorted by code point.
 *
 * <p>Immutable and safe for any thread.
 *
 * @param positional the values without names
 * @param named the values with names
 */
record FilterArguments(List<Object> positional, SortedMap<String, Object> named) {

    FilterArguments {
        positional = List.copyOf(positional);
        named = Collections.unmodifiableSortedMap(new TreeMap<>(named));
    }

    /** Sorts what callers hand over: options and maps are named, the rest is positional. */
    static FilterArguments of(String filter, Object... arguments) {
        List<Object> positional = new ArrayList<>();
        TreeMap<String, Object> named = new TreeMap<>(CodePoints.ORDER);
        for (Object argument : Given.all("filter " + filter, arguments)) {
            if (argument instanceof FilterOption option) {
                put(filter, named, option);
            } else if (argument instanceof Position position) {
                put(filter, named, new FilterOption("x", position.x()));
                put(filter, named, new FilterOption("y", position.y()));
            } else if (argument instanceof Map<?, ?> map) {
                map.forEach((name, value) -> put(filter, named, FilterOption.opt(String.valueOf(name), value)));
            } else if (argument instanceof MediaStream) {
                throw new FFmpegSpecException("filter " + filter
                        + ": expected values as arguments, got a stream; for several inputs use FilterNode.of");
            } else {
                positional.add(Values.of("filter " + filter, argument));
            }
        }
        return new FilterArguments(positional, named);
    }

    private static void put(String filter, Map<String, Object> named, FilterOption option) {
        if (named.put(option.name(), option.value()) != null) {
            throw new FFmpegSpecException(
                    "filter " + filter + ": expected each option once, got '" + option.name() + "' twice");
        }
    }
}
