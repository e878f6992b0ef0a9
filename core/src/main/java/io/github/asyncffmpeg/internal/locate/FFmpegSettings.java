package io.github.asyncffmpeg.internal.locate;

import io.github.asyncffmpeg.internal.cache.CacheFolders;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The system properties and environment variables that the look-up of FFmpeg goes by: a snapshot, so that a test can
 * hand in its own.
 *
 * <p>Immutable and safe for any thread.
 *
 * @param properties the system properties
 * @param environment the environment variables
 */
public record FFmpegSettings(Map<String, String> properties, Map<String, String> environment) {

    /** All that a look-up goes by. */
    private static final String[] PROPERTIES = {
        FFmpegLocator.PROPERTY,
        CacheFolders.PROPERTY,
        "java.io.tmpdir",
        "jdk.module.path",
        "os.arch",
        "os.name",
        "user.home",
        "user.name"
    };

    /** Copies its arguments. */
    public FFmpegSettings {
        properties = Map.copyOf(properties);
        environment = Map.copyOf(environment);
    }

    /**
     * What this JVM has now; of the system properties only those that a look-up goes by.
     *
     * @return a snapshot
     */
    public static FFmpegSettings ofThisJvm() {
        Map<String, String> properties = new HashMap<>();
        for (String name : PROPERTIES) {
            String value = System.getProperty(name);
            if (value != null) {
                properties.put(name, value);
            }
        }
        return new FFmpegSettings(properties, System.getenv());
    }

    /**
     * A system property.
     *
     * @param name its name
     * @return its value; empty when it is not set, or set to nothing
     */
    public Optional<String> property(String name) {
        return unlessBlank(properties.get(name));
    }

    /**
     * An environment variable.
     *
     * @param name its name; on Windows in any case ({@code PATH} finds {@code Path})
     * @return its value; empty when it is not set, or set to nothing
     */
    public Optional<String> variable(String name) {
        String value = environment.get(name);
        if (value == null && isWindows()) {
            value = environment.entrySet().stream()
                    .filter(entry -> entry.getKey().equalsIgnoreCase(name))
                    .map(Map.Entry::getValue)
                    .findFirst()
                    .orElse(null);
        }
        return unlessBlank(value);
    }

    private static Optional<String> unlessBlank(@Nullable String value) {
        return value == null || value.isBlank() ? Optional.empty() : Optional.of(value);
    }

    /**
     * Whether the machine runs Windows, by the property {@code os.name}.
     *
     * @return whether programs end in {@code .exe}
     */
    public boolean isWindows() {
        return properties.getOrDefault("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows");
    }
}
