package io.github.asyncffmpeg.internal.compile;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The little that must be known of FFmpeg's formats to name a literal file: which ones read a pattern in a file name.
 * Seen with FFmpeg 5.1: {@code file:a%03d.png} is opened as a sequence, {@code b%03d.mp4} and {@code h%d.m3u8} are not.
 *
 * <p>Stateless and safe for any thread.
 */
final class MediaFormats {

    // The extensions of libavformat/img2.c in FFmpeg 8.
    private static final Set<String> IMAGES = Set.of(
            "bmp",
            "cri",
            "dds",
            "dpx",
            "exr",
            "gem",
            "hdr",
            "im1",
            "im24",
            "im8",
            "img",
            "j2c",
            "j2k",
            "jls",
            "jp2",
            "jpc",
            "jpeg",
            "jpg",
            "jps",
            "jxl",
            "jxs",
            "ljpg",
            "mng",
            "mpg1-img",
            "mpg2-img",
            "mpg4-img",
            "mpo",
            "pam",
            "pbm",
            "pcd",
            "pct",
            "pcx",
            "pfm",
            "pgm",
            "pgmyuv",
            "pgx",
            "phm",
            "pic",
            "pict",
            "pix",
            "png",
            "pnm",
            "ppm",
            "psd",
            "ptx",
            "qdgif",
            "qoi",
            "ras",
            "raw",
            "rs",
            "sgi",
            "sun",
            "sunras",
            "svg",
            "svgz",
            "tga",
            "tif",
            "tiff",
            "vbn",
            "wbmp",
            "webp",
            "xbm",
            "xface",
            "xpm",
            "xwd",
            "y",
            "yuv10");

    // A glob is seen behind any percent sign: 5.1 and 8.0 do not find a file "100% {x}.png".
    private static final String SEQUENCE = "%\\d*d|%.*[*?\\[\\]{}]";

    private MediaFormats() {}

    /**
     * Whether a file name has the extension of a picture format.
     *
     * @param name the file name
     * @return whether FFmpeg takes the file for one picture
     */
    static boolean isImage(String name) {
        int dot = name.lastIndexOf('.');
        return dot >= 0 && IMAGES.contains(name.substring(dot + 1).toLowerCase(Locale.ROOT));
    }

    /**
     * Whether FFmpeg, left alone, takes a file name for a sequence of pictures.
     *
     * @param name the whole file name
     * @return whether it is a picture's name with a number or glob pattern in it
     */
    static boolean looksLikeSequence(String name) {
        return isImage(name)
                && name.indexOf('%') >= 0
                && Pattern.compile(SEQUENCE, Pattern.DOTALL).matcher(name).find();
    }
}
