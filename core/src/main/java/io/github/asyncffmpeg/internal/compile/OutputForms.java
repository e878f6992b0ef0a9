package io.github.asyncffmpeg.internal.compile;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Tells the form of an output from its format, and where there is none from its name, as FFmpeg does. */
final class OutputForms {

    /** Muxers of FFmpeg 5.1 to 8.0 whose target is not a file; opengl, sdl and sdl2 are gone from 8.0. */
    private static final Set<String> NO_FILES = Set.of(
            "alsa",
            "audiotoolbox",
            "caca",
            "decklink",
            "fbdev",
            "null",
            "opengl",
            "oss",
            "pulse",
            "sdl",
            "sdl,sdl2",
            "sdl2",
            "sndio",
            "v4l2",
            "video4linux2",
            "xv");

    private static final Map<String, OutputForm> MANY_FILES = Map.of(
            "hls", OutputForm.HLS,
            "dash", OutputForm.DASH,
            "segment", OutputForm.SEGMENTS,
            "ssegment", OutputForm.SEGMENTS,
            "stream_segment", OutputForm.SEGMENTS,
            "tee", OutputForm.OTHER,
            "smoothstreaming", OutputForm.OTHER,
            "webm_chunk", OutputForm.OTHER,
            "hds", OutputForm.OTHER);

    private OutputForms() {}

    static OutputForm of(ArgumentScan.File output) {
        String format = output.format().orElse("");
        // fifo hands its target to another muxer.
        String muxer = format.equals("fifo") ? output.option("fifo_format").orElse("") : format;
        if (NO_FILES.contains(muxer)) {
            return OutputForm.NO_FILE;
        }
        OutputForm many = MANY_FILES.get(muxer);
        if (many != null) {
            return many;
        }
        String target = output.target();
        if (muxer.isEmpty()) {
            String lower = target.toLowerCase(Locale.ROOT);
            if (lower.endsWith(".m3u8")) {
                return OutputForm.HLS;
            }
            if (lower.endsWith(".mpd")) {
                return OutputForm.DASH;
            }
        }
        boolean pictures = muxer.equals("image2") || (muxer.isEmpty() && MediaFormats.isImage(target));
        boolean literal = isTrue(output.option("update").orElse(""));
        return pictures && !literal && target.indexOf('%') >= 0 ? OutputForm.PICTURES : OutputForm.ONE_FILE;
    }

    private static boolean isTrue(String value) {
        return value.equals("1") || value.equals("true");
    }
}
