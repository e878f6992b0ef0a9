package io.github.asyncffmpeg.jobs;

import io.github.asyncffmpeg.media.MediaTarget;
import java.nio.file.Path;
import java.util.Objects;

/**
 * A question that is answered where the files are.
 *
 * <p>Immutable and safe for any thread.
 */
public sealed interface Probe {

    /**
     * What is in a file. The values are {@code duration} (seconds), {@code size} (bytes), {@code bit_rate}, {@code format},
     * {@code streams}, {@code videos} (without covers), {@code audios}, {@code subtitles} (how many); of the first video
     * {@code video.codec}, {@code video.width} and {@code video.height} (as they are stored), {@code video.display_width} and
     * {@code video.display_height} (as they are shown), {@code video.fps}, {@code video.pixel_format}; of the first audio
     * {@code audio.codec}, {@code audio.channels}, {@code audio.sample_rate}. What is not known is absent.
     *
     * @param target a file, or a text in FFmpeg's own syntax
     */
    record Media(MediaTarget target) implements Probe {

        /** Checks the target. */
        public Media {
            Objects.requireNonNull(target, "target");
            if (target.file().isEmpty() && !(target instanceof MediaTarget.Verbatim)) {
                throw new IllegalArgumentException(
                        "target: expected a file or a text, got " + target + ", which does not travel");
            }
        }
    }

    /**
     * Whether an encoder works. The values are {@code works} ({@code true} or {@code false}) and {@code reason}.
     *
     * @param name such as {@code h264_nvenc}
     */
    record Encoder(String name) implements Probe {

        /** Checks the name. */
        public Encoder {
            Objects.requireNonNull(name, "name");
        }
    }

    /**
     * How much can still be written to a place. The value is {@code bytes}.
     *
     * @param path a file or a folder, which need not exist
     */
    record FreeSpace(Path path) implements Probe {

        /** Checks the path. */
        public FreeSpace {
            Objects.requireNonNull(path, "path");
        }
    }

    /**
     * Asks what is in a file.
     *
     * @param file the file
     * @return the question
     */
    static Probe media(Path file) {
        return new Media(MediaTarget.of(file));
    }

    /**
     * Asks what is at a target in FFmpeg's own syntax.
     *
     * @param target a URL, for example
     * @return the question
     */
    static Probe media(String target) {
        return new Media(MediaTarget.of(target));
    }
}
