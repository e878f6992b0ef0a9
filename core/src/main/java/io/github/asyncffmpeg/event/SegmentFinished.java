package io.github.asyncffmpeg.event;

import java.nio.file.Path;

/**
 * A segment of an HLS, DASH or segment output is finished: FFmpeg has closed the file and writes to the next one.
 *
 * <p>This is seen on the disk, not read from the log, which the texts of a file can imitate. FFmpeg closes a segment before
 * it opens the one with the next number, so a segment is told when a later one is there, and the last one at the end of a
 * run that FFmpeg finished. The folder is looked at twice a second while somebody listens. Each segment is told once, in
 * the order of the numbers. Not told are segments whose names have no number ({@code strftime}), and those that FFmpeg has
 * removed or written over before they were seen.
 *
 * @param output the number of the output
 * @param file the segment. With {@code partialOutput} this is a temporary name until the run ends
 */
public record SegmentFinished(int output, Path file) implements FFmpegEvent {

    @Override
    public String raw() {
        return "output " + output + ": finished " + file;
    }
}
