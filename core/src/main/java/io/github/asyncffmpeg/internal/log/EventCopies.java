package io.github.asyncffmpeg.internal.log;

import io.github.asyncffmpeg.event.InputAnnounced;
import io.github.asyncffmpeg.event.OutputAnnounced;
import io.github.asyncffmpeg.event.Progress;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;

/** Events with one thing changed, which only the whole run can tell. Stateless and safe for any thread. */
public final class EventCopies {

    private EventCopies() {}

    /**
     * Gives an input another name.
     *
     * @param input the announcement
     * @param name what the spec calls it
     * @return an announcement that differs in its target alone
     */
    public static InputAnnounced withTarget(InputAnnounced input, String name) {
        return new InputAnnounced(
                input.index(),
                input.formats(),
                name,
                input.duration(),
                input.estimatedDuration(),
                input.start(),
                input.bitRate(),
                input.tags(),
                input.streams(),
                input.raw());
    }

    /**
     * Gives an output another name.
     *
     * @param output the announcement
     * @param name what the spec calls it
     * @return an announcement that differs in its target alone
     */
    public static OutputAnnounced withTarget(OutputAnnounced output, String name) {
        return new OutputAnnounced(
                output.index(), output.format(), name, output.tags(), output.streams(), output.raw());
    }

    /**
     * Says how much of the whole is done.
     *
     * @param block a report
     * @param fraction how much of the whole is done, 0 to 1, if known
     * @param timeLeft wall time until the end, if known
     * @return a report that differs in these two alone
     */
    public static Progress withFraction(Progress block, OptionalDouble fraction, Optional<Duration> timeLeft) {
        return copy(block, block.outTime(), fraction, timeLeft);
    }

    /**
     * Sets the output time.
     *
     * @param block a report
     * @param reached how far the output has come, where an earlier report knew it better
     * @return a report that differs in this alone
     */
    public static Progress withOutTime(Progress block, Duration reached) {
        return copy(block, Optional.of(reached), block.fraction(), block.timeLeft());
    }

    private static Progress copy(
            Progress block, Optional<Duration> outTime, OptionalDouble fraction, Optional<Duration> timeLeft) {
        return new Progress(
                block.frame(),
                block.fps(),
                outTime,
                block.totalSize(),
                block.bitRate(),
                block.speed(),
                block.duplicatedFrames(),
                block.droppedFrames(),
                fraction,
                timeLeft,
                block.last(),
                block.raw());
    }
}
