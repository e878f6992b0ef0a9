package io.github.asyncffmpeg.probe;

import java.time.Duration;
import java.util.Optional;
import java.util.PriorityQueue;

/**
 * How the frames of a video follow each other, by the times of all its packets.
 *
 * <p>Immutable and safe for any thread.
 *
 * @param streamIndex the stream, as {@link StreamInfo#index}
 * @param frames how many frames there are: packets, without those that an edit list discards. In interlaced video with a
 *     packet for each field these are fields
 * @param shortest the shortest step from one frame to the next, in units of the stream's time base; 0 with less than two
 *     frames
 * @param longest the longest step
 * @param first when the first frame is shown
 * @param last when the last frame is shown; it lasts longer
 */
public record FrameTiming(
        int streamIndex, long frames, long shortest, long longest, Optional<Duration> first, Optional<Duration> last) {

    /**
     * Whether the frame rate varies: whether two steps differ by more than one unit of the time base, which is what
     * rounding costs. In Matroska, whose unit mostly is a millisecond, a variation below that cannot be seen.
     *
     * @return {@code false} with fewer than three frames
     */
    public boolean isVariable() {
        return longest - shortest > 1;
    }

    /** Adds up packets, in the order of the file. For one thread. */
    static final class Measure {

        /** Frames may come out of order; by at most 16 in H.264 and H.265, 32 if they come as fields. */
        private static final int WINDOW = 128;

        private final PriorityQueue<Long> waiting = new PriorityQueue<>(WINDOW + 1);
        private int streamIndex = -1;
        private long frames;
        private boolean any;
        private long previous;
        private long shortest = Long.MAX_VALUE;
        private long longest;
        private Optional<Duration> first = Optional.empty();
        private Optional<Duration> last = Optional.empty();

        void add(PacketInfo packet) {
            if (packet.isDiscarded() || (streamIndex >= 0 && packet.streamIndex() != streamIndex)) {
                return;
            }
            streamIndex = packet.streamIndex();
            frames++;
            boolean presented = packet.pts().isPresent();
            Optional<Duration> time = presented ? packet.ptsTime() : packet.dtsTime();
            if (time.isPresent()) {
                first = first.isEmpty() || time.get().compareTo(first.get()) < 0 ? time : first;
                last = last.isEmpty() || time.get().compareTo(last.get()) > 0 ? time : last;
            }
            // AVI and raw video have no other times than these.
            (presented ? packet.pts() : packet.dts()).ifPresent(waiting::add);
            if (waiting.size() > WINDOW) {
                step(waiting.remove());
            }
        }

        private void step(long pts) {
            if (any) {
                long step = Math.abs(pts - previous);
                shortest = Math.min(shortest, step);
                longest = Math.max(longest, step);
            }
            any = true;
            previous = pts;
        }

        Optional<FrameTiming> timing() {
            while (!waiting.isEmpty()) {
                step(waiting.remove());
            }
            return frames == 0
                    ? Optional.empty()
                    : Optional.of(new FrameTiming(
                            streamIndex, frames, shortest == Long.MAX_VALUE ? 0 : shortest, longest, first, last));
        }
    }
}
