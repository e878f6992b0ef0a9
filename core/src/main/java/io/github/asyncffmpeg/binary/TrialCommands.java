package io.github.asyncffmpeg.binary;

import io.github.asyncffmpeg.media.Medium;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The commands by which an encoder is tried, the likeliest first. Most encoders take anything, since FFmpeg converts to
 * what they declare; the others are those that were found to fail on FFmpeg 5.1 and 8.0 when all were tried, and what
 * they want instead.
 */
final class TrialCommands {

    private static final List<String> BEFORE = List.of("-hide_banner", "-nostdin", "-loglevel", "warning", "-f");

    /**
     * Experimental encoders are tried as well: they are usable with this option. And a line for each packet goes to
     * standard output, since an exit code of 0 is no proof that there was one.
     */
    private static final List<String> AFTER = List.of("-strict", "-2", "-f", "framecrc", "-");

    private static final String TEXT_SUBTITLE =
            "data:text/plain;base64,MQowMDowMDowMCwwMDAgLS0+IDAwOjAwOjAxLDAwMApoaQo=";

    /** A Blu-ray subtitle of 16 by 8 pixels, shown for a second: 217 bytes, made for this. */
    private static final String BITMAP_SUBTITLE = "data:application/octet-stream;base64,"
            + "UEcAAAAAAAAAABYAEwLQAkAQAACAAAABAAAAAAAQABBQRwAAAAAAAAAAFwAKAQAAEAAQABAACFBHAAAAAAAAAAAUAAwAAAAQgIAAAeuA"
            + "gP9QRwAAAAAAAAAAFQAzAAAAwAAALAAQAAgAkAEAAACQAQAAAJABAAAAkAEAAACQAQAAAJABAAAAkAEAAACQAQAAUEcAAAAAAAAAAIAA"
            + "AFBHAAFfkAAAAAAWAAsC0AJAEAABAAAAAFBHAAFfkAAAAAAXAAoBAAAQABAAEAAIUEcAAV+QAAAAAIAAAA==";

    /** FFmpeg makes no pictures of text. */
    private static final Set<String> BITMAP_ENCODERS = Set.of("dvbsub", "dvdsub", "xsub");

    /** What is too slow for a trial as it is: one frame takes libaom-av1 a second, and a fifth of one like this. */
    private static final Map<String, List<String>> FAST = Map.of("libaom-av1", List.of("-cpu-used", "8"));

    private static final int VIDEO_COMMANDS = 6;

    private TrialCommands() {}

    /** Whether what such a command wrote says that something was encoded. */
    static boolean provesAPacket(String output) {
        return output.lines().anyMatch(line -> !line.isBlank() && Character.isDigit(line.charAt(0)));
    }

    /**
     * The commands for an encoder.
     *
     * @param encoder its name
     * @param medium what it encodes
     * @param hardware whether a device encodes: then there is no question of sizes
     * @param uploads the types of devices from whose memory it takes its frames, when it takes none from the main memory
     */
    static List<List<String>> of(String encoder, Medium medium, boolean hardware, List<String> uploads) {
        return switch (medium) {
            case VIDEO ->
                uploads.isEmpty()
                        ? videos(encoder).subList(0, hardware ? 1 : VIDEO_COMMANDS)
                        : uploads.stream().map(type -> uploaded(encoder, type)).toList();
            case AUDIO -> audios(encoder);
            case SUBTITLE -> subtitles(encoder);
            case DATA, ATTACHMENT -> List.of();
        };
    }

    private static List<List<String>> videos(String encoder) {
        return List.of(
                video(
                        encoder,
                        "352x288",
                        "",
                        FAST.getOrDefault(encoder, List.of())), // H.261 and H.263 have no other size in common
                video(encoder, "720x576", "format=yuv420p", List.of()), // dvvideo, avui
                video(encoder, "1920x1080", "format=yuv422p", List.of("-b:v", "120M")), // dnxhd
                video(encoder, "48x48", "", List.of()), // xface
                video(encoder, "352x288", "format=rgba", List.of()), // vbn
                video(encoder, "64x64", "", List.of())); // rpza of Debian's 5.1.9 crashes with larger ones
    }

    private static List<String> video(String encoder, String size, String filter, List<String> more) {
        List<String> command = new ArrayList<>(BEFORE);
        command.addAll(List.of("lavfi", "-i", "testsrc2=s=" + size + ":r=25", "-frames:v", "1"));
        if (!filter.isEmpty()) {
            command.addAll(List.of("-vf", filter));
        }
        return ended(command, Stream.concat(Stream.of("-c:v", encoder), more.stream()));
    }

    /** Frames have to be brought to the device first. */
    private static List<String> uploaded(String encoder, String type) {
        List<String> command = new ArrayList<>(BEFORE.subList(0, BEFORE.size() - 1));
        command.addAll(List.of("-init_hw_device", type + "=trial", "-filter_hw_device", "trial", "-f"));
        command.addAll(List.of("lavfi", "-i", "testsrc2=s=352x288:r=25", "-frames:v", "1"));
        command.addAll(List.of("-vf", "format=nv12,hwupload"));
        return ended(command, Stream.of("-c:v", encoder));
    }

    private static List<List<String>> audios(String encoder) {
        return List.of(
                audio(encoder, 48000, "stereo"),
                audio(encoder, 8000, "mono"), // speech: g723_1, AMR narrow band, GSM
                audio(encoder, 22050, "stereo"), // adpcm_swf, roq_dpcm
                audio(encoder, 22050, "mono"), // adpcm_ima_amv
                audio(encoder, 16000, "mono"), // AMR wide band
                audio(encoder, 44100, "stereo"));
    }

    private static List<String> audio(String encoder, int rate, String layout) {
        List<String> command = new ArrayList<>(BEFORE);
        command.addAll(List.of("lavfi", "-i", "anullsrc=r=" + rate + ":cl=" + layout, "-t", "0.2"));
        return ended(command, Stream.of("-c:a", encoder));
    }

    private static List<List<String>> subtitles(String encoder) {
        return List.of(
                BITMAP_ENCODERS.contains(encoder)
                        ? subtitle(encoder, "sup", BITMAP_SUBTITLE)
                        : subtitle(encoder, "srt", TEXT_SUBTITLE));
    }

    private static List<String> subtitle(String encoder, String format, String data) {
        List<String> command = new ArrayList<>(BEFORE);
        command.addAll(List.of(format, "-i", data));
        return ended(command, Stream.of("-c:s", encoder));
    }

    private static List<String> ended(List<String> command, Stream<String> options) {
        return Stream.of(command.stream(), options, AFTER.stream())
                .flatMap(part -> part)
                .toList();
    }
}
