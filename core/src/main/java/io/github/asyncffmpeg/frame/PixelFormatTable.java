package io.github.asyncffmpeg.frame;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The pixel formats that FFmpeg 5.1 and 8.0 know, how each lies in memory, and what it is called in a NUT file. A test
 * compares the table with both programs. Stateless.
 */
final class PixelFormatTable {

    /**
     * A layout, and its formats with their tags in hexadecimal, little end first.
     *
     * <ul>
     *   <li>{@code packed B S}: one plane; B bytes for each group of 2^S pixels of a row
     *   <li>{@code bits N}: one plane; N bits a pixel, rows begin at a byte
     *   <li>{@code palette}: a byte a pixel, then 256 colours of 4 bytes
     *   <li>{@code planar B SW SH N}: N planes of B bytes a sample; the second and the third have a size divided by 2^SW and
     *       2^SH, rounded up
     *   <li>{@code semi B SW SH}: two planes; the second holds pairs of samples, divided likewise
     * </ul>
     *
     * A format without a tag has none that FFmpeg reads back as that format: it writes {@code RGB[15]} for it. The tags of
     * {@code yuvj} formats are those of {@code yuv}: they differ in the range of colours alone.
     */
    private static final String TABLE = """
            planar 1 1 1 3: yuv420p=30323449 yuvj420p=30323449
            packed 4 1: yuyv422=32595559 uyvy422=59565955 yvyu422=55595659
            packed 3 0: rgb24=18424752 bgr24=18524742 vyu444=38303376
            planar 1 1 0 3: yuv422p=42323459 yuvj422p=42323459
            planar 1 0 0 3: yuv444p=50343434 yuvj444p=50343434 gbrp=08003347
            planar 1 2 2 3: yuv410p=39565559
            planar 1 2 0 3: yuv411p=42313459 yuvj411p=42313459
            packed 1 0: gray=30303859 bgr8=08524742 bgr4_byte=59423452 rgb8=08424752 rgb4_byte=59423442 \
                bayer_bggr8=084742ba bayer_rggb8=084752ba bayer_gbrg8=084247ba bayer_grbg8=085247ba
            bits 1: monow=30573142 monob=31573042
            palette: pal8=084c4150
            packed 6 2: uyyvyy411=31313459
            bits 4: bgr4=04524742 rgb4=04424752
            semi 1 1 1: nv12=3231564e nv21=3132564e
            packed 4 0: argb=42475241 rgba=41424752 abgr=52474241 bgra=41524742 ya16be ya16le 0rgb=42475200 \
                rgb0=00424752 0bgr=52474200 bgr0=00524742 grayf32be grayf32le x2rgb10le x2rgb10be x2bgr10le x2bgr10be \
                vuya=56555941 vuyx xv30le=30313459 ayuv=38303479 uyva=38303476 v30xle=30313476 gray32be gray32le yaf16be \
                yaf16le
            packed 2 0: gray16be=59310010 gray16le=10003159 rgb565be=52474210 rgb565le=10424752 rgb555be=5247420f \
                rgb555le=0f424752 bgr565be=42475210 bgr565le=10524742 bgr555be=4247520f bgr555le=0f524742 \
                rgb444le=0c424752 rgb444be=5247420c bgr444le=0c524742 bgr444be=4247520c ya8=08003259 \
                bayer_bggr16le=104742ba bayer_bggr16be=ba424710 bayer_rggb16le=104752ba bayer_rggb16be=ba524710 \
                bayer_gbrg16le=104247ba bayer_gbrg16be=ba474210 bayer_grbg16le=105247ba bayer_grbg16be=ba475210 \
                gray12be=5931000c gray12le=0c003159 gray10be=5931000a gray10le=0a003159 gray9be=59310009 \
                gray9le=09003159 gray14be=5931000e gray14le=0e003159 grayf16be grayf16le
            planar 1 0 1 3: yuv440p=50303434 yuvj440p=50303434
            planar 1 1 1 4: yuva420p=080b3459
            packed 6 0: rgb48be=42475230 rgb48le=30424752 bgr48be=52474230 bgr48le=30524742 xyz12le=245a5958 \
                xyz12be=58595a24 rgbf16be rgbf16le
            planar 2 1 1 3: yuv420p16le=100b3359 yuv420p16be=59330b10 yuv420p9be=59330b09 yuv420p9le=090b3359 \
                yuv420p10be=59330b0a yuv420p10le=0a0b3359 yuv420p12be=59330b0c yuv420p12le=0c0b3359 yuv420p14be=59330b0e \
                yuv420p14le=0e0b3359
            planar 2 1 0 3: yuv422p16le=100a3359 yuv422p16be=59330a10 yuv422p10be=59330a0a yuv422p10le=0a0a3359 \
                yuv422p9be=59330a09 yuv422p9le=090a3359 yuv422p12be=59330a0c yuv422p12le=0c0a3359 yuv422p14be=59330a0e \
                yuv422p14le=0e0a3359
            planar 2 0 0 3: yuv444p16le=10003359 yuv444p16be=59330010 yuv444p9be=59330009 yuv444p9le=09003359 \
                yuv444p10be=5933000a yuv444p10le=0a003359 gbrp9be=47330009 gbrp9le=09003347 gbrp10be=4733000a \
                gbrp10le=0a003347 gbrp16be=47330010 gbrp16le=10003347 yuv444p12be=5933000c yuv444p12le=0c003359 \
                yuv444p14be=5933000e yuv444p14le=0e003359 gbrp12be=4733000c gbrp12le=0c003347 gbrp14be=4733000e \
                gbrp14le=0e003347 gbrpf16be=47330011 gbrpf16le=11003347 yuv444p10msbbe yuv444p10msble yuv444p12msbbe \
                yuv444p12msble gbrp10msbbe gbrp10msble gbrp12msbbe gbrp12msble
            planar 1 1 0 4: yuva422p=080a3459
            planar 1 0 0 4: yuva444p=08003459 gbrap=08003447
            planar 2 1 1 4: yuva420p9be=59340b09 yuva420p9le=090b3459 yuva420p10be=59340b0a yuva420p10le=0a0b3459 \
                yuva420p16be=59340b10 yuva420p16le=100b3459
            planar 2 1 0 4: yuva422p9be=59340a09 yuva422p9le=090a3459 yuva422p10be=59340a0a yuva422p10le=0a0a3459 \
                yuva422p16be=59340a10 yuva422p16le=100a3459 yuva422p12be=59340a0c yuva422p12le=0c0a3459
            planar 2 0 0 4: yuva444p9be=59340009 yuva444p9le=09003459 yuva444p10be=5934000a yuva444p10le=0a003459 \
                yuva444p16be=59340010 yuva444p16le=10003459 gbrap16be=47340010 gbrap16le=10003447 gbrap12be=4734000c \
                gbrap12le=0c003447 gbrap10be=4734000a gbrap10le=0a003447 yuva444p12be=5934000c yuva444p12le=0c003459 \
                gbrap14be=4734000e gbrap14le=0e003447 gbrapf16be=47340011 gbrapf16le=11003447
            semi 1 1 0: nv16
            semi 2 1 0: nv20le nv20be p210be p210le p216be p216le p212be p212le
            packed 8 0: rgba64be=41425240 rgba64le=40414252 bgra64be=41524240 bgra64le=40415242 ayuv64le ayuv64be \
                rgbaf16be rgbaf16le xv36be xv36le xv48be xv48le=36313459 yaf32be yaf32le
            planar 2 0 1 3: yuv440p10le yuv440p10be yuv440p12le yuv440p12be
            semi 2 1 1: p010le p010be p016le p016be p012le p012be
            planar 4 0 0 3: gbrpf32be gbrpf32le
            planar 4 0 0 4: gbrapf32be gbrapf32le gbrap32be gbrap32le
            semi 1 0 0: nv24 nv42
            packed 8 1: y210be y210le y212be y212le y216be y216le=36313259
            semi 2 0 0: p410be p410le p416be p416le p412be p412le
            bits 32: xv30be v30xbe
            packed 12 0: rgbf32be rgbf32le rgb96be rgb96le
            packed 16 0: rgbaf32be rgbaf32le rgba128be rgba128le
            """;

    private PixelFormatTable() {}

    static Map<String, PixelFormat> read() {
        Map<String, PixelFormat> all = new LinkedHashMap<>();
        for (String line : TABLE.lines().toList()) {
            int colon = line.indexOf(':');
            PixelLayout layout = PixelLayout.parse(line.substring(0, colon));
            for (String entry : line.substring(colon + 1).trim().split(" +", -1)) {
                int equals = entry.indexOf('=');
                String name = equals < 0 ? entry : entry.substring(0, equals);
                int tag = equals < 0 ? 0 : Integer.parseUnsignedInt(entry.substring(equals + 1), 16);
                all.put(name, new PixelFormat(name, layout, tag));
            }
        }
        return all;
    }
}
