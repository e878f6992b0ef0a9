package io.github.asyncffmpeg.testkit;

import io.github.asyncffmpeg.media.FFmpegVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Makes small media files for tests from FFmpeg's own test sources: 320 by 240 pixels, 25 frames a second, a tone of 440 Hz
 * at 48 kHz. Uses encoders that every FFmpeg has (mpeg4, aac). Each file is made once in its directory and found there
 * afterwards.
 *
 * <p>Immutable; two threads must not make the same file at the same time.
 */
public final class MediaFiles {

    private final Path ffmpeg;
    private final Map<String, String> environment;
    private final Path directory;

    private MediaFiles(Path ffmpeg, Map<String, String> environment, Path directory) {
        this.ffmpeg = ffmpeg;
        this.environment = Map.copyOf(environment);
        this.directory = directory;
    }

    /**
     * Makes files with an executable.
     *
     * @param directory an existing directory for the files
     * @param ffmpeg the executable
     * @return the maker
     */
    public static MediaFiles in(Path directory, Path ffmpeg) {
        return new MediaFiles(ffmpeg, Map.of(), directory);
    }

    /**
     * Makes files with an executable that needs variables in its environment.
     *
     * @param directory an existing directory for the files
     * @param ffmpeg the executable
     * @param environment the variables to add
     * @return the maker
     */
    public static MediaFiles in(Path directory, Path ffmpeg, Map<String, String> environment) {
        return new MediaFiles(ffmpeg, environment, directory);
    }

    /**
     * Video and audio in one MP4 file.
     *
     * @param length the length of both
     * @return the file
     */
    public Path videoWithAudio(Duration length) {
        return make("video-audio", length, ".mp4", add(video("320x240", length), tone(length)));
    }

    /**
     * An MP4 file without audio.
     *
     * @param length the length
     * @return the file
     */
    public Path videoOnly(Duration length) {
        return make("video", length, ".mp4", video("320x240", length));
    }

    /**
     * An M4A file.
     *
     * @param length the length
     * @return the file
     */
    public Path audioOnly(Duration length) {
        return make("audio", length, ".m4a", tone(length));
    }

    /**
     * An MP4 file as a telephone held upright writes it: stored as 320 by 240, to be shown as 240 by 320 by its display
     * matrix (90 degrees).
     *
     * @param length the length
     * @return the file
     */
    public Path rotatedPortrait(Duration length) {
        List<String> options = new ArrayList<>();
        List<String> after = List.of();
        // FFmpeg 6.0 brought the option, and 7.0 dropped the old way.
        if (version().isAtLeast(6, 0)) {
            options.addAll(List.of("-display_rotation", "90"));
        } else {
            after = List.of("-metadata:s:v:0", "rotate=90");
        }
        options.addAll(List.of("-i", "file:" + videoWithAudio(length), "-map", "0", "-c", "copy"));
        options.addAll(after);
        return make("portrait", length, ".mp4", options);
    }

    /**
     * A Matroska file of 321 by 241 pixels, which many encoders refuse.
     *
     * @param length the length
     * @return the file
     */
    public Path oddSize(Duration length) {
        return make("odd", length, ".mkv", video("321x241", length));
    }

    /**
     * A Matroska file with video, audio and a subtitle stream (SubRip) with one line a second.
     *
     * @param length the length
     * @return the file
     */
    public Path withSubtitles(Duration length) {
        StringBuilder lines = new StringBuilder();
        for (long second = 0; second < Math.max(1, length.toSeconds()); second++) {
            lines.append(second + 1)
                    .append("\n%1$s,000 --> %1$s,900\nsecond %2$d\n\n"
                            .formatted(
                                    "%02d:%02d:%02d".formatted(second / 3600, second / 60 % 60, second % 60), second));
        }
        Path text = directory.resolve("subtitles-" + length.toMillis() + ".srt");
        try {
            Files.writeString(text, lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return make(
                "subtitles",
                length,
                ".mkv",
                List.of(
                        "-i",
                        "file:" + videoWithAudio(length),
                        "-i",
                        "file:" + text,
                        "-map",
                        "0",
                        "-map",
                        "1",
                        "-c",
                        "copy",
                        "-c:s",
                        "srt"));
    }

    private static List<String> video(String size, Duration length) {
        String source = "testsrc=size=" + size + ":rate=25:duration=" + seconds(length);
        return List.of("-f", "lavfi", "-i", source, "-c:v", "mpeg4", "-pix_fmt", "yuv420p");
    }

    private static List<String> tone(Duration length) {
        String source = "sine=frequency=440:sample_rate=48000:duration=" + seconds(length);
        return List.of("-f", "lavfi", "-i", source, "-c:a", "aac");
    }

    /** Two sources with their encoders: the inputs have to come before all options of the output. */
    private static List<String> add(List<String> first, List<String> second) {
        List<String> all = new ArrayList<>(first.subList(0, 4));
        all.addAll(second.subList(0, 4));
        all.addAll(first.subList(4, first.size()));
        all.addAll(second.subList(4, second.size()));
        return all;
    }

    private static String seconds(Duration length) {
        return Double.toString(length.toMillis() / 1000.0);
    }

    private Path make(String name, Duration length, String suffix, List<String> options) {
        Path file = directory.resolve(name + "-" + length.toMillis() + suffix);
        if (Files.exists(file)) {
            return file;
        }
        // Under another name first: a file that was cut short by a timeout must not be taken for a whole one.
        Path unfinished = directory.resolve("unfinished-" + file.getFileName());
        List<String> command = new ArrayList<>(List.of(ffmpeg.toString(), "-v", "error", "-nostdin", "-y"));
        command.addAll(options);
        command.add("file:" + unfinished);
        ToolRun run = run(command);
        if (run.exitCode() != 0) {
            throw new AssertionError("cannot make " + file + "\n" + run.describe());
        }
        try {
            return Files.move(unfinished, file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private FFmpegVersion version() {
        String text = run(List.of(ffmpeg.toString(), "-version")).stdout();
        return FFmpegVersion.parse(text.lines().findFirst().orElse(""));
    }

    private ToolRun run(List<String> command) {
        try {
            return ToolRun.of(command, environment);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while making media", e);
        }
    }
}
