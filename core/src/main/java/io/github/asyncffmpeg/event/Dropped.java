package io.github.asyncffmpeg.event;

/**
 * This subscriber was too slow: log lines were dropped before the next event. FFmpeg never waits for a subscriber.
 *
 * @param count how many lines were dropped since the last such event, at least 1
 */
public record Dropped(long count) implements FFmpegEvent {

    @Override
    public String raw() {
        return count + " log lines dropped";
    }
}
