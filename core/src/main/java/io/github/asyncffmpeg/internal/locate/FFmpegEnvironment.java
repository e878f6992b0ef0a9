package io.github.asyncffmpeg.internal.locate;

import java.io.File;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the environment of a child process must look like for one FFmpeg build: data, applied to the map of a
 * {@link ProcessBuilder}.
 *
 * <p>Immutable and safe for any thread.
 *
 * @param prepended entries put in front of path lists: {@code LD_LIBRARY_PATH} → a folder. What the variable already holds
 *     stays behind it
 * @param defaults variables that are set only where they are not set yet
 * @param removed variables that are taken away
 */
public record FFmpegEnvironment(Map<String, String> prepended, Map<String, String> defaults, Set<String> removed) {

    /** Changes nothing: right for every FFmpeg that was installed on the machine. */
    public static final FFmpegEnvironment UNCHANGED = new FFmpegEnvironment(Map.of(), Map.of(), Set.of());

    /** Copies its arguments. */
    public FFmpegEnvironment {
        prepended = Map.copyOf(prepended);
        defaults = Map.copyOf(defaults);
        removed = Set.copyOf(removed);
    }

    /**
     * Applies the change. Applying it twice is the same as once.
     *
     * @param environment the environment of the child, changed in place
     */
    public void applyTo(Map<String, String> environment) {
        for (String name : removed) {
            environment.remove(name);
        }
        for (Map.Entry<String, String> each : defaults.entrySet()) {
            environment.putIfAbsent(each.getKey(), each.getValue());
        }
        for (Map.Entry<String, String> each : prepended.entrySet()) {
            environment.put(each.getKey(), inFront(environment.get(each.getKey()), each.getValue()));
        }
    }

    private static String inFront(@Nullable String present, String entry) {
        if (present == null || present.isEmpty()) {
            return entry; // an empty entry in LD_LIBRARY_PATH would mean the working directory
        }
        String first = entry + File.pathSeparator;
        return present.equals(entry) || present.startsWith(first) ? present : first + present;
    }
}
