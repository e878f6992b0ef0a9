package io.github.asyncffmpeg.internal.compile;

import java.util.Locale;
import java.util.Set;

/** What an output is asked to hold, as far as its options and its name tell. Stateless. */
final class OutputContent {

    /** Muxers that hold neither pictures nor sound, or only count them; most have their own name as an extension. */
    private static final Set<String> WITHOUT_MEDIA = Set.of(
            "ass",
            "data",
            "ffmetadata",
            "ffmeta",
            "jacosub",
            "lrc",
            "microdvd",
            "rcwt",
            "scc",
            "srt",
            "ssa",
            "sub",
            "sup",
            "ttml",
            "vtt",
            "webvtt");

    private OutputContent() {}

    /**
     * Whether pictures or sound are expected in it. An index ({@code -map 0:2}) may be anything, and is taken for them.
     * The first of two passes writes none with some encoders.
     */
    static boolean isMedia(ArgumentScan.File output) {
        String target = output.target();
        String name = output.format().orElse(target.substring(target.lastIndexOf('.') + 1));
        if (WITHOUT_MEDIA.contains(name.toLowerCase(Locale.ROOT))) {
            return false;
        }
        boolean mapped = false;
        boolean media = false;
        boolean noPictures = false;
        boolean noSound = false;
        for (ArgumentScan.Option option : output.options()) {
            String value = option.value() == null ? "" : option.value();
            switch (OptionTable.withoutSpecifier(option.name())) {
                case "map" -> {
                    mapped |= !value.startsWith("-");
                    media |= !value.startsWith("-") && !isOther(value);
                }
                case "vn" -> noPictures = true;
                case "an" -> noSound = true;
                case "pass" -> {
                    if (value.equals("1")) {
                        return false;
                    }
                }
                case "flags" -> {
                    if (value.contains("pass1")) {
                        return false;
                    }
                }
                default -> {}
            }
        }
        return mapped ? media : !(noPictures && noSound);
    }

    /**
     * How many streams of pictures and sound it must hold at least, as far as it is asked for them by name: an index, or a
     * whole input, may be anything.
     */
    static int namedStreams(ArgumentScan.File output) {
        int streams = 0;
        for (ArgumentScan.Option option : output.options()) {
            String value = option.value() == null ? "" : option.value();
            switch (option.name()) {
                case "map" -> {
                    if (value.startsWith("-")) {
                        return 0;
                    }
                    streams += isPicturesOrSound(value) ? 1 : 0;
                }
                case "vn", "an" -> {
                    return 0;
                }
                default -> {}
            }
        }
        return streams;
    }

    /** {@code 0:s}, {@code 1:d:0?}: subtitles, data or attachments. */
    private static boolean isOther(String map) {
        return isOf("sdt", map.replace("?", ""));
    }

    /** {@code 0:v}, {@code 1:a:0}, {@code [mix]}: pictures or sound whatever the input is, which must be there. */
    private static boolean isPicturesOrSound(String map) {
        return (map.startsWith("[") && map.endsWith("]")) || (isOf("vVa", map) && map.indexOf('?') < 0);
    }

    /** Whether a map is of one of these media: the number of an input, a colon, the letter, and no more or another colon. */
    private static boolean isOf(String letters, String map) {
        int colon = map.indexOf(':');
        if (colon < 1 || colon + 1 == map.length() || letters.indexOf(map.charAt(colon + 1)) < 0) {
            return false;
        }
        for (int i = 0; i < colon; i++) {
            if (map.charAt(i) < '0' || map.charAt(i) > '9') {
                return false;
            }
        }
        return colon + 2 == map.length() || map.charAt(colon + 2) == ':';
    }
}
