package io.github.asyncffmpeg.it.harness;

import static io.github.asyncffmpeg.graph.FilterOption.opt;

import io.github.asyncffmpeg.FFmpeg;
import io.github.asyncffmpeg.graph.Output;
import io.github.asyncffmpeg.graph.StreamSpec;
import io.github.asyncffmpeg.graph.VideoStream;
import io.github.asyncffmpeg.it.harness.FFmpegs.Installation;
import io.github.asyncffmpeg.run.FFmpegJob;
import io.github.asyncffmpeg.run.FFmpegResult;
import io.github.asyncffmpeg.testkit.LeakExtension;
import io.github.asyncffmpeg.testkit.MediaFiles;
import io.github.asyncffmpeg.testkit.Playable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * What a test with a real FFmpeg works with: the library on one installation, a directory, and ways to look at what came
 * out that do not go through the library. For one test.
 */
public final class Workbench {

    /** A job of a test takes well under a second; on a loaded machine a few. */
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private static final int MOST_BYTES = 64 * 1024 * 1024;

    private final Installation installation;
    private final Path directory;
    private final FFmpeg ffmpeg;

    /** A bench for the running test. */
    public Workbench(Installation installation, LeakExtension leaks) throws IOException {
        this.installation = installation;
        this.directory = leaks.tempDirectory();
        this.ffmpeg = installation.library(leaks.environment()).build();
    }

    /** The library. */
    public FFmpeg ffmpeg() {
        return ffmpeg;
    }

    /** A file of the test's directory; it need not exist. */
    public Path file(String name) {
        return directory.resolve(name);
    }

    /** Makes media of the usual kinds. */
    public MediaFiles media() {
        return MediaFiles.in(directory, installation.ffmpeg(), installation.environment());
    }

    /** Runs a spec to its end, and fails if it takes longer than a minute. */
    public FFmpegResult run(StreamSpec spec) {
        return ffmpeg.run(FFmpegJob.of(spec).timeout(LIMIT));
    }

    /** A small moving picture whose pixels are exact: {@code frames} frames of 64 by 48, 25 a second. */
    public static VideoStream moving(int frames) {
        return VideoStream.source("testsrc", opt("s", "64x48"), opt("r", 25))
                .trim(opt("end_frame", frames))
                .filter("format", "rgb24");
    }

    /** A still picture of one colour, as {@link #moving}. */
    public static VideoStream plain(String color, int frames) {
        return VideoStream.source("color", opt("c", color), opt("s", "64x48"), opt("r", 25))
                .trim(opt("end_frame", frames))
                .filter("format", "rgb24");
    }

    /** All frames of a stream, each once, as they come. */
    public List<Picture> pictures(VideoStream video) {
        Output output = video.output("pipe:1")
                .format("image2pipe")
                .codec("ppm")
                .option("fps_mode", "passthrough")
                .flag("an");
        return Picture.parse(stdout(output));
    }

    /** The first frame of a stream. */
    public Picture picture(VideoStream video) {
        return pictures(video).get(0);
    }

    /** What a spec writes to stdout. */
    public byte[] stdout(StreamSpec spec) {
        return ffmpeg.run(FFmpegJob.of(spec).timeout(LIMIT).captureStdout(MOST_BYTES))
                .stdout();
    }

    /** Decodes a whole file. */
    public Playable playable(Path file) {
        return Playable.check(installation.ffmpeg(), installation.environment(), file);
    }

    /**
     * What ffprobe says of a file.
     *
     * @param file the file
     * @param entries as its option {@code -show_entries}
     * @return a line for each value, {@code key=value}
     */
    public List<String> probe(Path file, String entries) throws IOException, InterruptedException {
        Path answer = Files.createTempFile(directory, "probe-", ".txt");
        List<String> command = new ArrayList<>(List.of(installation.ffprobe().toString()));
        command.addAll(List.of("-v", "error", "-show_entries", entries, "-of", "default=noprint_wrappers=1"));
        command.add("file:" + file);
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(answer.toFile());
        builder.environment().putAll(installation.environment());
        Process ffprobe = builder.start();
        try {
            if (!ffprobe.waitFor(Child.LIMIT.toSeconds(), TimeUnit.SECONDS) || ffprobe.exitValue() != 0) {
                throw new AssertionError("ffprobe failed with " + file + ": " + Files.readString(answer));
            }
        } finally {
            ffprobe.destroyForcibly();
        }
        List<String> lines = Files.readAllLines(answer);
        Files.delete(answer);
        return lines;
    }
}
