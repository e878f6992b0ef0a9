package io.github.asyncffmpeg.cli.folder;

import io.github.asyncffmpeg.internal.text.NearNames;
import io.github.asyncffmpeg.jobs.internal.plan.FileSearch;
import io.github.asyncffmpeg.jobs.internal.plan.SearchException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;

/** The extensions of audio and video: what is taken out of a folder, and what {@code --to mp4} may be. */
public final class MediaNames {

    private static final Set<String> EXTENSIONS = Set.of(
            "3g2", "3gp", "aac", "ac3", "aif", "aiff", "alac", "amr", "amv", "ape", "asf", "avi", "avif", "av1", "caf",
            "dff", "divx", "dsf", "dts", "dv", "eac3", "f4v", "flac", "flv", "gif", "gxf", "h264", "h265", "hevc",
            "ivf", "m1v", "m2t", "m2ts", "m2v", "m4a", "m4b", "m4v", "mj2", "mjpeg", "mjpg", "mk3d", "mka", "mkv",
            "mlp", "mov", "mp2", "mp3", "mp4", "mpc", "mpe", "mpeg", "mpg", "mpv", "mts", "mxf", "nut", "obu", "oga",
            "ogg", "ogm", "ogv", "opus", "ra", "rm", "rmvb", "spx", "swf", "tak", "thd", "ts", "tta", "vob", "w64",
            "wav", "webm", "wma", "wmv", "wtv", "wv", "y4m");

    /** Of FFmpeg's other muxers, as 8.0 lists them: what is no media file, and yet an output. */
    private static final Set<String> OTHERS = Set.of(
            "a64", "adx", "apm", "apng", "ass", "ast", "avs", "avs2", "avs3", "bit", "bmp", "c2", "cavs", "cdg", "chk",
            "dnxhd", "dnxhr", "drc", "dpx", "evc", "exr", "ffmeta", "flm", "gsm", "h261", "h263", "ico", "ircam", "ism",
            "isma", "ismv", "j2c", "j2k", "jls", "jp2", "jpeg", "jpg", "json", "jxl", "kvag", "lbc", "lc3", "log",
            "lrc", "m3u8", "mcc", "md5", "mpd", "msbc", "ogx", "pam", "pbm", "pcm", "pgm", "png", "pnm", "ppm", "psp",
            "qcp", "rgb", "rso", "rtp", "sbc", "scc", "sdp", "sox", "srt", "ssa", "stl", "sub", "sup", "tco", "tga",
            "tif", "tiff", "ttml", "txt", "ul", "vc1", "vc2", "voc", "vtt", "vvc", "wbmp", "webp", "xbm", "xml", "xwd",
            "yuv");

    private MediaNames() {}

    /**
     * The media files of a folder, sorted.
     *
     * @param folder its name, as it was written
     * @param directory where it begins, absolute
     * @param unread takes the names of those that nobody can open here, because they are not text
     * @throws SearchException when there is too much to look at
     */
    public static List<String> in(String folder, Path directory, Consumer<String> unread) throws SearchException {
        Consumer<String> media = name -> {
            if (isMedia(name)) {
                unread.accept(name);
            }
        };
        return FileSearch.filesIn(folder, directory, false, media).stream()
                .filter(MediaNames::isMedia)
                .toList();
    }

    /** Known extensions that may have been meant; none where it is known itself, or nothing is near. */
    public static List<String> nearExtensions(String extension) {
        String lower = extension.toLowerCase(Locale.ROOT);
        boolean known = isExtension(lower) || OTHERS.contains(lower);
        return known || lower.length() < 3 ? List.of() : NearNames.nearest(lower, EXTENSIONS);
    }

    static boolean isMedia(String file) {
        int dot = file.lastIndexOf('.');
        return dot >= 0 && isExtension(file.substring(dot + 1));
    }

    static boolean isExtension(String extension) {
        return EXTENSIONS.contains(extension.toLowerCase(Locale.ROOT));
    }
}
