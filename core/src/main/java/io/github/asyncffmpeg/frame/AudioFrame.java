package io.github.asyncffmpeg.frame;

import io.github.asyncffmpeg.media.Rational;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.Objects;

/** Some samples of sound as numbers in memory. How long it is good, and which threads may use it: {@link Frame}. */
public final class AudioFrame implements Frame {

    private final SampleFormat format;
    private final int rate;
    private final int channels;
    private final FrameBody body;

    AudioFrame(SampleFormat format, int rate, int channels, FrameBody body) {
        this.format = format;
        this.rate = rate;
        this.channels = channels;
        this.body = body;
    }

    /**
     * Sound of bytes that are there already. They are not copied.
     *
     * @param format of its samples
     * @param rate how many samples a second each channel has, above 0
     * @param channels how many, above 0
     * @param data the samples, from the buffer's position to its limit
     * @return the frame, without a timestamp
     * @throws IllegalArgumentException if the bytes are not whole samples of all channels
     */
    public static AudioFrame of(SampleFormat format, int rate, int channels, ByteBuffer data) {
        Objects.requireNonNull(data, "data");
        if (rate <= 0 || channels <= 0 || data.remaining() % (format.bytes() * channels) != 0) {
            throw new IllegalArgumentException(
                    "sound of " + channels + " channels of " + format.codec() + " at " + rate + " Hz from "
                            + data.remaining() + " bytes: expected a rate and channels above 0, and whole samples");
        }
        return new AudioFrame(format, rate, channels, FrameBody.made(data));
    }

    /**
     * Sound of floating-point numbers, copied to {@link SampleFormat#F32LE}.
     *
     * @param channels for each channel its samples, from -1 to 1, equally many
     * @param rate how many samples a second each channel has, above 0
     * @return the frame, without a timestamp
     * @throws IllegalArgumentException if one channel has more samples than another, or there is none
     */
    public static AudioFrame of(float[][] channels, int rate) {
        Objects.requireNonNull(channels, "channels");
        int samples = channels.length == 0 ? 0 : channels[0].length;
        ByteBuffer data =
                ByteBuffer.allocate(samples * channels.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (float[] channel : channels) {
            if (channel.length != samples) {
                throw new IllegalArgumentException("sound with channels of " + samples + " and " + channel.length
                        + " samples: expected equally many");
            }
        }
        for (int i = 0; i < samples; i++) {
            for (float[] channel : channels) {
                data.putFloat(channel[i]);
            }
        }
        return of(SampleFormat.F32LE, rate, channels.length, data.flip());
    }

    /**
     * Sound of 16-bit numbers, copied to {@link SampleFormat#S16LE}.
     *
     * @param samples those of all channels of one moment after the other
     * @param channels how many, above 0
     * @param rate how many samples a second each channel has, above 0
     * @return the frame, without a timestamp
     */
    public static AudioFrame of(short[] samples, int channels, int rate) {
        Objects.requireNonNull(samples, "samples");
        ByteBuffer data = ByteBuffer.allocate(samples.length * Short.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        data.asShortBuffer().put(samples);
        return of(SampleFormat.S16LE, rate, channels, data);
    }

    /**
     * The same bytes, due at another time.
     *
     * @param pts in units of {@code timeBase}; a source takes 0 and more
     * @param timeBase in seconds, above 0
     * @return a frame that shares its bytes with this one
     */
    public AudioFrame at(long pts, Rational timeBase) {
        Objects.requireNonNull(timeBase, "timeBase");
        return new AudioFrame(format, rate, channels, body.at(pts, timeBase));
    }

    /**
     * The same bytes, due when another frame is.
     *
     * @param other a frame with a timestamp
     * @return a frame that shares its bytes with this one
     * @throws IllegalStateException if the other has no timestamp
     */
    public AudioFrame at(AudioFrame other) {
        Objects.requireNonNull(other, "other");
        return new AudioFrame(format, rate, channels, body.at(other.body));
    }

    /**
     * How its samples are written.
     *
     * @return the format
     */
    public SampleFormat format() {
        return format;
    }

    /**
     * How many samples a second each channel has.
     *
     * @return in hertz
     */
    public int rate() {
        return rate;
    }

    /**
     * How many channels there are.
     *
     * @return above 0
     */
    public int channels() {
        return channels;
    }

    /**
     * How many samples each channel has.
     *
     * @return 0 or more
     */
    public int samples() {
        return body.size() / (format.bytes() * channels);
    }

    /**
     * All of its bytes.
     *
     * @return a new array
     * @throws IllegalStateException if the frame was read over
     */
    public byte[] bytes() {
        byte[] all = new byte[body.size()];
        data().get(all);
        return all;
    }

    /**
     * All of its samples as floating-point numbers from -1 to 1, whatever the format.
     *
     * @return for each channel its samples, new arrays
     * @throws IllegalStateException if the frame was read over
     */
    public float[][] floats() {
        ByteBuffer data = data();
        int samples = samples();
        float[][] all = new float[channels][samples];
        for (int channel = 0; channel < channels; channel++) {
            for (int i = 0; i < samples; i++) {
                int at = format.planar() ? channel * samples + i : i * channels + channel;
                all[channel][i] = (float) Sample.read(format, data, at * format.bytes());
            }
        }
        return all;
    }

    /**
     * All of its samples as they are, when they have 16 bits.
     *
     * @return in the order of the format, a new array
     * @throws IllegalStateException if the frame was read over, or is neither of {@link SampleFormat#S16LE} nor another of
     *     16 bits
     */
    public short[] shorts() {
        if (format.bytes() != Short.BYTES) {
            throw new IllegalStateException(format.codec() + " as 16-bit numbers: expected a format of 16 bits");
        }
        short[] all = new short[body.size() / Short.BYTES];
        data().asShortBuffer().get(all);
        return all;
    }

    @Override
    public ByteBuffer data() {
        return body.data(format.order());
    }

    @Override
    public boolean timed() {
        return body.timed();
    }

    @Override
    public long pts() {
        return body.pts();
    }

    @Override
    public Rational timeBase() {
        return body.timeBase();
    }

    @Override
    public Duration time() {
        return body.time();
    }

    @Override
    public long index() {
        return body.index();
    }

    @Override
    public AudioFrame copy() {
        return new AudioFrame(format, rate, channels, body.copy());
    }

    @Override
    public String toString() {
        return "frame " + index() + ", " + samples() + " samples of " + channels + " channels at " + rate + " Hz"
                + (timed() ? ", " + time() : "");
    }
}
