package io.github.asyncffmpeg.media;

import io.github.asyncffmpeg.error.FFmpegSpecException;
import io.github.asyncffmpeg.internal.text.PlainText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * What may be in files of strangers, such as uploads: a file may be itself alone (no playlist, no script, nothing that
 * names other files or addresses), in a format, with codecs and of a size that are expected. Pure data; each method that
 * takes a value returns a new policy.
 *
 * <pre>{@code
 * FFmpegJob job = FFmpegJob.of(spec).untrusted(UntrustedMedia.strict());
 * MediaInfo info = ffmpeg.ffprobe().probe(ProbeRequest.of(upload).untrusted(UntrustedMedia.strict()));
 * }</pre>
 *
 * <p>It keeps FFmpeg from doing what FFmpeg is made to do. It is no help against a fault in a decoder: for that, run
 * FFmpeg in a container, and keep it current.
 *
 * <p>Immutable and safe for any thread.
 *
 * @param formats names of FFmpeg's demuxers, one of each is enough ({@code mov} is MP4 too)
 * @param decoders names of FFmpeg's decoders
 * @param maxPixels the most pixels of a picture
 * @param maxStreams the most streams of a file
 * @param maxDuration the longest that an input may play: one that announces more is refused, and nothing beyond is read
 * @param probeSize bytes that are read to find out what is in a file
 * @param analyzeDuration media time that is read for the same purpose
 */
public record UntrustedMedia(
        List<String> formats,
        List<String> decoders,
        long maxPixels,
        int maxStreams,
        Duration maxDuration,
        long probeSize,
        Duration analyzeDuration) {

    /**
     * Containers of one file each, whose demuxers open nothing else, and pictures. Not there on purpose: image2 (but see
     * {@link #isOnePicture}), hls, dash,
     * concat, imf, sdp, rtsp, lavfi, tty, svg, subtitles in files of their own, raw media without a header, and the
     * hundreds of formats of old games.
     */
    private static final List<String> FORMATS =
            List.of(("aac,ac3,aiff,amr,apng,asf,au,avi,bmp_pipe,caf,dv,eac3,flac,flv,"
                            + "gif,jpeg_pipe,jpegxl_pipe,matroska,mjpeg,mov,mp3,mpeg,mpegts,mpegvideo,mxf,ogg,png_pipe,"
                            + "tiff_pipe,w64,wav,webp_pipe")
                    .split(","));

    private static final List<String> DECODERS =
            List.of(("h264,hevc,vvc,av1,libdav1d,libaom-av1,vp8,vp9,libvpx,libvpx-vp9,"
                            + "vp6,vp6a,vp6f,mpeg1video,mpeg2video,mpegvideo,mpeg4,msmpeg4,msmpeg4v1,msmpeg4v2,h263,h263i,h263p,"
                            + "flv,wmv1,wmv2,wmv3,vc1,theora,mjpeg,mjpegb,dvvideo,prores,dnxhd,cfhd,ffv1,huffyuv,ffvhuff,"
                            + "utvideo,qtrle,svq1,svq3,cinepak,rawvideo,v210,"
                            + "png,apng,gif,webp,bmp,tiff,jpegxl,libjxl,jpeg2000,"
                            + "aac,aac_latm,aac_fixed,libfdk_aac,mp1,mp1float,mp2,mp2float,mp3,mp3float,ac3,ac3_fixed,eac3,dca,"
                            + "truehd,mlp,flac,alac,vorbis,libvorbis,opus,libopus,speex,libspeex,wmav1,wmav2,wmapro,"
                            + "wmalossless,amrnb,amrwb,libopencore_amrnb,libopencore_amrwb,gsm,gsm_ms,nellymoser,"
                            + "adpcm_ms,adpcm_ima_wav,adpcm_ima_qt,adpcm_swf,adpcm_g726,pcm_alaw,pcm_mulaw,pcm_s8,pcm_u8,"
                            + "pcm_s16le,pcm_s16be,pcm_s24le,pcm_s24be,pcm_s32le,pcm_s32be,pcm_f32le,pcm_f32be,pcm_f64le,"
                            + "pcm_f64be,pcm_bluray,pcm_dvd,"
                            + "mov_text,subrip,srt,ass,ssa,webvtt,text,dvdsub,dvbsub,pgssub")
                    .split(","));

    /** Extensions by which image2 takes a decoder of the list above. */
    private static final Set<String> PICTURES =
            Set.of("jpg", "jpeg", "jps", "mpo", "png", "bmp", "tif", "tiff", "webp", "jp2", "j2k", "jxl");

    /** What image2 takes for many files, in the name of a folder too. */
    private static final Pattern PATTERN = Pattern.compile("%\\d*d|%[*?\\[\\]{}]");

    /** A hundred years, which is for ever. */
    private static final long MOST_SECONDS = TimeUnit.DAYS.toSeconds(36_500);

    private static final UntrustedMedia STRICT = new UntrustedMedia(
            FORMATS, DECODERS, 8192L * 8192, 64, Duration.ofHours(12), 10_000_000, Duration.ofSeconds(10));

    /** Checks the values, and copies the lists. */
    public UntrustedMedia {
        Objects.requireNonNull(decoders, "decoders");
        Objects.requireNonNull(maxDuration, "maxDuration");
        Objects.requireNonNull(analyzeDuration, "analyzeDuration");
        formats = names("formats", formats);
        decoders = names("decoders", decoders);
        atLeast("maxPixels", 1, maxPixels);
        atLeast("maxStreams", 1, maxStreams);
        positive("maxDuration", maxDuration);
        atLeast("probeSize", 32, probeSize); // FFmpeg's least
        positive("analyzeDuration", analyzeDuration);
    }

    /**
     * What cameras, phones, browsers and editors make: 31 formats and their codecs, up to 67 megapixels (8192x8192), 64
     * streams, 12 hours.
     *
     * @return the policy to begin with
     */
    public static UntrustedMedia strict() {
        return STRICT;
    }

    /**
     * Replaces the allowed formats.
     *
     * @param names names of demuxers, at least one. FFmpeg's names for formats that name other files (hls, dash, concat,
     *     image2, sdp, tty …) undo what this policy is for
     * @return a policy with these
     */
    public UntrustedMedia formats(String... names) {
        Objects.requireNonNull(names, "names");
        return new UntrustedMedia(
                Arrays.asList(names), decoders, maxPixels, maxStreams, maxDuration, probeSize, analyzeDuration);
    }

    /**
     * Replaces the allowed decoders.
     *
     * @param names names of decoders, at least one; a decoder of the spec's own choice ({@code h264_cuvid}) has to be
     *     among them
     * @return a policy with these
     */
    public UntrustedMedia decoders(String... names) {
        Objects.requireNonNull(names, "names");
        return new UntrustedMedia(
                formats, Arrays.asList(names), maxPixels, maxStreams, maxDuration, probeSize, analyzeDuration);
    }

    /**
     * Replaces the bound on pixels.
     *
     * @param most width times height, more than zero
     * @return a policy with this bound
     */
    public UntrustedMedia maxPixels(long most) {
        return new UntrustedMedia(formats, decoders, most, maxStreams, maxDuration, probeSize, analyzeDuration);
    }

    /**
     * Replaces the bound on streams.
     *
     * @param most how many a file may have, more than zero
     * @return a policy with this bound
     */
    public UntrustedMedia maxStreams(int most) {
        return new UntrustedMedia(formats, decoders, maxPixels, most, maxDuration, probeSize, analyzeDuration);
    }

    /**
     * Replaces the bound on duration.
     *
     * @param most how long an input may play, more than zero
     * @return a policy with this bound
     */
    public UntrustedMedia maxDuration(Duration most) {
        Objects.requireNonNull(most, "most");
        return new UntrustedMedia(formats, decoders, maxPixels, maxStreams, most, probeSize, analyzeDuration);
    }

    /**
     * Replaces how much is read to find out what is in a file.
     *
     * @param bytes at least 32; 10 MB by default
     * @param time media time, more than zero; 10 s by default
     * @return a policy with these
     */
    public UntrustedMedia probing(long bytes, Duration time) {
        return new UntrustedMedia(
                formats, decoders, maxPixels, maxStreams, maxDuration, bytes, Objects.requireNonNull(time, "time"));
    }

    /**
     * The policy as options of an input, the same for ffmpeg and ffprobe 5.1 to 8.0; demuxers that do not know one of them
     * do not mind.
     *
     * @param file the input
     * @param literal whether it is opened with {@code -pattern_type none}, because its name looks like a pattern
     * @return each option with its dash, each value on its own
     */
    public List<String> inputOptions(Path file, boolean literal) {
        Objects.requireNonNull(file, "file");
        List<String> allowed = new ArrayList<>(formats);
        if (isOnePicture(file.toString(), literal)) {
            allowed.add("image2");
        }
        return List.of(
                "-protocol_whitelist",
                "file",
                "-format_whitelist",
                String.join(",", allowed),
                "-codec_whitelist",
                String.join(",", decoders),
                "-max_pixels",
                Long.toString(maxPixels),
                "-max_streams",
                Integer.toString(maxStreams),
                "-probesize",
                Long.toString(probeSize),
                "-analyzeduration",
                Long.toString(micros(analyzeDuration)));
    }

    /**
     * FFmpeg opens a JPEG by image2 if it is called so, and not by jpeg_pipe. That demuxer believes in names: it reads many
     * files where there is a pattern in one, three for {@code x.Y}, and raw pixels by the extension.
     */
    private static boolean isOnePicture(String name, boolean literal) {
        String extension = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return PICTURES.contains(extension)
                && (literal || !PATTERN.matcher(name).find());
    }

    /**
     * Refuses what is no regular file of its own name: a FIFO, a device, a socket, a link, anything below {@code /proc},
     * {@code /dev} or {@code /sys}. A file that is not there is left to FFmpeg, which says so. Touches the disk.
     *
     * @param file the input, absolute or relative to this JVM
     * @throws FFmpegSpecException if it is refused
     */
    public void check(Path file) {
        Objects.requireNonNull(file, "file");
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        if (Files.isSymbolicLink(file)) {
            throw refused(file, "a link");
        }
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            throw refused(file, Files.isDirectory(file) ? "a folder" : "a FIFO, a device or a socket");
        }
        try {
            String real = file.toRealPath().toString();
            for (String kernels : List.of("/proc/", "/dev/", "/sys/")) {
                // /dev/shm holds files like any other
                if (real.startsWith(kernels) && !real.startsWith("/dev/shm/")) {
                    throw refused(file, "a file of the kernel's");
                }
            }
        } catch (IOException e) {
            throw refused(file, "not to be resolved (" + e.getMessage() + ")");
        }
    }

    private static FFmpegSpecException refused(Path file, String what) {
        return new FFmpegSpecException("input " + file + " is not to be trusted, and the policy allows regular files"
                + " alone: it is " + what);
    }

    private static List<String> names(String what, List<String> names) {
        Objects.requireNonNull(names, what);
        if (names.isEmpty()) {
            throw new IllegalArgumentException(what + ": expected at least one name, got none");
        }
        for (String name : names) {
            if (checked(what, name).indexOf(',') >= 0) {
                throw new IllegalArgumentException(what + ": expected one name, got '" + name + "'");
            }
        }
        return List.copyOf(names);
    }

    /** What would be a fault of a spec is one of a setting here. */
    private static String checked(String what, String name) {
        try {
            return PlainText.checkName(what, name);
        } catch (FFmpegSpecException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    private static void atLeast(String what, long least, long value) {
        if (value < least) {
            throw new IllegalArgumentException(what + ": expected at least " + least + ", got " + value);
        }
    }

    private static void positive(String what, Duration value) {
        if (value.isZero() || value.isNegative()) {
            throw new IllegalArgumentException(what + ": expected more than zero, got " + value);
        }
    }

    private static long micros(Duration duration) {
        long seconds = Math.min(duration.getSeconds(), MOST_SECONDS);
        return TimeUnit.SECONDS.toMicros(seconds) + TimeUnit.NANOSECONDS.toMicros(duration.getNano());
    }
}
