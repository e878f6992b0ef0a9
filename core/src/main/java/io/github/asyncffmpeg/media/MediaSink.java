package io.github.asyncffmpeg.media;

import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * Where this program takes media from FFmpeg: an output without a file.
 *
 * <p>A sink is used by one run at a time.
 */
@FunctionalInterface
public interface MediaSink {

    /**
     * A stream. Flushed at the end, not closed: who opened it closes it, when the run has ended.
     *
     * @param stream takes the bytes; what it throws fails the run
     * @return the sink
     */
    static MediaSink to(OutputStream stream) {
        return new StreamSink(Objects.requireNonNull(stream, "stream"));
    }

    /**
     * A channel. Not closed: who opened it closes it, when the run has ended.
     *
     * @param channel in blocking mode; takes the bytes; what it throws fails the run
     * @return the sink
     */
    static MediaSink to(WritableByteChannel channel) {
        return new ChannelSink(Objects.requireNonNull(channel, "channel"));
    }

    /**
     * A subscriber. Each buffer is its own, and read-only; FFmpeg waits while nothing is requested. Its {@code
     * cancel()} ends the run as {@link Leaving#END_RUN} says.
     *
     * @param subscriber called on one thread of the run
     * @return the sink, for one run
     */
    static MediaSink to(Flow.Subscriber<? super ByteBuffer> subscriber) {
        return new SubscriberSink(Objects.requireNonNull(subscriber, "subscriber"));
    }

    /**
     * Memory.
     *
     * @param most how many bytes there may be; a run that writes more is stopped and fails with {@code
     *     FailureKind.LIMIT_EXCEEDED}
     * @return the sink, which has the bytes when the run has ended
     */
    static MediaBytes toBytes(int most) {
        return new MediaBytes(most);
    }

    /**
     * Takes all of the media, and returns at its end, or before when it wants no more. Called once a run, on a thread of
     * this library that serves nothing else, so it may block; while it does, FFmpeg waits. It is interrupted when the run
     * is killed.
     *
     * @param ffmpeg gives the bytes, and its end when FFmpeg has written all of them. Not to be closed
     * @throws Exception when the media cannot be taken: the run is stopped, and fails with this exception as its cause
     */
    void readFrom(ReadableByteChannel ffmpeg) throws Exception;

    /**
     * What FFmpeg must be told to write it, such as {@code f → nut}. Options of the output in the spec come after these
     * and win.
     *
     * @return names without their dash, with their values; an option without a value, such as {@code an}, has an empty one
     */
    default Map<String, String> options() {
        return Map.of();
    }

    /**
     * Whether FFmpeg is to be able to go back in what it has written, as {@link #seekable()} says.
     *
     * @return {@code false} for a stream that is written once from its beginning to its end
     */
    default boolean needsSeeking() {
        return false;
    }

    /**
     * The same sink for formats that are written by going back, such as MP4 and MOV without fragments, or that are better so:
     * Matroska with its length and index, WAV with its size. FFmpeg writes a private temporary file, and this sink gets
     * the whole of it when FFmpeg has ended; of a run that failed or was killed, nothing. The file takes as much room as the
     * media, in the folder {@code java.io.tmpdir}.
     *
     * @return a sink that differs only in this
     */
    default MediaSink seekable() {
        return new SeekableSink(this);
    }

    /**
     * A run that this is for has ended, or was given up before it began. Called at least once, on a thread of this library;
     * for those who wait for {@code readFrom} to be called. Short, and without throwing.
     *
     * @param failure why it failed, or {@code null} when it ended well
     */
    default void runEnded(@Nullable Throwable failure) {}

    /**
     * What happens when {@link #readFrom} returns before the end.
     *
     * @return {@link Leaving#END_RUN} unless a sink says otherwise
     */
    default Leaving leaving() {
        return Leaving.END_RUN;
    }

    /** What happens when a sink wants no more. */
    enum Leaving {
        /** FFmpeg is asked to finish, as by its {@code q} key; other outputs become whole, and the run is completed. */
        END_RUN,
        /** The rest is read and dropped, and FFmpeg goes on to its end. */
        DROP_REST
    }
}
