package io.github.asyncffmpeg.internal.compile;

import java.util.Map;
import java.util.Set;

/**
 * What FFmpeg's filters do to the length of what goes through them; taken from the documentation and sources of 5.1 to
 * 8.0. A filter in none of the sets has one input and leaves its length alone.
 */
final class LengthCatalog {

    /** Without an input; endless unless told otherwise. */
    static final Set<String> SOURCES = Set.of(
            "aevalsrc",
            "allrgb",
            "allyuv",
            "anoisesrc",
            "anullsrc",
            "color",
            "colorchart",
            "colorspectrum",
            "gradients",
            "haldclutsrc",
            "nullsrc",
            "pal100bars",
            "pal75bars",
            "rgbtestsrc",
            "sine",
            "smptebars",
            "smptehdbars",
            "testsrc",
            "testsrc2",
            "yuvtestsrc",
            "zoneplate");

    /** Without an input that is computed here. */
    static final Set<String> OTHER_SOURCES = Set.of(
            "afdelaysrc",
            "afirsrc",
            "amovie",
            "buffer",
            "abuffer",
            "cellauto",
            "ddagrab",
            "ffrei0r_src",
            "flite",
            "frei0r_src",
            "hilbert",
            "life",
            "mandelbrot",
            "movie",
            "mptestsrc",
            "openclsrc",
            "perlin",
            "sierpinski",
            "sinc",
            "testsrc2_vulkan",
            "color_vulkan",
            "coreimagesrc",
            "anequalizersrc",
            "afireqsrc");

    /** How many options come before the duration, where they are not two. */
    static final Map<String, Integer> BEFORE_DURATION =
            Map.of("aevalsrc", 3, "allrgb", 1, "allyuv", 1, "anullsrc", 3, "color", 3, "gradients", 16, "sine", 3);

    /** The first option of filters that have as many inputs as it says; two when it does not. */
    static final Map<String, String> NUMBER_OF_INPUTS = Map.of(
            "amerge", "inputs",
            "amix", "inputs",
            "concat", "n",
            "hstack", "inputs",
            "interleave", "nb_inputs",
            "join", "inputs",
            "mix", "inputs",
            "vstack", "inputs",
            "xstack", "inputs");

    /** How long they last depends on what is in the pictures or the sound, or on more than is computed here. */
    static final Set<String> UNKNOWN = Set.of(
            "ainterleave",
            "asegment",
            "aselect",
            "asetrate",
            "astreamselect",
            "detelecine",
            "framestep",
            "freezeframes",
            "fsync",
            "mpdecimate",
            "segment",
            "select",
            "shuffleframes",
            "showspectrumpic",
            "showwavespic",
            "silenceremove",
            "streamselect",
            "thumbnail",
            "tile",
            "untile",
            "zoompan");

    /** Of several inputs: as long as the longest, unless an option says otherwise ({@code framesync}). */
    static final Set<String> LONGEST = Set.of(
            "alphamerge",
            "blend",
            "colormap",
            "corr",
            "displace",
            "framepack",
            "guided",
            "haldclut",
            "hstack",
            "hysteresis",
            "identity",
            "libvmaf",
            "limitdiff",
            "lut2",
            "maskedclamp",
            "maskedmax",
            "maskedmerge",
            "maskedmin",
            "maskedthreshold",
            "mergeplanes",
            "midequalizer",
            "morpho",
            "msad",
            "multiply",
            "overlay",
            "paletteuse",
            "psnr",
            "remap",
            "scale2ref",
            "ssim",
            "threshold",
            "varblur",
            "vif",
            "vstack",
            "xcorrelate",
            "xmedian",
            "xpsnr",
            "xstack");

    /** They need two inputs: one that has one here has another that could not be found. */
    static final Set<String> NEED_TWO = Set.of(
            "acrossfade",
            "alphamerge",
            "blend",
            "displace",
            "haldclut",
            "lut2",
            "maskedclamp",
            "maskedmax",
            "maskedmerge",
            "maskedmin",
            "maskedthreshold",
            "midequalizer",
            "multiply",
            "overlay",
            "paletteuse",
            "threshold",
            "xfade");

    private LengthCatalog() {}
}
