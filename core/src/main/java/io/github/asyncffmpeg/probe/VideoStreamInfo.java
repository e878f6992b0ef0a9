package io.github.asyncffmpeg.probe;

import io.github.asyncffmpeg.media.FrameSize;
import io.github.asyncffmpeg.media.Rational;
import java.util.Optional;

/**
 * A stream of pictures. A cover is one too: see {@link #isCover}.
 *
 * <p>Immutable and safe for any thread.
 *
 * @param section every field, by ffprobe's names
 */
public record VideoStreamInfo(ProbeSection section) implements StreamInfo {

    /**
     * The size of its pictures as they are stored, before rotation and aspect ratio.
     *
     * @return the size; empty where FFmpeg could not find it out
     */
    public Optional<FrameSize> size() {
        int width = section.integer("width").orElse(0);
        int height = section.integer("height").orElse(0);
        return width > 0 && height > 0 ? Optional.of(new FrameSize(width, height)) : Optional.empty();
    }

    /**
     * The size in which it is to be shown, in square pixels: the stored size, made wider or narrower by the sample aspect
     * ratio, and turned by the rotation.
     *
     * @return the size; empty where the stored size is not known
     */
    public Optional<FrameSize> displaySize() {
        FrameSize stored = size().orElse(null);
        if (stored == null) {
            return Optional.empty();
        }
        int width =
                sampleAspectRatio().map(ratio -> scaled(stored.width(), ratio)).orElse(stored.width());
        boolean turned = rotation() % 180 == 90;
        return Optional.of(turned ? new FrameSize(stored.height(), width) : new FrameSize(width, stored.height()));
    }

    private static int scaled(int width, Rational ratio) {
        double wide = Math.rint(width * ratio.toDouble());
        return wide >= 1 && wide <= Integer.MAX_VALUE ? (int) wide : width;
    }

    /**
     * How wide a stored pixel is for its height.
     *
     * @return {@code 1/1} for square pixels; empty where it is not said
     */
    public Optional<Rational> sampleAspectRatio() {
        return section.fraction("sample_aspect_ratio").filter(ratio -> ratio.toDouble() > 0);
    }

    /**
     * How far the picture is to be turned clockwise to be shown as it was meant. ffmpeg does so by itself when it decodes;
     * a stream copy keeps it.
     *
     * @return degrees, 0 to 359; for a telephone held upright mostly 90
     */
    public int rotation() {
        int counterclockwise = sideData(SideData.DisplayMatrix.class)
                .map(SideData.DisplayMatrix::rotation)
                .orElse(0);
        return Math.floorMod(-counterclockwise, 360);
    }

    /**
     * Whether it is a picture that goes with the file (a cover), and not a video.
     *
     * @return whether the disposition {@code attached_pic} is set
     */
    public boolean isCover() {
        return dispositions().contains("attached_pic");
    }

    /**
     * Frames a second on average: the number of frames by their duration.
     *
     * @return exact, {@code 30000/1001}; empty where it is not known
     */
    public Optional<Rational> averageFrameRate() {
        return section.fraction("avg_frame_rate");
    }

    /**
     * The lowest rate in which all times can be written, as FFmpeg guesses it from the beginning of the stream
     * ({@code r_frame_rate}). It is the frame rate where that is constant, mostly.
     *
     * @return exact, {@code 25/1}; empty where it is not known
     */
    public Optional<Rational> baseFrameRate() {
        return section.fraction("r_frame_rate");
    }

    /**
     * Whether the two frame rates differ, which hints at a variable frame rate and proves nothing: {@code true} is common
     * for constant rates in MPEG-TS or with an odd first frame, and a rate that changes late is not seen. {@link
     * FFprobe#frameTiming} reads all packets and knows.
     *
     * @return {@code false} where one of them is not known
     */
    public boolean frameRatesDiffer() {
        Rational average = averageFrameRate().orElse(null);
        Rational base = baseFrameRate().orElse(null);
        // of 32 bits each: the products fit
        return average != null
                && base != null
                && average.numerator() * base.denominator() != base.numerator() * average.denominator();
    }

    /**
     * How a pixel is stored.
     *
     * @return {@code yuv420p} …
     */
    public Optional<String> pixelFormat() {
        return section.text("pix_fmt");
    }

    /**
     * Whether its values take the whole range or the range of television.
     *
     * @return {@code tv} or {@code pc}
     */
    public Optional<String> colorRange() {
        return section.text("color_range");
    }

    /**
     * The matrix of its colours.
     *
     * @return {@code bt709}, {@code bt2020nc} …
     */
    public Optional<String> colorSpace() {
        return section.text("color_space");
    }

    /**
     * The curve of its brightness.
     *
     * @return {@code bt709}, {@code smpte2084} (PQ), {@code arib-std-b67} (HLG) …
     */
    public Optional<String> colorTransfer() {
        return section.text("color_transfer");
    }

    /**
     * Its primary colours.
     *
     * @return {@code bt709}, {@code bt2020} …
     */
    public Optional<String> colorPrimaries() {
        return section.text("color_primaries");
    }

    /**
     * Whether it has a high dynamic range, by its curve.
     *
     * @return whether {@link #colorTransfer} is PQ or HLG
     */
    public boolean isHdr() {
        String transfer = colorTransfer().orElse("");
        return transfer.equals("smpte2084") || transfer.equals("arib-std-b67");
    }

    /**
     * The order of its fields.
     *
     * @return {@code progressive}, {@code tt}, {@code bb}, {@code tb} or {@code bt}
     */
    public Optional<String> fieldOrder() {
        return section.text("field_order");
    }
}
