package io.github.asyncffmpeg.internal.compile;

import java.util.Map;
import java.util.Set;

/**
 * Which of FFmpeg's own options take no value, and which print something and end. All others take one: so does FFmpeg
 * decide what is an option's value and what is a file. Taken from {@code ffmpeg -h long} of 5.1 to 8.0; names that are
 * gone by now are kept, since a value that is not there is never missed.
 */
public final class OptionTable {

    /** With a {@code no} form each: {@code -nostdin}. */
    private static final Set<String> WITHOUT_VALUE = Set.of(
            "accurate_seek",
            "an",
            "auto_conversion_filters",
            "benchmark",
            "benchmark_all",
            "bitexact",
            "copy_unknown",
            "copyinkf",
            "copyts",
            "debug_ts",
            "deinterlace",
            "display_hflip",
            "display_vflip",
            "dn",
            "dump",
            "find_stream_info",
            "fix_sub_duration",
            "fix_sub_duration_heartbeat",
            "force_fps",
            "hex",
            "hide_banner",
            "ignore_unknown",
            "intra",
            "n",
            "print_graphs",
            "psnr",
            "qphist",
            "re",
            "recast_media",
            "report",
            "same_quant",
            "sameq",
            "shortest",
            "sn",
            "start_at_zero",
            "stats",
            "stdin",
            "vn",
            "vstats",
            "xerror",
            "y");

    /** They write to stdout and end; FFmpeg skips one argument after them, whatever it is. */
    private static final Set<String> LISTING = Set.of(
            "?",
            "-help",
            "L",
            "bsfs",
            "buildconf",
            "codecs",
            "colors",
            "decoders",
            "demuxers",
            "devices",
            "dispositions",
            "encoders",
            "filters",
            "formats",
            "h",
            "help",
            "hwaccels",
            "layouts",
            "muxers",
            "pix_fmts",
            "protocols",
            "sample_fmts",
            "sinks",
            "sources",
            "version");

    /**
     * On by default, with a value up to FFmpeg 6 ({@code -autoscale 0}) and without from 7. Their {@code no} form is
     * understood by all.
     */
    private static final Set<String> ON_BY_DEFAULT = Set.of("autorotate", "autoscale");

    /** Other words for {@code c} and a specifier: {@code -vcodec} is {@code -c:v}. */
    static final Map<String, String> CODEC_OF = Map.of("vcodec", "v", "acodec", "a", "scodec", "s", "dcodec", "d");

    private OptionTable() {}

    /** Whether an option, without its dash and its specifier, names a codec. */
    static boolean isCodec(String option) {
        return option.equals("c") || option.equals("codec") || CODEC_OF.containsKey(option);
    }

    /** Whether an option, without its dash and with or without a stream specifier, stands alone. */
    static boolean takesNoValue(String option) {
        return WITHOUT_VALUE.contains(withoutSpecifier(option)) || isNegation(option);
    }

    /** Whether it is the {@code no} form of an option which is a truth. */
    static boolean isNegation(String option) {
        return option.startsWith("no") && isTruth(option.substring(2));
    }

    static boolean isListing(String option) {
        return LISTING.contains(option);
    }

    /** Whether an option is a truth by itself, with a {@code no} form. */
    static boolean isTruth(String option) {
        return WITHOUT_VALUE.contains(withoutSpecifier(option)) || isOnByDefault(option);
    }

    /** Whether it depends on FFmpeg's version if an option takes a value, and true need not be said. */
    static boolean isOnByDefault(String option) {
        return ON_BY_DEFAULT.contains(withoutSpecifier(option));
    }

    /**
     * The name of an option without what it is for.
     *
     * @param option as it is written, without its dash
     * @return {@code c} of {@code c:v:0}
     */
    public static String withoutSpecifier(String option) {
        int colon = option.indexOf(':');
        return colon < 0 ? option : option.substring(0, colon);
    }
}
