package io.github.asyncffmpeg.internal.locate;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Optional;

/**
 * A source of FFmpeg builds that come with the program rather than with the machine. Found by {@link
 * java.util.ServiceLoader}: the artifact {@code asyncffmpeg-bundled} is one.
 *
 * <p>An implementation needs a public constructor without parameters (or a static {@code provider()}), and must be safe
 * for any thread.
 */
public interface FFmpegProvider {

    /**
     * The builds this provider has for this machine, the preferred one first. It is cheap: nothing is unpacked yet, and a
     * build is looked for when it is its turn.
     *
     * @param settings the system properties and environment variables to go by, instead of the JVM's own
     * @return the builds, at least one; a provider that has none for this machine says why in a build whose {@link Build#unpack} throws
     */
    Iterator<? extends Build> builds(FFmpegSettings settings);

    /** One build of FFmpeg, not yet on disk or not yet looked at. */
    interface Build {

        /**
         * The build in a few words, for people.
         *
         * @return for example {@code bundled FFmpeg 8.0.1 (linux-x86_64-gpl)}
         */
        String origin();

        /**
         * Puts the programs on disk, or finds them there from an earlier time.
         *
         * @return the folder that holds them
         * @throws IOException if this build cannot be used here; its message is a whole sentence that says why
         */
        Folder unpack() throws IOException;

        /**
         * What to do when the program does not start although it is on disk.
         *
         * @param complaint what it said: the first line of its standard error, or the operating system's message
         * @return a sentence with the remedy, when this build knows one
         */
        default Optional<String> remedy(String complaint) {
            return Optional.empty();
        }
    }

    /**
     * A folder with the programs.
     *
     * @param path the folder, absolute; it holds {@code ffmpeg} and {@code ffprobe} ({@code .exe} on Windows)
     * @param environment what child processes need
     */
    record Folder(Path path, FFmpegEnvironment environment) {}
}
