package io.github.asyncffmpeg.media;

import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * Media that this program hands to FFmpeg: an input without a file.
 *
 * <p>A source is used by one run at a time. One that can be read from its beginning again may be used by many runs, one
 * after the other; another fails the second one.
 */
@FunctionalInterface
public interface MediaSource {

    /**
     * The bytes of a stream, from where it stands. Not closed: who opened it closes it, when the run has ended.
     *
     * @param stream read by one run; a second one fails
     * @return the source
     */
    static MediaSource of(InputStream stream) {
        return new StreamSource(Objects.requireNonNull(stream, "stream"));
    }

    /**
     * The bytes of a channel, from where it stands. Not closed: who opened it closes it, when the run has ended. An MP4
     * with its index at the end is seen in a {@link java.nio.channels.SeekableByteChannel}, and handed over as
     * {@link #seekable()} says.
     *
     * @param channel in blocking mode, read by one run; a second one fails
     * @return the source
     */
    static MediaSource of(ReadableByteChannel channel) {
        return new ChannelSource(Objects.requireNonNull(channel, "channel"));
    }

    /**
     * Bytes in memory, for any number of runs. FFmpeg goes back and forth in them as in a file; for that each run writes
     * them to a private temporary file (a text, such as a playlist, is handed over as a stream). To have none, make a
     * stream of them.
     *
     * @param bytes the media; not copied
     * @return the source
     */
    static MediaSource of(byte[] bytes) {
        Objects.requireNonNull(bytes, "bytes");
        return new BytesSource(ByteBuffer.wrap(Objects.requireNonNull(bytes, "bytes")));
    }

    /**
     * Bytes in memory, for any number of runs, as {@link #of(byte[])}.
     *
     * @param bytes the media, from the buffer's position to its limit; not copied, and the buffer stays as it is
     * @return the source
     */
    static MediaSource of(ByteBuffer bytes) {
        Objects.requireNonNull(bytes, "bytes");
        return new BytesSource(bytes.slice());
    }

    /**
     * A part of a file, for any number of runs. FFmpeg opens it by itself (its protocol {@code subfile}), and goes back and
     * forth in it. A part of a file that is not on the default file system is handed over as a stream, or, if it is an MP4
     * with its index at the end, as {@link #seekable()} says.
     *
     * @param file the file, of any file system
     * @param offset where the part begins, in bytes, at least 0
     * @param length how long it is, in bytes, at least 0; a file that ends before fails the run
     * @return the source
     */
    static MediaSource of(Path file, long offset, long length) {
        return new SliceSource(Objects.requireNonNull(file, "file"), offset, length);
    }

    /**
     * What a publisher publishes. At most one buffer is asked for ahead of the one that FFmpeg takes.
     *
     * @param publisher subscribed to once a run; its buffers are read before the next one is asked for, and not kept. Its
     *     error fails the run
     * @return the source
     */
    static MediaSource of(Flow.Publisher<? extends ByteBuffer> publisher) {
        return new PublisherSource(Objects.requireNonNull(publisher, "publisher"));
    }

    /**
     * Hands over all of the media, and returns at its end. Called once a run, on a thread of this library that serves
     * nothing else, so it may block. It is interrupted when FFmpeg has ended.
     *
     * @param ffmpeg takes the bytes; a write waits while FFmpeg is slower. It throws {@link
     *     java.nio.channels.ClosedChannelException} when FFmpeg wants no more (it has reached {@code -t}, it is being
     *     stopped, it has ended): whatever this method throws afterwards is no failure. Not to be closed
     * @throws Exception when there is no more media although there should be: the run is stopped, and fails with this
     *     exception as its cause
     */
    void writeTo(WritableByteChannel ffmpeg) throws Exception;

    /**
     * A run that this is for has ended, or was given up before it began. Called at least once, on a thread of this library;
     * for those who wait for {@code writeTo} to be called. Short, and without throwing.
     *
     * @param failure why it failed, or {@code null} when it ended well
     */
    default void runEnded(@Nullable Throwable failure) {}

    /**
     * Whether FFmpeg is to be able to go back and forth in it, as {@link #seekable()} says.
     *
     * @return {@code false} for a stream that is read once from its beginning to its end
     */
    default boolean needsSeeking() {
        return false;
    }

    /**
     * The same media as a file, in which FFmpeg can go back and forth. Needed for MP4 and MOV whose index is at the end, and
     * for {@code -ss} before an input of nearly any format. The media is first written to a private temporary file, which
     * is deleted with the run: FFmpeg begins when the source is at its end, and the file takes as much room as the media,
     * in the folder {@code java.io.tmpdir}. Needs FFmpeg 5.0 or later.
     *
     * @return a source that differs only in this
     */
    default MediaSource seekable() {
        return new SeekableSource(this);
    }

    /**
     * How long the media is, as far as it is known: where FFmpeg cannot see that, {@code Progress.fraction} comes from this.
     * Asked again and again while it is empty, on a thread of this library: without waiting.
     *
     * @return its length, or empty if it is not known yet, or never
     */
    default Optional<Duration> length() {
        return Optional.empty();
    }

    /**
     * What FFmpeg must be told to read it, such as {@code f → nut}. Options of the input in the spec come after these and
     * win.
     *
     * @return names without their dash, with their values; an option without a value, such as {@code an}, has an empty one
     */
    default Map<String, String> options() {
        return Map.of();
    }
}
