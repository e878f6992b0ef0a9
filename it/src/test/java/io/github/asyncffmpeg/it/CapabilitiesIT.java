package io.github.asyncffmpeg.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.asyncffmpeg.FFmpeg;
import io.github.asyncffmpeg.binary.Build.Licence;
import io.github.asyncffmpeg.binary.Capabilities;
import io.github.asyncffmpeg.binary.Capability;
import io.github.asyncffmpeg.binary.Capability.Coder;
import io.github.asyncffmpeg.binary.Capability.Filter;
import io.github.asyncffmpeg.binary.Capability.Format;
import io.github.asyncffmpeg.binary.Component;
import io.github.asyncffmpeg.binary.ComponentHelp;
import io.github.asyncffmpeg.binary.EncoderTrial;
import io.github.asyncffmpeg.binary.Listing;
import io.github.asyncffmpeg.it.harness.EachFFmpeg;
import io.github.asyncffmpeg.it.harness.FFmpegs.Installation;
import io.github.asyncffmpeg.media.Medium;
import io.github.asyncffmpeg.testkit.LeakExtension;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What real FFmpegs say of themselves, and which of their encoders work here. */
@Timeout(300)
@Tag("media")
class CapabilitiesIT {

    /** Devices that no machine of ours has, and what only a machine with one could say. */
    private static final Pattern HARDWARE = Pattern.compile(".*_(nvenc|qsv|vaapi|vulkan|v4l2m2m|omx|amf|videotoolbox)");

    /** vnull and anull drop everything; xsub takes four colours, and FFmpeg decodes no other bitmap to so few. */
    private static final Set<String> ENCODE_NOTHING_HERE = Set.of("vnull", "anull", "xsub");

    private static final List<String> KNOWN_TO_WORK =
            List.of(("libx264 libvpx mpeg4 mjpeg png gif prores dnxhd dvvideo ffv1 h263 xface vbn avui "
                            + "aac flac libmp3lame libopus opus pcm_s16le g723_1 adpcm_swf roq_dpcm srt mov_text dvbsub")
                    .split(" "));

    private static final List<String> NEED_A_DEVICE = List.of("h264_nvenc", "h264_qsv", "h264_vaapi", "h264_v4l2m2m");

    @RegisterExtension
    final LeakExtension leaks = new LeakExtension();

    private FFmpeg ffmpeg(Installation installation) {
        return installation.library(leaks.environment()).build();
    }

    @EachFFmpeg
    @Tag("long")
    void everyListingIsUnderstood(Installation installation) throws Exception {
        Capabilities capabilities = ffmpeg(installation).capabilities();
        Map<String, Listing<? extends Capability>> listings = Map.of(
                "-codecs", capabilities.codecs(),
                "-encoders", capabilities.encoders(),
                "-decoders", capabilities.decoders(),
                "-filters", capabilities.filters(),
                "-formats", capabilities.formats(),
                "-devices", capabilities.devices(),
                "-pix_fmts", capabilities.pixelFormats(),
                "-sample_fmts", capabilities.sampleFormats(),
                "-protocols", capabilities.protocols(),
                "-bsfs", capabilities.bitstreamFilters());
        listings.forEach((question, listing) -> {
            assertThat(listing.failure()).as(question).isEmpty();
            List<String> rows = rows(installation, question).stream()
                    .filter(row -> !row.endsWith(":") && !row.startsWith("name "))
                    .toList();
            if (question.equals("-protocols")) {
                assertThat(listing.names())
                        .containsAll(rows.stream().map(String::strip).toList());
            } else {
                // Every line of the listing has become an entry, and no line that is not one has.
                assertThat(listing.all())
                        .as(question)
                        .extracting(Capability::line)
                        .containsExactlyElementsOf(rows);
            }
        });
        assertThat(capabilities.hardwareAccelerations().names()).contains("vaapi", "cuda");
        assertThat(capabilities.channelLayouts().find("5.1").orElseThrow().channels())
                .containsExactly("FL", "FR", "FC", "LFE", "BL", "BR");
    }

    @EachFFmpeg
    void entriesSayWhatTheyAre(Installation installation) {
        Capabilities capabilities = ffmpeg(installation).capabilities();
        assertThat(capabilities.codecs().find("h264").orElseThrow().encoders()).contains("libx264");
        Coder aac = capabilities.encoders().find("aac").orElseThrow();
        assertThat(aac.medium()).contains(Medium.AUDIO);
        Filter overlay = capabilities.filters().find("overlay").orElseThrow();
        assertThat(overlay.inputs().media()).containsExactly(Medium.VIDEO, Medium.VIDEO);
        assertThat(overlay.outputs().media()).containsExactly(Medium.VIDEO);
        assertThat(overlay.timeline()).isTrue();
        assertThat(capabilities.filters().find("concat").orElseThrow().inputs().isDynamic())
                .isTrue();
        assertThat(capabilities.filters().find("color").orElseThrow().inputs().isNone())
                .isTrue();
        assertThat(capabilities.demuxers().names()).contains("mov", "mp4", "matroska", "lavfi");
        assertThat(capabilities.muxers().names())
                .contains("mp4", "matroska", "null")
                .doesNotContain("lavfi");
        assertThat(capabilities.formats().find("lavfi").map(Format::device)).contains(true);
        assertThat(capabilities.formats().find("mp4").map(Format::device)).contains(false);
        assertThat(capabilities.pixelFormats().find("yuv420p10le").orElseThrow().bitDepths())
                .containsExactly(10, 10, 10);
        assertThat(capabilities.protocols().find("md5").orElseThrow().input()).isFalse();
        assertThat(capabilities.build().licence()).isIn(Licence.GPL_2, Licence.GPL_3);
        assertThat(capabilities.build().isConfiguredWith("--enable-libx264")).isTrue();
        assertThat(capabilities.build().libraries()).containsKeys("libavcodec", "libavfilter", "libswresample");
    }

    @EachFFmpeg
    void optionsOfComponentsAreKnownByName(Installation installation) {
        Capabilities capabilities = ffmpeg(installation).capabilities();
        assertThat(capabilities.optionNamesOf(Component.ENCODER, "libx264")).contains("preset", "crf", "x264-params");
        assertThat(capabilities.optionNamesOf(Component.FILTER, "scale")).contains("w", "height", "flags");
        assertThat(capabilities.optionNamesOf(Component.MUXER, "mp4")).contains("movflags");
        assertThat(capabilities.optionNamesOf(Component.DEMUXER, "mov")).contains("ignore_editlist");
        assertThat(capabilities.optionNamesOf(Component.BITSTREAM_FILTER, "h264_metadata"))
                .contains("level");
        assertThat(capabilities.optionNamesOf(Component.PROTOCOL, "https")).contains("headers");
        assertThat(capabilities.optionNamesOf(Component.DECODER, "h264")).contains("enable_er");
        ComponentHelp preset = capabilities.help(Component.ENCODER, "libx264");
        assertThat(preset.list("Supported pixel formats")).contains("yuv420p");
        assertThat(capabilities.help(Component.ENCODER, "libx246").missing()).contains("libx246");
        assertThat(capabilities.optionNames())
                .contains("c", "filter_complex", "map", "crf", "movflags", "hls_time", "framerate", "sws_flags")
                .doesNotContain("force_original_aspect_ratio", "eof_action");
        assertThat(capabilities.nearOptions("preste")).first().isEqualTo("preset");
        assertThat(capabilities.encoders().near("libx246")).first().isEqualTo("libx264");
        assertThat(capabilities.filters().near("scal")).first().isEqualTo("scale");
    }

    /** A choice of them; all, which takes a minute or two, with {@code -Dit.encoders=all}. */
    @EachFFmpeg
    @Tag("long")
    void encodersThatNeedNoDeviceWork(Installation installation) {
        Capabilities capabilities = ffmpeg(installation).capabilities();
        boolean all = System.getProperty("it.encoders", "").equals("all");
        List<String> tried = capabilities.encoders().names().stream()
                .filter(name -> all || KNOWN_TO_WORK.contains(name))
                .toList();
        assertThat(tried).hasSizeGreaterThan(20);
        List<EncoderTrial> failed = tried.stream()
                .map(capabilities::tryEncoder)
                .filter(trial -> !trial.works())
                .toList();
        failed.forEach(trial -> System.out.println(installation + " " + trial.encoder() + ": " + trial.reason()));
        assertThat(failed)
                .filteredOn(trial -> !HARDWARE.matcher(trial.encoder()).matches())
                .extracting(EncoderTrial::encoder)
                .isSubsetOf(all ? ENCODE_NOTHING_HERE : Set.of());
        assertThat(capabilities.canEncode("h264")).isTrue();
    }

    @EachFFmpeg
    void encodersOfDevicesThatAreNotThereSayNoWithAReason(Installation installation) {
        Capabilities capabilities = ffmpeg(installation).capabilities();
        for (String name : NEED_A_DEVICE) {
            EncoderTrial trial = capabilities.tryEncoder(name);
            // On a machine that has the device this is no failure.
            if (!trial.works()) {
                assertThat(trial.reason()).as(name).isNotEmpty().doesNotContain("0x");
            }
            assertThat(trial.elapsed()).as(name).isLessThan(Duration.ofSeconds(15));
        }
        assertThat(capabilities.tryEncoder("libx246").reason()).contains("no encoder 'libx246'");
    }

    @EachFFmpeg
    void aTrialIsMadeOnceHoweverManyAsk(Installation installation) throws Exception {
        Capabilities capabilities = ffmpeg(installation).capabilities();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<EncoderTrial>> trials = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                trials.add(threads.submit(() -> capabilities.tryEncoder("mpeg4")));
            }
            Set<EncoderTrial> distinct = trials.stream()
                    .map(CapabilitiesIT::now)
                    .collect(Collectors.toCollection(
                            () -> java.util.Collections.newSetFromMap(new java.util.IdentityHashMap<>())));
            assertThat(distinct).hasSize(1);
        } finally {
            threads.shutdownNow();
        }
    }

    private static EncoderTrial now(Future<EncoderTrial> trial) {
        try {
            return trial.get();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    /** The rows of a listing, read in the simplest way: what follows the line of dashes, or all. */
    private static List<String> rows(Installation installation, String question) {
        try {
            ProcessBuilder builder = new ProcessBuilder(installation.ffmpeg().toString(), "-hide_banner", question);
            builder.environment().putAll(installation.environment());
            builder.redirectError(ProcessBuilder.Redirect.DISCARD);
            Process process = builder.start();
            process.getOutputStream().close();
            List<String> lines = new String(
                            process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("Exiting with"))
                    .toList();
            int dashes = 0;
            for (int i = 0; i < lines.size(); i++) {
                if (lines.get(i).strip().matches("-+")) {
                    dashes = i + 1;
                }
            }
            return lines.subList(dashes, lines.size()).stream()
                    .filter(line -> !line.contains(" = "))
                    .toList();
        } catch (java.io.IOException e) {
            throw new AssertionError(e);
        }
    }
}
