package io.github.asyncffmpeg.testkit;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

/**
 * A media file that was decoded from its first to its last packet without a single complaint of FFmpeg. Immutable and safe
 * for any thread.
 *
 * @param file the file
 * @param frames how many video frames were decoded, 0 for audio alone; with more than one video stream, those of the first
 * @param duration the time stamp at which the decoded media ends, which tells the truth where a header may not
 */
public record Playable(Path file, long frames, Duration duration) {

    /**
     * Decodes a whole file.
     *
     * @param ffmpeg the executable to decode with, FFmpeg 5.1 or newer
     * @param file the file
     * @return what was found
     * @throws AssertionError if FFmpeg does not exit with 0, or logs an error, or finds nothing to decode, or takes longer
     *     than two minutes; the message holds its log
     */
    public static Playable check(Path ffmpeg, Path file) {
        return check(ffmpeg, Map.of(), file);
    }

    /**
     * Decodes a whole file with an executable that needs variables in its environment.
     *
     * @param ffmpeg the executable to decode with, FFmpeg 5.1 or newer
     * @param environment the variables to add
     * @param file the file
     * @return what was found
     * @throws AssertionError as {@link #check(Path, Path)} does
     */
    public static Playable check(Path ffmpeg, Map<String, String> environment, Path file) {
        // Each frame once, as it comes: without this a gap in the time stamps would be filled with copies.
        List<String> command = List.of(
                ffmpeg.toString(),
                "-v",
                "error",
                "-nostdin",
                "-nostats",
                "-progress",
                "pipe:1",
                "-i",
                "file:" + file,
                "-map",
                "0:v?",
                "-map",
                "0:a?",
                "-fps_mode",
                "passthrough",
                "-f",
                "null",
                "-");
        ToolRun run;
        try {
            run = ToolRun.of(command, environment);
        } catch (IOException e) {
            throw new AssertionError("cannot run " + ffmpeg, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while decoding " + file, e);
        }
        if (run.exitCode() != 0 || !run.stderr().isBlank()) {
            throw new AssertionError("not playable: " + file + "\n" + run.describe());
        }
        Playable playable = new Playable(
                file, last(run.stdout(), "frame="), Duration.of(last(run.stdout(), "out_time_us="), ChronoUnit.MICROS));
        if (playable.frames == 0 && playable.duration.isZero()) {
            throw new AssertionError("nothing to play in " + file + "\n" + run.describe());
        }
        return playable;
    }

    /** The value of the last line with this key; 0 where FFmpeg does not know, or has no such stream. */
    private static long last(String blocks, String key) {
        String value = "";
        for (String line : (Iterable<String>) blocks.lines()::iterator) {
            if (line.startsWith(key)) {
                value = line.substring(key.length()).strip();
            }
        }
        return value.isEmpty() || value.equals("N/A") ? 0 : Math.max(0, Long.parseLong(value));
    }
}
