package io.github.asyncffmpeg.internal.locate;

import io.github.asyncffmpeg.binary.FFmpegBinary;
import io.github.asyncffmpeg.error.FFmpegInterruptedException;
import io.github.asyncffmpeg.error.FFmpegNotFoundException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Finds the FFmpeg to use. The places, in this order:
 *
 * <ol>
 *   <li>{@link Builder#executable}, when it was given,
 *   <li>the system property {@value #PROPERTY},
 *   <li>the environment variable {@value #VARIABLE},
 *   <li>the FFmpeg that comes with the program ({@link FFmpegProvider}), when the artifact {@code asyncffmpeg-bundled} is
 *       present: to add it is to choose it,
 *   <li>the environment variable {@code PATH}; {@link Builder#pathFirst} moves it before the bundled one.
 * </ol>
 *
 * <p>Each of the first three is a file, or a folder that holds {@code ffmpeg} and {@code ffprobe}. Where one is set and
 * does not work, the look-up ends with an error: what somebody asked for is never replaced in silence. A program on
 * {@code PATH} that does not work is passed over and named in the error, should nothing else be found.
 *
 * <p>A program counts as found when {@code ffmpeg -version} answers. The answer is remembered in this JVM, and in the cache
 * folder for later ones, until something changes that decides it: the file (its real path, size, times and number), the
 * variables {@code LD_*} and {@code DYLD_*}, or the libraries that the machine's loader knows. On disk only the answer of a
 * native program whose file is called ffmpeg is remembered, never that of a script, which may start anything. Nothing is
 * read from or written to a folder that others may change, and nothing at all if the system property {@code
 * asyncffmpeg.cache} or the environment variable {@code ASYNCFFMPEG_CACHE} is {@code none}. A program that was remembered
 * and does not start any more makes its run fail, and is asked again at the next look-up. {@code ffmpeg} and {@code
 * ffprobe} always come from the same place.
 *
 * <p>Immutable and safe for any thread. {@link #locate} blocks its thread: for the first start of the program, and for
 * the unpacking of a bundled build (0.6 to 1.5 seconds on two cores, once for each machine and version).
 */
public final class FFmpegLocator {

    /** The system property that names the FFmpeg to use: {@value}. */
    public static final String PROPERTY = "asyncffmpeg.ffmpeg";

    /** The environment variable that names the FFmpeg to use: {@value}. */
    public static final String VARIABLE = "ASYNCFFMPEG_FFMPEG";

    private final @Nullable Path executable;
    private final boolean pathFirst;
    private final Duration timeout;
    private final @Nullable FFmpegSettings settings;
    private final @Nullable List<FFmpegProvider> providers;

    private FFmpegLocator(Builder builder) {
        executable = builder.executable;
        pathFirst = builder.pathFirst;
        timeout = builder.timeout;
        settings = builder.settings;
        providers = builder.providers;
    }

    /**
     * A locator with the default order.
     *
     * @return a locator
     */
    public static FFmpegLocator create() {
        return builder().build();
    }

    /**
     * Starts a locator with other choices.
     *
     * @return a builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Finds FFmpeg. Nothing but the version is remembered: each call looks at the places as they are now.
     *
     * @return the FFmpeg to use
     * @throws FFmpegNotFoundException if there is none that works; it has one sentence for each place that was tried
     * @throws FFmpegInterruptedException if the thread is interrupted meanwhile; the interrupt flag is set again
     */
    public FFmpegBinary locate() {
        FFmpegSettings current = settings == null ? FFmpegSettings.ofThisJvm() : settings;
        return new Search(current, providers, new VersionProbe(timeout, VersionMemory.of(current)))
                .find(executable, pathFirst);
    }

    /**
     * Forgets what a program has answered, because it does not start any more: the next look-up asks it again.
     *
     * @param binary what a look-up of this JVM has found
     */
    public static void forget(FFmpegBinary binary) {
        if (binary instanceof LocatedBinary located) {
            FFmpegSettings settings = FFmpegSettings.ofThisJvm();
            new VersionProbe(Duration.ZERO, VersionMemory.of(settings)).forget(located.ffmpeg(), located.environment());
        }
    }

    /** Choices for a locator. Not safe for several threads at once. */
    public static final class Builder {

        private @Nullable Path executable;
        private boolean pathFirst;
        private Duration timeout = Duration.ofSeconds(20);
        private @Nullable FFmpegSettings settings;
        private @Nullable List<FFmpegProvider> providers;

        private Builder() {}

        /**
         * The FFmpeg to use, before everything else.
         *
         * @param path the program {@code ffmpeg}, or a folder that holds it and {@code ffprobe}; a relative path is relative
         *     to the working directory
         * @return this
         */
        public Builder executable(Path path) {
            executable = Objects.requireNonNull(path, "path");
            return this;
        }

        /**
         * Whether {@code PATH} comes before the bundled FFmpeg.
         *
         * @param first {@code true} for {@code PATH} first; {@code false} is the default
         * @return this
         */
        public Builder pathFirst(boolean first) {
            pathFirst = first;
            return this;
        }

        /**
         * How long a program may take to tell its version before it is killed and counts as broken.
         *
         * @param limit more than zero; 20 seconds is the default, since some systems scan a program at its first start
         * @return this
         */
        public Builder timeout(Duration limit) {
            if (limit.isNegative() || limit.isZero()) {
                throw new IllegalArgumentException("timeout: must be more than zero, not " + limit);
            }
            timeout = limit;
            return this;
        }

        /**
         * The properties and variables to go by, for tests.
         *
         * @param replacement what to use instead of the JVM's own, which are read at each look-up by default
         * @return this
         */
        public Builder settings(FFmpegSettings replacement) {
            settings = Objects.requireNonNull(replacement, "replacement");
            return this;
        }

        /**
         * The providers of bundled builds.
         *
         * @param replacement what to use instead of those that {@link java.util.ServiceLoader} finds; empty for none
         * @return this
         */
        public Builder providers(List<FFmpegProvider> replacement) {
            providers = List.copyOf(replacement);
            return this;
        }

        /**
         * The locator.
         *
         * @return a locator with these choices
         */
        public FFmpegLocator build() {
            return new FFmpegLocator(this);
        }
    }
}
