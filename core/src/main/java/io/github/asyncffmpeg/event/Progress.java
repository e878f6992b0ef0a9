package io.github.asyncffmpeg.event;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * One block of FFmpeg's {@code -progress} report. FFmpeg gives the size of its first output. The time is that of the output
 * that has come farthest in FFmpeg 5 and 6, and of the one that is farthest behind in FFmpeg 8. What it does not know
 * ({@code N/A}) is empty here, never a guess.
 *
 * @param frame frames encoded or copied; empty without video
 * @param fps frames per second of wall time
 * @param outTime how far the output has come; it never goes back, and may be negative at the beginning of a stream copy
 *     (5.1)
 * @param totalSize bytes written to the first output; empty where FFmpeg cannot tell (HLS, {@code -f null})
 * @param bitRate bits per second of the first output
 * @param speed media time per wall time; 2.0 is twice as fast as played
 * @param duplicatedFrames frames repeated to hold the frame rate
 * @param droppedFrames frames left out to hold the frame rate
 * @param fraction how much of the whole is done, 0 to 1: it never goes back, and is 1 once, in the last block of a run
 *     that completed. Empty while it cannot be known, never a guess
 * @param timeLeft wall time until the end at the pace of late; empty while {@code fraction} is, or there is no pace yet
 * @param last whether this is the last block ({@code progress=end})
 * @param raw the block as FFmpeg wrote it, a line a key
 */
public record Progress(
        OptionalLong frame,
        OptionalDouble fps,
        Optional<Duration> outTime,
        OptionalLong totalSize,
        OptionalDouble bitRate,
        OptionalDouble speed,
        long duplicatedFrames,
        long droppedFrames,
        OptionalDouble fraction,
        Optional<Duration> timeLeft,
        boolean last,
        String raw)
        implements FFmpegEvent {

    /**
     * Whether FFmpeg has produced anything by now.
     *
     * @return whether a frame or some output time has been reported
     */
    public boolean hasOutput() {
        return frame.orElse(0) > 0 || outTime.orElse(Duration.ZERO).compareTo(Duration.ZERO) > 0;
    }
}
