package io.github.asyncffmpeg.internal.compile;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

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

    /** Streams that are pictures or sound whatever the input is, and must be there. */
    private static final Pattern PICTURES_OR_SOUND = Pattern.compile("\\d+:[vVa](?::[^?]*)?|\\[.*\\]");

    private static final Pattern OTHER_STREAMS = Pattern.compile("\\d+:[sdt](?::.*)?");

    private OutputContent() {}

    /**
     * Whether pictures or sound are expected in it. An index ({@code -map 0:2}) may be anything, and is taken for them.
     * The first of two passes writes none with some encoders.
     */
    static boolean isMedia(ArgumentScan.File output) {
        String target = output.target();
        String name = output.format().orElseGet(() -> target.substring(target.lastIndexOf('.') + 1));
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
                    media |= !value.startsWith("-")
                            && !OTHER_STREAMS.matcher(value.replace("?", "")).matches();
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
                    streams += PICTURES_OR_SOUND.matcher(value).matches() ? 1 : 0;
                }
                case "vn", "an" -> {
                    return 0;
                }
                default -> {}
            }
        }
        return streams;
    }
}
