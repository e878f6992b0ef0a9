package io.github.asyncffmpeg.frame;

import io.github.asyncffmpeg.media.Rational;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What video and audio frames have in common: bytes, a time, a number. Guards bytes that were read over. */
final class FrameBody {

    private static final long NANOS = 1_000_000_000;

    private final ByteBuffer bytes;
    private final @Nullable FrameSlot slot;
    private final long reading;
    private final long index;
    private final @Nullable Rational timeBase;
    private final long pts;
    private final @Nullable NutStream origin;

    private FrameBody(
            ByteBuffer bytes,
            @Nullable FrameSlot slot,
            long reading,
            long index,
            @Nullable Rational timeBase,
            long pts,
            @Nullable NutStream origin) {
        this.bytes = bytes;
        this.slot = slot;
        this.reading = reading;
        this.index = index;
        this.timeBase = timeBase;
        this.pts = pts;
        this.origin = origin;
    }

    /** Of a frame that was just read. */
    static FrameBody read(FrameSlot slot, ByteBuffer bytes, long index, NutStream stream, long pts) {
        return new FrameBody(bytes, slot, slot.reading(), index, stream.timeBase(), pts, stream);
    }

    /** Of a frame that the program makes, from the buffer's position to its limit. */
    static FrameBody made(ByteBuffer bytes) {
        return new FrameBody(bytes.slice(), null, 0, 0, null, 0, null);
    }

    FrameBody at(long pts, Rational timeBase) {
        if (timeBase.numerator() <= 0 || timeBase.denominator() <= 0) {
            throw new IllegalArgumentException("time base " + timeBase + ": expected a fraction above 0");
        }
        // at another time there may be another rate
        NutStream same = origin == null ? null : origin.withFrameRate(null);
        return new FrameBody(bytes, slot, reading, index, timeBase, pts, same);
    }

    /** The same bytes, at the time of another frame and of the stream that this is from. */
    FrameBody at(FrameBody other) {
        return new FrameBody(bytes, slot, reading, index, other.timeBase(), other.pts, other.origin);
    }

    FrameBody copy() {
        ByteBuffer from = data(ByteOrder.BIG_ENDIAN);
        ByteBuffer to = ByteBuffer.allocate(from.remaining());
        to.put(from).flip();
        return new FrameBody(to, null, 0, index, timeBase, pts, origin);
    }

    /** The stream of FFmpeg's that the frame comes from or has its time from, or null. */
    @Nullable
    NutStream origin() {
        return origin;
    }

    ByteBuffer data(ByteOrder order) {
        if (slot != null && slot.reading() != reading) {
            throw new IllegalStateException("frame " + index
                    + " was read over: it is good until the next one is asked for; use copy() to keep it");
        }
        return bytes.duplicate().clear().limit(bytes.limit()).order(order);
    }

    /** How many bytes there are, guarded or not. */
    int size() {
        return bytes.limit();
    }

    long index() {
        return index;
    }

    boolean timed() {
        return timeBase != null;
    }

    long pts() {
        timeBase();
        return pts;
    }

    Rational timeBase() {
        if (timeBase == null) {
            throw new IllegalStateException("this frame has no timestamp: give it one with at(pts, timeBase)");
        }
        return timeBase;
    }

    Duration time() {
        Rational base = timeBase();
        BigInteger nanos = rescale(pts, base, new Rational(1, NANOS));
        BigInteger[] parts = nanos.divideAndRemainder(BigInteger.valueOf(NANOS));
        BigInteger most = BigInteger.valueOf(Long.MAX_VALUE - 1); // a file may say more
        return Duration.ofSeconds(parts[0].min(most).max(most.negate()).longValue(), parts[1].longValue());
    }

    /** A time in another unit, to the nearest. */
    static BigInteger rescale(long value, Rational from, Rational to) {
        BigInteger up = BigInteger.valueOf(value)
                .multiply(BigInteger.valueOf(from.numerator()))
                .multiply(BigInteger.valueOf(to.denominator()));
        BigInteger down = BigInteger.valueOf(from.denominator()).multiply(BigInteger.valueOf(to.numerator()));
        BigInteger twice = up.shiftLeft(1).add(down);
        BigInteger[] parts = twice.divideAndRemainder(down.shiftLeft(1));
        return parts[1].signum() < 0 ? parts[0].subtract(BigInteger.ONE) : parts[0];
    }
}
