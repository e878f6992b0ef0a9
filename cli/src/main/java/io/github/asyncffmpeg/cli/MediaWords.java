package io.github.asyncffmpeg.cli;

import io.github.asyncffmpeg.jobs.internal.words.Words;
import io.github.asyncffmpeg.media.Rational;
import io.github.asyncffmpeg.probe.AudioStreamInfo;
import io.github.asyncffmpeg.probe.MediaInfo;
import io.github.asyncffmpeg.probe.SideData;
import io.github.asyncffmpeg.probe.StreamInfo;
import io.github.asyncffmpeg.probe.SubtitleStreamInfo;
import io.github.asyncffmpeg.probe.VideoStreamInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** What is in a file, in words. All of it is safe for a terminal: tags and codecs are whatever is in the file. */
final class MediaWords {

    private static final Set<String> STILLS =
            Set.of("png", "mjpeg", "bmp", "tiff", "webp", "jpeg2000", "jpegxl", "targa", "psd", "exr", "svg");

    private MediaWords() {}

    static String length(MediaInfo info) {
        return info.duration().map(Words::time).orElse("");
    }

    static String size(MediaInfo info) {
        OptionalLong size = info.size();
        return size.isPresent() ? Words.size(size.getAsLong()) : "";
    }

    /** {@code 128 kbit/s}, {@code 2.1 Mbit/s}. */
    static String bitRate(OptionalLong bitsPerSecond) {
        if (bitsPerSecond.isEmpty()) {
            return "";
        }
        double kilo = bitsPerSecond.getAsLong() / 1000.0;
        return kilo < 999.5
                ? Math.round(kilo) + " kbit/s"
                : String.format(Locale.ROOT, kilo < 9950 ? "%.1f Mbit/s" : "%.0f Mbit/s", kilo / 1000);
    }

    /** The first name of the demuxer; of those that read one family of containers, the commonest. */
    static String container(MediaInfo info) {
        List<String> names = info.formats();
        if (names.contains("mp4") && info.tags().getOrDefault("major_brand", "").startsWith("qt")) {
            return "mov";
        }
        return Words.visible(names.contains("mp4") ? "mp4" : names.contains("matroska") ? "matroska" : first(names));
    }

    private static String first(List<String> names) {
        return names.isEmpty() ? "" : names.get(0);
    }

    /** {@code h264, 1920x1080, 29.97 fps, yuv420p}. */
    static List<String> video(VideoStreamInfo video) {
        List<String> words = codec(video);
        video.size().ifPresent(size -> words.add(size.toString()));
        if (!isStill(video)) {
            video.averageFrameRate().or(video::baseFrameRate).ifPresent(rate -> words.add(frameRate(rate)));
        }
        video.fieldOrder()
                .filter(order -> !order.equals("progressive") && !order.equals("unknown"))
                .ifPresent(order -> words.add("interlaced (" + order + ")"));
        video.pixelFormat().ifPresent(words::add);
        hdr(video).ifPresent(words::add);
        if (video.rotation() != 0) {
            words.add("turned " + video.rotation() + "°");
        }
        return safe(words);
    }

    /** A cover, or a picture that is a file of its own: the rates that FFmpeg gives them mean nothing. */
    private static boolean isStill(VideoStreamInfo video) {
        boolean picture = video.codecName().filter(STILLS::contains).isPresent();
        return video.isCover()
                || (picture
                        && video.declaredFrames().isEmpty()
                        && video.bitRate().isEmpty());
    }

    /** Of pixels that are not square, how large the picture is shown. */
    private static Optional<String> shape(VideoStreamInfo video) {
        Optional<Rational> pixel = video.sampleAspectRatio()
                .filter(ratio -> ratio.numerator() > 0 && ratio.numerator() != ratio.denominator());
        return pixel.isEmpty()
                ? Optional.empty()
                : video.displaySize()
                        .map(size -> "shown as " + size + " (pixels "
                                + pixel.get().numerator() + ":" + pixel.get().denominator() + ")");
    }

    /** {@code aac, 48 kHz, stereo, eng}. */
    static List<String> audio(AudioStreamInfo audio) {
        List<String> words = codec(audio);
        audio.sampleRate().ifPresent(rate -> words.add(kilohertz(rate)));
        audio.channelLayout()
                .or(() -> audio.channels().isPresent()
                        ? Optional.of(audio.channels().getAsInt() + " channels")
                        : Optional.empty())
                .ifPresent(words::add);
        audio.language().ifPresent(words::add);
        return safe(words);
    }

    /** Of a stream of any kind. */
    static List<String> stream(StreamInfo stream) {
        if (stream instanceof VideoStreamInfo video) {
            List<String> words = new ArrayList<>(video(video));
            shape(video).ifPresent(words::add);
            return words;
        }
        if (stream instanceof AudioStreamInfo audio) {
            return audio(audio);
        }
        List<String> words = codec(stream);
        if (!(stream instanceof SubtitleStreamInfo)) {
            stream.attachmentName().ifPresent(words::add);
        }
        stream.language().ifPresent(words::add);
        return safe(words);
    }

    /** {@code eng}, {@code deu}, or the codec where no language is known. */
    static String subtitle(SubtitleStreamInfo subtitle) {
        return Words.visible(subtitle.language().or(subtitle::codecName).orElse("?"));
    }

    static Optional<String> hdr(VideoStreamInfo video) {
        Optional<SideData.DolbyVision> dolby = video.sideData(SideData.DolbyVision.class);
        if (dolby.isPresent()) {
            return Optional.of("Dolby Vision"
                    + (dolby.get().profile().isPresent()
                            ? " " + dolby.get().profile().getAsInt()
                            : ""));
        }
        return switch (video.colorTransfer().orElse("")) {
            case "smpte2084" -> Optional.of("HDR (PQ)");
            case "arib-std-b67" -> Optional.of("HDR (HLG)");
            default -> Optional.empty();
        };
    }

    static String frameRate(Rational rate) {
        double value = rate.toDouble();
        String text = String.format(Locale.ROOT, "%.3f", value).replaceFirst("\\.?0+$", "");
        return (value > 0 && text.equals("0") ? "<0.001" : text) + " fps";
    }

    private static String kilohertz(int hertz) {
        return String.format(Locale.ROOT, "%.3f", hertz / 1000.0).replaceFirst("\\.?0+$", "") + " kHz";
    }

    private static List<String> codec(StreamInfo stream) {
        return new ArrayList<>(List.of(stream.codecName().orElse("unknown codec")));
    }

    private static List<String> safe(List<String> words) {
        return words.stream().map(Words::visible).toList();
    }
}
