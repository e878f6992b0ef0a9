package io.github.asyncffmpeg.desktop;

import io.github.asyncffmpeg.error.FFmpegMediaException;
import io.github.asyncffmpeg.frame.AudioFrame;
import io.github.asyncffmpeg.frame.FrameReader;
import io.github.asyncffmpeg.frame.SampleFormat;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Objects;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.jspecify.annotations.Nullable;

/** Frames of sound as {@link AudioInputStream}, and back. Stateless and safe for any thread; what it makes is not. */
@SuppressWarnings("exports") // who calls it has java.desktop; who does not, need not
public final class Sounds {

    /** Samples of each channel in a frame, as FFmpeg's own frames have. */
    private static final int SAMPLES = 1024;

    private Sounds() {}

    /**
     * Sound that comes out of FFmpeg, as Java's own library reads it. Waits for the first frame, which says what format it
     * has.
     *
     * @param reader in a packed format; it is closed when the stream is
     * @return the sound; its length is not known
     * @throws FFmpegMediaException if there is no sound at all
     * @throws IllegalArgumentException if Java has no name for its format
     */
    public static AudioInputStream stream(FrameReader<AudioFrame> reader) {
        Objects.requireNonNull(reader, "reader");
        AudioFrame first = reader.next();
        if (first == null) {
            throw new FFmpegMediaException("sound as an AudioInputStream: there is none, FFmpeg has ended", null);
        }
        AudioFormat format = format(first);
        return new AudioInputStream(new FrameStream(reader, first), format, AudioSystem.NOT_SPECIFIED);
    }

    /**
     * Java's sound as frames, for {@code AudioFrames.of(Sounds.format(sound)).from(Sounds.frames(sound))}. One buffer serves
     * for all: each frame is good until the next is asked for.
     *
     * @param sound is read to its end, once; not closed
     * @return the frames, without timestamps
     * @throws IllegalArgumentException if its format is none of FFmpeg's
     */
    public static Iterable<AudioFrame> frames(AudioInputStream sound) {
        Objects.requireNonNull(sound, "sound");
        SampleFormat format = format(sound);
        return () -> new Frames(format, sound);
    }

    /**
     * FFmpeg's name of the format that Java's sound has.
     *
     * @param sound PCM
     * @return the sample format
     * @throws IllegalArgumentException if its format is none of FFmpeg's
     */
    public static SampleFormat format(AudioInputStream sound) {
        Objects.requireNonNull(sound, "sound");
        AudioFormat format = sound.getFormat();
        for (SampleFormat each : SampleFormat.values()) {
            if (!each.planar()
                    && encoding(each).equals(format.getEncoding())
                    && each.bytes() * 8 == format.getSampleSizeInBits()
                    && format.getFrameSize() == each.bytes() * format.getChannels()
                    && (each.bytes() == 1 || (each.order() == ByteOrder.BIG_ENDIAN) == format.isBigEndian())) {
                return each;
            }
        }
        throw new IllegalArgumentException("sound of " + format + ": expected PCM of whole bytes");
    }

    private static AudioFormat format(AudioFrame frame) {
        SampleFormat format = frame.format();
        if (format.planar()) {
            throw new IllegalArgumentException(
                    "sound of " + format.codec() + " as an AudioInputStream: expected a format without planes");
        }
        return new AudioFormat(
                encoding(format),
                frame.rate(),
                format.bytes() * 8,
                frame.channels(),
                format.bytes() * frame.channels(),
                frame.rate(),
                format.order() == ByteOrder.BIG_ENDIAN);
    }

    private static AudioFormat.Encoding encoding(SampleFormat format) {
        return switch (format.name().charAt(0)) {
            case 'F' -> AudioFormat.Encoding.PCM_FLOAT;
            case 'U' -> AudioFormat.Encoding.PCM_UNSIGNED;
            default -> AudioFormat.Encoding.PCM_SIGNED;
        };
    }

    private static final class FrameStream extends InputStream {
        private final FrameReader<AudioFrame> reader;
        private @Nullable ByteBuffer data;

        FrameStream(FrameReader<AudioFrame> reader, AudioFrame first) {
            this.reader = reader;
            this.data = first.data();
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            if (length == 0) {
                return 0;
            }
            try {
                while (data != null && !data.hasRemaining()) {
                    AudioFrame next = reader.next();
                    data = next == null ? null : next.data();
                }
            } catch (UncheckedIOException e) {
                throw new IOException(e.getMessage(), e);
            }
            if (data == null) {
                return -1;
            }
            int n = Math.min(length, data.remaining());
            data.get(into, offset, n);
            return n;
        }

        @Override
        public void close() {
            reader.close();
        }
    }

    private static final class Frames implements Iterator<AudioFrame> {
        private final SampleFormat format;
        private final AudioInputStream sound;
        private final byte[] buffer;
        private int filled = -1;

        Frames(SampleFormat format, AudioInputStream sound) {
            this.format = format;
            this.sound = sound;
            this.buffer = new byte[SAMPLES * sound.getFormat().getFrameSize()];
        }

        @Override
        public boolean hasNext() {
            if (filled < 0) {
                try {
                    filled = sound.readNBytes(buffer, 0, buffer.length);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
            return filled > 0;
        }

        @Override
        public AudioFrame next() {
            if (!hasNext()) {
                throw new NoSuchElementException("the sound has ended");
            }
            int whole = filled - filled % sound.getFormat().getFrameSize();
            filled = -1;
            return AudioFrame.of(
                    format,
                    Math.round(sound.getFormat().getSampleRate()),
                    sound.getFormat().getChannels(),
                    ByteBuffer.wrap(buffer, 0, whole));
        }
    }
}
