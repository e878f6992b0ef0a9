package io.github.asyncffmpeg.binary;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.asyncffmpeg.binary.Capability.ChannelLayout;
import io.github.asyncffmpeg.binary.Capability.Codec;
import io.github.asyncffmpeg.binary.Capability.Coder;
import io.github.asyncffmpeg.binary.Capability.Filter;
import io.github.asyncffmpeg.binary.Capability.Format;
import io.github.asyncffmpeg.binary.Capability.PixelFormat;
import io.github.asyncffmpeg.binary.Capability.Plain;
import io.github.asyncffmpeg.binary.Capability.Protocol;
import io.github.asyncffmpeg.binary.Capability.SampleFormat;
import io.github.asyncffmpeg.media.Medium;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Lines as FFmpeg 5.1.9 and 8.0.1 print them, and lines as no FFmpeg does. */
class ListingParserTest {

    private static final String CODECS = """
            Codecs:
             D..... = Decoding supported
             .....S = Lossless compression
             -------
             DEV.LS h264                 H.264 / AVC (decoders: h264 h264_qsv ) (encoders: libx264 libx264rgb )
             DEVI.S png                  PNG (Portable Network Graphics) image
             D.AIL. cook                 Cook / Cooker / Gecko (RealAudio G2)
             .EVIL. a64_multi            Multicolor charset for Commodore 64 (encoders: a64multi)
             D.D... klv                  SMPTE 336M Key-Length-Value (KLV) metadata
            """;

    private static final String ENCODERS = """
            Encoders:
             V..... = Video
             .....D = Supports direct rendering method 1
             ------
             V....D libx264              libx264 H.264 / AVC / MPEG-4 AVC / MPEG-4 part 10 (codec h264)
             VF...D png                  PNG (Portable Network Graphics) image
             A..X.. opus                 Opus
             S..... ssa                  ASS (Advanced SubStation Alpha) subtitle (codec ass)
            """;

    private static final String FILTERS_5 = """
            Filters:
              T.. = Timeline support
              .S. = Slice threading
              ..C = Command support
              | = Source or sink filter
             ... acrossfade        AA->A      Cross fade two input audio streams.
             TSC overlay           VV->V      Overlay a video source on top of the input.
             .S. acrossover        A->N       Split audio into per-bands streams.
             ... anullsrc          |->A       Null audio source, return empty audio frames.
            """;

    private static final String FILTERS_8 = """
            Filters:
              T.. = Timeline support
              .S. = Slice threading
              A = Audio input/output
             .. acrossfade        AA->A      Cross fade two input audio streams.
             TS overlay           VV->V      Overlay a video source on top of the input.
             .S acrossover        A->N       Split audio into per-bands streams.
             .. anullsrc          |->A       Null audio source, return empty audio frames.
            """;

    private static final String FORMATS_5 = """
            File formats:
             D. = Demuxing supported
             .E = Muxing supported
             --
             D  3dostr          3DO STR
              E 3g2             3GP2 (3GPP2 file format)
             DE alsa            ALSA audio output
             D  libcdio\s\s\s\s\s\s\s\s\s\s
             D  mov,mp4,m4a,3gp,3g2,mj2 QuickTime / MOV
            """;

    private static final String FORMATS_8 = """
            Formats:
             D.. = Demuxing supported
             .E. = Muxing supported
             ..d = Is a device
             ---
             D   3dostr          3DO STR
              E  3g2             3GP2 (3GPP2 file format)
             DEd alsa            ALSA audio output
             D d libcdio
             D   mov,mp4,m4a,3gp,3g2,mj2 QuickTime / MOV
            """;

    /** Three dashes over two flags: as 8.0.1 prints it. */
    private static final String DEVICES_8 = """
            Devices:
             D. = Demuxing supported
             .E = Muxing supported
             ---
             DE alsa            ALSA audio output
             D  lavfi           Libavfilter virtual input device
            """;

    private static final String PIXEL_FORMATS = """
            Pixel formats:
            I.... = Supported Input  format for conversion
            FLAGS NAME            NB_COMPONENTS BITS_PER_PIXEL BIT_DEPTHS
            -----
            IO... yuv420p                3             12      8-8-8
            I..P. pal8                   1              8      8
            ..H.. vaapi                  0              0      0
            """;

    private static final String PROTOCOLS = """
            Supported file protocols:
            Input:
              async
              file
            Output:
              file
              md5
            """;

    private static final String LAYOUTS = """
            Individual channels:
            NAME           DESCRIPTION
            FL             front left
            LFE            low frequency

            Standard channel layouts:
            NAME           DECOMPOSITION
            mono           FC
            5.1(side)      FL+FR+FC+LFE+SL+SR
            22.2           FL+FR+LFE2+TFL
            """;

    @Test
    void readsCodecsWithTheirCoders() {
        List<Codec> codecs = ListingParser.codecs(CODECS);
        assertThat(codecs).extracting(Codec::name).containsExactly("h264", "png", "cook", "a64_multi", "klv");
        Codec h264 = codecs.get(0);
        assertThat(h264.encoders()).containsExactly("libx264", "libx264rgb");
        assertThat(h264.decoders()).containsExactly("h264", "h264_qsv");
        assertThat(h264.lossy() && h264.lossless() && !h264.intraOnly()).isTrue();
        assertThat(codecs.get(1).encoders()).containsExactly("png");
        assertThat(codecs.get(2).encoders()).isEmpty();
        assertThat(codecs.get(3).decoders()).isEmpty();
        assertThat(codecs.get(4).medium()).contains(Medium.DATA);
    }

    @Test
    void readsEncoders() {
        List<Coder> coders = ListingParser.coders(ENCODERS);
        assertThat(coders).extracting(Coder::name).containsExactly("libx264", "png", "opus", "ssa");
        assertThat(coders).extracting(Coder::codec).containsExactly("h264", "png", "opus", "ass");
        assertThat(coders).extracting(Coder::experimental).containsExactly(false, false, true, false);
        assertThat(coders.get(3).medium()).contains(Medium.SUBTITLE);
    }

    @Test
    void readsFiltersOfBothVersions() {
        for (String listing : List.of(FILTERS_5, FILTERS_8)) {
            List<Filter> filters = ListingParser.filters(listing);
            assertThat(filters)
                    .extracting(Filter::name)
                    .containsExactly("acrossfade", "overlay", "acrossover", "anullsrc");
            assertThat(filters.get(0).inputs().media()).containsExactly(Medium.AUDIO, Medium.AUDIO);
            assertThat(filters.get(1).timeline() && filters.get(1).sliceThreads())
                    .isTrue();
            assertThat(filters.get(2).timeline()).isFalse();
            assertThat(filters.get(2).outputs().isDynamic()).isTrue();
            assertThat(filters.get(3).inputs().isNone()).isTrue();
            assertThat(filters.get(3).description()).startsWith("Null audio source");
        }
        assertThat(ListingParser.filters(FILTERS_5))
                .extracting(Filter::commands)
                .contains(java.util.Optional.of(true));
        assertThat(ListingParser.filters(FILTERS_8))
                .allMatch(filter -> filter.commands().isEmpty());
    }

    @Test
    void readsFormatsOfBothVersions() {
        List<Format> devices = FormatParser.formats(DEVICES_8);
        assertThat(devices).extracting(Format::name).containsExactly("alsa", "lavfi");
        for (List<Format> formats : List.of(
                FormatParser.marked(FormatParser.formats(FORMATS_5), devices), FormatParser.formats(FORMATS_8))) {
            assertThat(formats).extracting(Format::name).containsExactly("3dostr", "3g2", "alsa", "libcdio", "mov");
            assertThat(formats).extracting(Format::demuxes).containsExactly(true, false, true, true, true);
            assertThat(formats).extracting(Format::muxes).containsExactly(false, true, true, false, false);
            assertThat(formats.get(2).device()).isTrue();
            assertThat(formats.get(0).device()).isFalse();
            assertThat(formats.get(4).names()).contains("mp4", "mj2");
        }
        assertThat(FormatParser.tellsDevices(FORMATS_5)).isFalse();
        assertThat(FormatParser.tellsDevices(FORMATS_8)).isTrue();
    }

    @Test
    void readsPixelFormatsSampleFormatsProtocolsAndLayouts() {
        List<PixelFormat> pixels = ListingParser.pixelFormats(PIXEL_FORMATS);
        assertThat(pixels).extracting(PixelFormat::name).containsExactly("yuv420p", "pal8", "vaapi");
        assertThat(pixels.get(0).bitDepths()).containsExactly(8, 8, 8);
        assertThat(pixels.get(0).bitsPerPixel()).isEqualTo(12);
        assertThat(pixels.get(1).paletted()).isTrue();
        assertThat(pixels.get(2).hardware()).isTrue();
        assertThat(pixels.get(2).bitDepths()).isEmpty();

        assertThat(ListingParser.sampleFormats("name   depth\nu8        8 \nfltp     32 \n"))
                .extracting(SampleFormat::bits)
                .containsExactly(8, 32);

        List<Protocol> protocols = ListingParser.protocols(PROTOCOLS);
        assertThat(protocols).extracting(Protocol::name).containsExactly("async", "file", "md5");
        assertThat(protocols).extracting(Protocol::input).containsExactly(true, true, false);
        assertThat(protocols).extracting(Protocol::output).containsExactly(false, true, true);

        List<ChannelLayout> layouts = ListingParser.channelLayouts(LAYOUTS);
        assertThat(layouts).extracting(ChannelLayout::name).containsExactly("mono", "5.1(side)", "22.2");
        assertThat(layouts.get(1).channels()).containsExactly("FL", "FR", "FC", "LFE", "SL", "SR");

        assertThat(ListingParser.plain("Bitstream filters:\nnull\nchomp\n\nExiting with exit code 0\n"))
                .extracting(Plain::name)
                .containsExactly("null", "chomp");
    }

    @Test
    void goesOnWhenThereAreMoreFlagsAndColumns() {
        assertThat(ListingParser.coders(" V....DQ libnew             New (codec new)"))
                .extracting(Coder::name)
                .containsExactly("libnew");
        assertThat(ListingParser.filters(" TSCQ vnew   1.0   V->VX   New filter"))
                .extracting(Filter::name)
                .doesNotContain("TSCQ");
        assertThat(ListingParser.filters(" TSCQ vnew   V->VX   New filter"))
                .extracting(Filter::name, filter -> filter.outputs().media())
                .containsExactly(org.assertj.core.groups.Tuple.tuple("vnew", List.of(Medium.VIDEO)));
        assertThat(ListingParser.pixelFormats("IO...Q new420  3  12  8-8-8  full  more"))
                .extracting(PixelFormat::name)
                .containsExactly("new420");
        assertThat(FormatParser.formats(
                        " D... = Demuxing\n ..d. = Is a device\n ----\n D  q new   New\n  E   old   Old"))
                .extracting(Format::name)
                .containsExactly("new", "old");
        assertThat(ListingParser.channelLayouts("NAME  DECOMPOSITION  ID\nmono  FC   4\n"))
                .extracting(ChannelLayout::name)
                .containsExactly("mono");
    }

    @Test
    void goesOnWithoutAHeading() {
        assertThat(FormatParser.formats(body(FORMATS_5))).hasSize(5);
        assertThat(FormatParser.formats(body(FORMATS_8)))
                .extracting(Format::name)
                .containsExactly("3dostr", "3g2", "alsa", "libcdio", "mov");
        assertThat(ListingParser.coders(body(ENCODERS))).hasSize(4);
        assertThat(ListingParser.filters(body(FILTERS_8))).hasSize(4);
        assertThat(ListingParser.pixelFormats(body(PIXEL_FORMATS))).hasSize(3);
    }

    /** Letters replaced, put in and left out, at places a fixed seed decides. */
    @Test
    void neverThrowsWhateverTheListingIs() {
        List<Function<String, ? extends List<? extends Capability>>> parsers = List.of(
                ListingParser::codecs,
                ListingParser::coders,
                ListingParser::filters,
                FormatParser::formats,
                ListingParser::pixelFormats,
                ListingParser::sampleFormats,
                ListingParser::protocols,
                ListingParser::plain,
                ListingParser::channelLayouts);
        String all = CODECS + ENCODERS + FILTERS_5 + FORMATS_8 + PIXEL_FORMATS + PROTOCOLS + LAYOUTS;
        Random random = new Random(8);
        for (int round = 0; round < 300; round++) {
            StringBuilder text = new StringBuilder(all);
            for (int change = 0; change < 40; change++) {
                int at = random.nextInt(text.length());
                switch (random.nextInt(3)) {
                    case 0 -> text.setCharAt(at, (char) random.nextInt(128));
                    case 1 -> text.insert(at, " ->,|=(:99999999999999 ".charAt(random.nextInt(22)));
                    default -> text.delete(at, Math.min(text.length(), at + random.nextInt(30)));
                }
            }
            for (Function<String, ? extends List<? extends Capability>> parser : parsers) {
                assertThat(parser.apply(text.toString())).allSatisfy(entry -> {
                    assertThat(entry.name()).isNotNull();
                    assertThat(entry.line()).isNotEmpty();
                });
            }
        }
    }

    /** What is below the legend and its dashes. */
    private static String body(String listing) {
        return listing.lines()
                .filter(line -> !line.contains(" = ") && !line.endsWith(":") && !line.contains("---"))
                .filter(line -> !line.startsWith("FLAGS"))
                .collect(Collectors.joining("\n"));
    }
}
