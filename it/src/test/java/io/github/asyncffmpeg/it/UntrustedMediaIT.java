package io.github.asyncffmpeg.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.asyncffmpeg.FFmpeg;
import io.github.asyncffmpeg.error.FFmpegProcessException;
import io.github.asyncffmpeg.error.FFmpegSpecException;
import io.github.asyncffmpeg.error.FailureKind;
import io.github.asyncffmpeg.error.Outcome;
import io.github.asyncffmpeg.graph.Input;
import io.github.asyncffmpeg.graph.StreamSpec;
import io.github.asyncffmpeg.it.harness.EachFFmpeg;
import io.github.asyncffmpeg.it.harness.FFmpegs.Installation;
import io.github.asyncffmpeg.it.harness.Fifo;
import io.github.asyncffmpeg.it.harness.Workbench;
import io.github.asyncffmpeg.media.UntrustedMedia;
import io.github.asyncffmpeg.probe.MediaInfo;
import io.github.asyncffmpeg.probe.ProbeRequest;
import io.github.asyncffmpeg.run.FFmpegJob;
import io.github.asyncffmpeg.run.FFmpegResult;
import io.github.asyncffmpeg.testkit.LeakExtension;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Attacks by files, each one first without the policy, where it has its effect (or where this FFmpeg is immune by
 * itself, which is said), and then under it, for a run and for a probe. Long, because there are many attacks.
 */
@Tag("media")
class UntrustedMediaIT {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final UntrustedMedia STRICT = UntrustedMedia.strict();

    /** How a file ends that FFmpeg takes for none at all. */
    private static final Set<FailureKind> NO_MEDIA = Set.of(FailureKind.INVALID_DATA, FailureKind.MOOV_MISSING);

    @RegisterExtension
    final LeakExtension leaks = new LeakExtension();

    private Workbench bench;
    private boolean old;
    private int outputs;

    private void with(Installation installation) throws Exception {
        bench = new Workbench(installation, leaks);
        old = installation.name().equals("system"); // 5.1
    }

    private StreamSpec picture(Input input) {
        return input.output(bench.file("out" + outputs++ + ".mkv"))
                .codec("v", "mpeg4")
                .option("frames:v", 3)
                .overwrite();
    }

    private FFmpegResult trusting(Input input) {
        return bench.ffmpeg().run(FFmpegJob.of(picture(input)).timeout(LIMIT));
    }

    /** The number of frames that come out without the policy; zero when it fails by itself. */
    private long framesWithout(Input input) {
        try {
            return trusting(input).lastProgress().orElseThrow().frame().orElse(0);
        } catch (FFmpegProcessException e) {
            return 0;
        }
    }

    /** Under the policy, run and probe fail, and nothing comes out. */
    private FFmpegProcessException refused(Path file, FailureKind... kinds) {
        return refused(FFmpeg.input(file), ProbeRequest.of(file), kinds);
    }

    private FFmpegProcessException refused(Input input, ProbeRequest request, FailureKind... kinds) {
        FFmpegProcessException run = catchThrowableOfType(
                FFmpegProcessException.class,
                () -> bench.ffmpeg().run(FFmpegJob.of(picture(input)).untrusted(STRICT)));
        assertThat(run).as("run of " + input).isNotNull();
        assertThat(run.failure().kind()).as(run.getMessage()).isIn((Object[]) kinds);
        if (run.failure().kind() == FailureKind.REFUSED_BY_POLICY) {
            assertThat(run.getMessage()).contains(input.source().toString());
        }
        Path out = bench.file("out" + (outputs - 1) + ".mkv");
        assertThat(Files.exists(out) && framesIn(out) > 0)
                .as("output of " + input)
                .isFalse();
        FFmpegProcessException probe = catchThrowableOfType(
                FFmpegProcessException.class, () -> bench.ffmpeg().ffprobe().probe(request.untrusted(STRICT)));
        assertThat(probe).as("probe of " + input).isNotNull();
        assertThat(probe.failure().kind()).as(probe.getMessage()).isIn((Object[]) kinds);
        return run;
    }

    private long framesIn(Path out) {
        try {
            return bench.ffmpeg().ffprobe().frames(ProbeRequest.of(out)).count();
        } catch (FFmpegProcessException notEvenAHeader) {
            return 0;
        }
    }

    private Path secret() {
        Path secret = bench.file("secret.ts");
        bench.run(StreamSpec.ofArguments(
                "-f", "lavfi", "-i", "color=red:s=64x48:d=2", "-c:v", "mpeg2video", secret.toString(), "-y"));
        return secret;
    }

    private Path write(String name, String text) {
        return HostileMedia.write(bench.file(name), text);
    }

    @EachFFmpeg
    void aPlaylistReachesNoFile(Installation installation) throws Exception {
        with(installation);
        Path secret = secret();
        String toSecret = HostileMedia.playlist("file://" + secret);
        Path playlist = write("list.m3u8", toSecret);
        assertThat(framesWithout(FFmpeg.input(playlist)))
                .as("without the policy")
                .isEqualTo(3);
        FFmpegProcessException refused = refused(playlist, FailureKind.REFUSED_BY_POLICY);
        assertThat(refused).hasMessageContaining("it is of the format hls, which is not on the list");
        assertThat(refused).hasMessageContaining("Format not on whitelist");
        refused(write("relative.m3u8", HostileMedia.playlist("secret.ts")), FailureKind.REFUSED_BY_POLICY);
        // FFmpeg finds no media in /etc/passwd; but it opens it.
        refused(write("passwd.m3u8", HostileMedia.playlist("file:///etc/passwd")), FailureKind.REFUSED_BY_POLICY);
        // FFmpeg is immune: HLS allows a few protocols alone.
        refused(
                write("concat.m3u8", HostileMedia.playlist("concat:" + secret + "|" + secret)),
                FailureKind.REFUSED_BY_POLICY);
        for (String name : List.of("list.mp4", "list.avi", "list.txt", "list")) {
            Path disguised = write(name, toSecret);
            // FFmpeg 8.0 takes a playlist for one by its name alone.
            assertThat(framesWithout(FFmpeg.input(disguised))).as(name).isEqualTo(old ? 3 : 0);
            if (old) {
                refused(disguised, FailureKind.REFUSED_BY_POLICY);
            } else {
                refused(disguised, FailureKind.INVALID_DATA, FailureKind.MOOV_MISSING);
            }
        }
        // A trusting developer names the format.
        assertThat(framesWithout(FFmpeg.input(playlist).format("hls"))).isEqualTo(3);
        refused(
                FFmpeg.input(playlist).format("hls").option("protocol_whitelist", "file,http,tcp"),
                ProbeRequest.of(playlist).format("hls").option("protocol_whitelist", "file,http,tcp"),
                FailureKind.REFUSED_BY_POLICY);
    }

    @EachFFmpeg
    void nothingConnectsToTheNetwork(Installation installation) throws Exception {
        with(installation);
        try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            AtomicInteger connections = new AtomicInteger();
            Thread acceptor = new Thread(() -> {
                try {
                    while (true) {
                        server.accept().close();
                        connections.incrementAndGet();
                    }
                } catch (java.io.IOException closed) {
                    // the end of the test
                }
            });
            acceptor.start();
            String address = "http://127.0.0.1:" + server.getLocalPort() + "/a.ts";
            Path playlist = write("net.m3u8", HostileMedia.playlist(address));
            Path manifest = write("net.mpd", HostileMedia.manifest(address));
            Path session = write("net.sdp", HostileMedia.session(server.getLocalPort()));
            // By default a local list may not name an address; who has allowed it for one is open to all.
            framesWithout(FFmpeg.input(playlist).option("protocol_whitelist", "file,http,tcp,crypto,data"));
            assertThat(connections.get()).as("without the policy").isPositive();
            int hls = connections.get();
            framesWithout(FFmpeg.input(manifest).option("protocol_whitelist", "file,http,tcp,crypto,data"));
            assertThat(connections.get()).as("without the policy, DASH").isGreaterThan(hls);
            // FFmpeg is immune to playlists as the subtitles of an AVI since it takes SRT and ASS alone for them.
            Path avi = bench.file("plain.avi");
            bench.run(StreamSpec.ofArguments(
                    "-f",
                    "lavfi",
                    "-i",
                    "testsrc=s=64x48:d=1",
                    "-f",
                    "lavfi",
                    "-i",
                    "sine=d=1",
                    "-c:v",
                    "mpeg4",
                    "-c:a",
                    "pcm_s16le",
                    avi.toString()));
            Path trick = HostileMedia.write(
                    bench.file("trick.avi"),
                    HostileMedia.withSubtitles(Files.readAllBytes(avi), HostileMedia.playlist(address)));
            assertThat(bench.ffmpeg().probe(trick).streams()).as("subtitles").hasSize(2);
            assertThat(bench.ffmpeg().probe(trick).hasSubtitles()).isTrue();
            int before = connections.get();
            trusting(FFmpeg.input(trick).option("protocol_whitelist", "file,http,tcp,crypto,data"));
            assertThat(connections.get()).isEqualTo(before);
            bench.ffmpeg().run(FFmpegJob.of(picture(FFmpeg.input(trick))).untrusted(STRICT));
            refused(playlist, FailureKind.REFUSED_BY_POLICY);
            refused(manifest, FailureKind.REFUSED_BY_POLICY);
            refused(session, FailureKind.REFUSED_BY_POLICY);
            refused(
                    FFmpeg.input(playlist).option("protocol_whitelist", "file,http,tcp,crypto,data"),
                    ProbeRequest.of(playlist).option("protocol_whitelist", "file,http,tcp,crypto,data"),
                    FailureKind.REFUSED_BY_POLICY);
            assertThat(connections.get()).as("under the policy").isEqualTo(before);
            server.close();
            acceptor.join();
        }
    }

    @EachFFmpeg
    void aScriptReachesNoFile(Installation installation) throws Exception {
        with(installation);
        secret();
        String script = "ffconcat version 1.0\nfile secret.ts\n";
        for (String name : List.of("list.ffconcat", "list.mp4", "list.png")) {
            Path list = write(name, script);
            assertThat(framesWithout(FFmpeg.input(list)))
                    .as(name + " without the policy")
                    .isEqualTo(3);
            refused(list, FailureKind.REFUSED_BY_POLICY);
        }
        // Subtitles that name a file: FFmpeg opens index.sub.
        write("index.sub", "x".repeat(4096));
        Path index = write(
                "index.idx",
                "# VobSub index file, v7 (do not modify this line!)\nsize: 720x480\nid: en, index: 0\n"
                        + "timestamp: 00:00:00:100, filepos: 000000000\n");
        assertThat(bench.ffmpeg().probe(index).streams())
                .as("without the policy")
                .isNotEmpty();
        refused(index, FailureKind.REFUSED_BY_POLICY);
        // A drawing that shows another file. The bundled FFmpeg has no librsvg.
        Path svg = write(
                "a.svg",
                "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\""
                        + " width=\"64\" height=\"64\"><image xlink:href=\"secret.png\" width=\"64\" height=\"64\"/></svg>");
        assertThat(framesWithout(FFmpeg.input(svg))).as("a drawing").isEqualTo(old ? 1 : 0);
        refused(svg, FailureKind.REFUSED_BY_POLICY);
        Path metadata = write("a.ffmeta", ";FFMETADATA1\ntitle=x\n");
        refused(metadata, FailureKind.REFUSED_BY_POLICY);
    }

    /** The {@code tty} demuxer draws any text: a way to read a configuration off a picture. */
    @EachFFmpeg
    void textIsNoPicture(Installation installation) throws Exception {
        with(installation);
        String passwords = "root:x:0:0:root:/root:/bin/bash\n".repeat(20);
        for (String name : List.of("a.ans", "a.nfo", "a.txt", "a.diz")) {
            Path text = write(name, passwords);
            assertThat(framesWithout(FFmpeg.input(text)))
                    .as(name + " without the policy")
                    .isPositive();
            refused(text, FailureKind.REFUSED_BY_POLICY);
        }
        Path text = write("a.mp4", passwords);
        assertThat(framesWithout(FFmpeg.input(text).format("tty"))).isPositive();
        refused(FFmpeg.input(text).format("tty"), ProbeRequest.of(text).format("tty"), FailureKind.REFUSED_BY_POLICY);
        refused(
                FFmpeg.input(text).format("xbin"),
                ProbeRequest.of(text).format("xbin"),
                FailureKind.REFUSED_BY_POLICY,
                FailureKind.INVALID_DATA);
    }

    @EachFFmpeg
    void samplesInAnotherFileAreNotRead(Installation installation) throws Exception {
        with(installation);
        Path secret = bench.file("secret.mov");
        bench.run(StreamSpec.ofArguments(
                "-f",
                "lavfi",
                "-i",
                "testsrc=s=64x48:d=1",
                "-c:v",
                "mjpeg",
                "-pix_fmt",
                "yuvj420p",
                secret.toString()));
        byte[] whole = Files.readAllBytes(secret);
        Path absolute = HostileMedia.write(
                bench.file("absolute.mov"), HostileMedia.withDataOf(whole, secret.toString(), false));
        Path relative =
                HostileMedia.write(bench.file("relative.mov"), HostileMedia.withDataOf(whole, secret.toString(), true));
        for (Path file : List.of(absolute, relative)) {
            Input open = FFmpeg.input(file).option("enable_drefs", 1).option("use_absolute_path", 1);
            assertThat(framesWithout(open)).as(file + " without the policy").isEqualTo(3);
            // FFmpeg itself opens no such file unless it is told to.
            assertThat(framesWithout(FFmpeg.input(file))).isZero();
            assertThatThrownBy(
                            () -> bench.ffmpeg().run(FFmpegJob.of(picture(open)).untrusted(STRICT)))
                    .isInstanceOf(FFmpegSpecException.class)
                    .hasMessageContaining("enable_drefs");
            assertThatThrownBy(() -> bench.ffmpeg()
                            .ffprobe()
                            .probe(ProbeRequest.of(file)
                                    .option("enable_drefs", 1)
                                    .untrusted(STRICT)))
                    .isInstanceOf(FFmpegSpecException.class)
                    .hasMessageContaining("enable_drefs");
            Path out = bench.file("dref.mkv");
            assertThatThrownBy(() -> bench.ffmpeg()
                            .run(FFmpegJob.of(FFmpeg.input(file)
                                            .output(out)
                                            .codec("mpeg4")
                                            .overwrite())
                                    .untrusted(STRICT)))
                    .isInstanceOf(FFmpegProcessException.class);
            assertThat(Files.exists(out) && framesIn(out) > 0).isFalse();
        }
    }

    @EachFFmpeg
    @Tag("long")
    void pixelsAreBounded(Installation installation) throws Exception {
        with(installation);
        int side = 16_000;
        Path bomb = HostileMedia.write(bench.file("bomb.png"), HostileMedia.png(side, side, true));
        assertThat(Files.size(bomb)).isLessThan(300_000);
        Path real = bench.file("real.jpg");
        bench.run(StreamSpec.ofArguments(
                "-f", "lavfi", "-i", "testsrc=s=64x48", "-frames:v", "1", "-pix_fmt", "yuvj420p", real.toString()));
        List<Path> bombs = List.of(
                bomb,
                HostileMedia.write(bench.file("bomb.gif"), HostileMedia.gif(side, side)),
                HostileMedia.write(bench.file("bomb.bmp"), HostileMedia.bmp(side, side)),
                HostileMedia.write(bench.file("bomb.webp"), HostileMedia.webp(side, side)),
                HostileMedia.write(bench.file("bomb.jpg"), HostileMedia.jpeg(Files.readAllBytes(real), side, side)),
                HostileMedia.write(bench.file("bomb.tiff"), HostileMedia.tiff(side, side)));
        for (Path file : bombs) {
            // Without the policy FFmpeg is ready to decode it: 256 MB a picture, at least.
            assertThat(bench.ffmpeg()
                            .probe(file)
                            .video()
                            .orElseThrow()
                            .size()
                            .orElseThrow()
                            .width())
                    .as(file + " without the policy")
                    .isEqualTo(side);
            FFmpegProcessException refused = refused(file, FailureKind.REFUSED_BY_POLICY);
            assertThat(refused).hasMessageContaining("it has pictures of 16000x16000");
        }
        FFmpegResult decoded = bench.run(FFmpeg.input(bomb).output("-").format("null"));
        assertThat(decoded.lastProgress().orElseThrow().frame())
                .as("without the policy")
                .hasValue(1);
        // More than FFmpeg itself takes for a picture; by what it says this cannot be told from damage.
        for (int[] size :
                List.of(new int[] {50_000, 50_000}, new int[] {Integer.MAX_VALUE, 1}, new int[] {65_500, 65_500})) {
            refused(
                    HostileMedia.write(bench.file("huge.png"), HostileMedia.png(size[0], size[1], false)),
                    FailureKind.BAD_PICTURE_SIZE,
                    FailureKind.REFUSED_BY_POLICY,
                    FailureKind.INVALID_DATA);
        }
    }

    @EachFFmpeg
    @Tag("long")
    void streamsAndDurationAreBounded(Installation installation) throws Exception {
        with(installation);
        Path many = bench.file("many.mkv");
        List<String> line = new ArrayList<>(List.of("-f", "lavfi", "-i", "anullsrc=d=0.1"));
        for (int i = 0; i < 300; i++) {
            line.addAll(List.of("-map", "0:a"));
        }
        line.addAll(List.of("-c:a", "pcm_s16le", many.toString()));
        bench.run(StreamSpec.ofArguments(line));
        assertThat(bench.ffmpeg().probe(many).streams())
                .as("without the policy")
                .hasSize(300);
        assertThat(refused(many, FailureKind.REFUSED_BY_POLICY)).hasMessageContaining("it has more streams than");

        // ffprobe exits with 0, and shows the first 64.
        Path tables = HostileMedia.write(bench.file("tables.ts"), HungryMedia.announcedStreams(3));
        assertThat(refused(tables, FailureKind.REFUSED_BY_POLICY)).hasMessageContaining("it has more streams than");

        Path honest = bench.media().videoOnly(Duration.ofSeconds(1));
        Path mkv = bench.file("short.mkv");
        bench.run(StreamSpec.ofArguments("-i", honest.toString(), "-c", "copy", mkv.toString()));
        Path lie = HostileMedia.write(bench.file("lie.mkv"), HostileMedia.lasting(Files.readAllBytes(mkv), 1e10));
        assertThat(bench.ffmpeg().probe(lie).duration().orElseThrow()).isGreaterThan(Duration.ofDays(100));
        assertThat(framesWithout(FFmpeg.input(lie))).as("without the policy").isEqualTo(3);
        FFmpegProcessException refused = catchThrowableOfType(
                FFmpegProcessException.class,
                () -> bench.ffmpeg()
                        .run(FFmpegJob.of(picture(FFmpeg.input(lie))).untrusted(STRICT)));
        assertThat(refused.failure().kind()).isEqualTo(FailureKind.REFUSED_BY_POLICY);
        assertThat(refused).hasMessageContaining("allows at most 43200 s").hasMessageContaining(lie.toString());
        assertThatThrownBy(() ->
                        bench.ffmpeg().ffprobe().probe(ProbeRequest.of(lie).untrusted(STRICT)))
                .isInstanceOf(FFmpegProcessException.class)
                .hasMessageContaining("43200 s");
        // What is longer than it says is cut.
        UntrustedMedia brief = STRICT.maxDuration(Duration.ofSeconds(2));
        Path raw = bench.file("endless.ts");
        bench.run(StreamSpec.ofArguments(
                "-f", "lavfi", "-i", "testsrc=s=64x48:d=8", "-c:v", "mpeg2video", "-f", "mpegts", raw.toString()));
        Path out = bench.file("cut.mkv");
        StreamSpec all = FFmpeg.input(raw).output(out).codec("mpeg4");
        assertThatThrownBy(() -> bench.ffmpeg().run(FFmpegJob.of(all).untrusted(brief)))
                .isInstanceOf(FFmpegProcessException.class);
    }

    @EachFFmpeg
    void decodersThatNobodyExpectsAreRefused(Installation installation) throws Exception {
        with(installation);
        Path rare = bench.file("rare.mov");
        bench.run(StreamSpec.ofArguments("-f", "lavfi", "-i", "testsrc=s=64x48:d=1", "-c:v", "rpza", rare.toString()));
        assertThat(framesWithout(FFmpeg.input(rare))).isEqualTo(3);
        FFmpegProcessException refused = catchThrowableOfType(
                FFmpegProcessException.class,
                () -> bench.ffmpeg()
                        .run(FFmpegJob.of(picture(FFmpeg.input(rare))).untrusted(STRICT)));
        assertThat(refused.failure().kind()).isEqualTo(FailureKind.REFUSED_BY_POLICY);
        assertThat(refused).hasMessageContaining("it has a stream for the decoder rpza");
        bench.ffmpeg().run(FFmpegJob.of(picture(FFmpeg.input(rare))).untrusted(STRICT.decoders("rpza")));
    }

    @EachFFmpeg
    void whatIsNoRegularFileIsRefusedBeforeAnythingStarts(Installation installation) throws Exception {
        with(installation);
        Path fifo = Fifo.make(bench.file("fifo.mp4"));
        Path link = Files.createSymbolicLink(bench.file("link.mp4"), Path.of("/etc/passwd"));
        for (Path file : List.of(
                fifo,
                link,
                Path.of("/dev/zero"),
                Path.of("/dev/stdin"),
                Path.of("/proc/self/fd/0"),
                Path.of("/proc/self/environ"),
                bench.file("."))) {
            assertThatThrownBy(() -> bench.ffmpeg()
                            .run(FFmpegJob.of(picture(FFmpeg.input(file))).untrusted(STRICT)))
                    .isInstanceOf(FFmpegSpecException.class)
                    .hasMessageContaining(file.toString())
                    .hasMessageContaining("regular files alone");
            assertThatThrownBy(() ->
                            bench.ffmpeg().ffprobe().probe(ProbeRequest.of(file).untrusted(STRICT)))
                    .isInstanceOf(FFmpegSpecException.class);
        }
        for (StreamSpec text : List.of(
                picture(FFmpeg.input("in.mp4")),
                picture(FFmpeg.input("http://127.0.0.1/")),
                StreamSpec.ofArguments("-i", "file:in.mp4", "out.mp4"))) {
            assertThatThrownBy(() -> bench.ffmpeg().run(FFmpegJob.of(text).untrusted(STRICT)))
                    .isInstanceOf(FFmpegSpecException.class)
                    .hasMessageContaining("give a Path");
        }
        assertThatThrownBy(() ->
                        bench.ffmpeg().ffprobe().probe(ProbeRequest.of("in.mp4").untrusted(STRICT)))
                .isInstanceOf(FFmpegSpecException.class);
        refused(bench.file("missing.mp4"), FailureKind.NO_SUCH_FILE);
    }

    @EachFFmpeg
    @Tag("long")
    void namesPlayNoPart(Installation installation) throws Exception {
        with(installation);
        byte[] video = Files.readAllBytes(bench.media().videoOnly(Duration.ofSeconds(1)));
        Path here = Files.createDirectory(bench.file("names"));
        for (String name : List.of(
                "-i.mp4",
                "a%d.mp4",
                "it's \"quoted\".mp4",
                "two\nlines.mp4",
                "http:x.mp4",
                "a:b",
                "x.m3u8",
                "x.ffconcat",
                "x.txt",
                "x.sdp",
                "x.png",
                "concat:a|b.mp4",
                "-",
                "a%03d.mkv",
                "x.mpd",
                "[0:v];movie=a.mp4",
                "pipe:0")) {
            Path file = HostileMedia.write(here.resolve(name), video);
            assertThat(bench.ffmpeg()
                            .run(FFmpegJob.of(picture(FFmpeg.input(file))).untrusted(STRICT))
                            .outcome())
                    .as(name)
                    .isEqualTo(new Outcome.Completed());
            assertThat(bench.ffmpeg()
                            .ffprobe()
                            .probe(ProbeRequest.of(file).untrusted(STRICT))
                            .video())
                    .as(name)
                    .isPresent();
        }
        // A picture whose name is a pattern, beside one that the pattern means.
        bench.run(StreamSpec.ofArguments(
                "-f",
                "lavfi",
                "-i",
                "color=red:s=32x32",
                "-frames:v",
                "1",
                here.resolve("p001.png").toString()));
        Path pattern = HostileMedia.write(here.resolve("p%03d.png"), HostileMedia.png(40, 40, true));
        assertThat(bench.ffmpeg()
                        .ffprobe()
                        .probe(ProbeRequest.of(pattern).untrusted(STRICT))
                        .video()
                        .orElseThrow()
                        .size()
                        .orElseThrow()
                        .width())
                .isEqualTo(40);
        assertThat(bench.ffmpeg()
                        .run(FFmpegJob.of(picture(FFmpeg.input(pattern))).untrusted(STRICT))
                        .outcome())
                .isEqualTo(new Outcome.Completed());
    }

    /** What people upload, made by this FFmpeg as far as it can. */
    @EachFFmpeg
    @Tag("long")
    void ordinaryUploadsWork(Installation installation) throws Exception {
        with(installation);
        Path av = bench.media().videoWithAudio(Duration.ofSeconds(1));
        Path cover = bench.file("cover.png");
        bench.run(StreamSpec.ofArguments("-f", "lavfi", "-i", "testsrc=s=64x48", "-frames:v", "1", cover.toString()));
        List<String> worked = new ArrayList<>();
        List<String> notMade = new ArrayList<>();
        List<String> refused = new ArrayList<>();
        for (String[] made : new String[][] {
            {"a.mp4"},
            {"a.mov"},
            {"a.mkv"},
            {"a.webm"},
            {"a.avi"},
            {"a.flv"},
            {"a.ts"},
            {"a.mpg"},
            {"a.ogv"},
            {"a.3gp", "-ar", "8000", "-ac", "1", "-s", "176x144"},
            {"a.wmv"},
            {"a.m4v"},
            {"a.mts", "-f", "mpegts"},
            {"a.vob"},
            {"a.mxf", "-r", "25", "-ar", "48000"},
            {"hevc.mp4", "-c:v", "libx265"},
            {"prores.mov", "-c:v", "prores"},
            {"dnx.mkv", "-c:v", "ffv1"},
            {"mjpeg.avi", "-c:v", "mjpeg", "-pix_fmt", "yuvj420p"},
            {"av1.mp4", "-c:v", "libsvtav1"},
            {"a.mp3", "-vn"},
            {"a.wav", "-vn"},
            {"a.flac", "-vn"},
            {"a.aac", "-vn"},
            {"a.m4a", "-vn"},
            {"a.ogg", "-vn"},
            {"a.opus", "-vn"},
            {"a.aiff", "-vn"},
            {"a.ac3", "-vn"},
            {"a.wma", "-vn"},
            {"a.caf", "-vn"},
            {"a.au", "-vn"},
            {"mulaw.wav", "-vn", "-c:a", "pcm_mulaw"},
            {"alac.m4a", "-vn", "-c:a", "alac"},
            {"a.png", "-frames:v", "1"},
            {"a.jpg", "-frames:v", "1"},
            {"a.gif"},
            {"a.bmp", "-frames:v", "1"},
            {"a.webp", "-frames:v", "1"},
            {"a.tiff", "-frames:v", "1"},
            {"a.avif", "-frames:v", "1"},
            {"a.apng"},
            {"a.jxl", "-frames:v", "1"}
        }) {
            Path file = bench.file(made[0]);
            List<String> line = new ArrayList<>(List.of("-i", av.toString()));
            line.addAll(List.of(made).subList(1, made.length));
            line.addAll(List.of("-y", file.toString()));
            try {
                bench.run(StreamSpec.ofArguments(line));
            } catch (FFmpegProcessException cannotMakeIt) {
                notMade.add(made[0]);
                continue;
            }
            try {
                worksUnderThePolicy(file);
                worked.add(made[0]);
            } catch (FFmpegProcessException | AssertionError e) {
                refused.add(made[0] + ": " + e.getMessage());
            }
        }
        Path covered = bench.file("covered.mp3");
        bench.run(StreamSpec.ofArguments(
                "-i",
                av.toString(),
                "-i",
                cover.toString(),
                "-map",
                "0:a",
                "-map",
                "1:v",
                "-disposition:v",
                "attached_pic",
                covered.toString()));
        Path coveredM4a = bench.file("covered.m4a");
        bench.run(StreamSpec.ofArguments(
                "-i",
                av.toString(),
                "-i",
                cover.toString(),
                "-map",
                "0:a",
                "-map",
                "1:v",
                "-c:v",
                "copy",
                "-disposition:v",
                "attached_pic",
                coveredM4a.toString()));
        for (Path file : List.of(
                covered,
                coveredM4a,
                bench.media().rotatedPortrait(Duration.ofSeconds(1)),
                bench.media().withSubtitles(Duration.ofSeconds(1)))) {
            worksUnderThePolicy(file);
        }
        System.out.println("uploads that work on " + installation + ": " + worked + "; not made: " + notMade);
        assertThat(refused).isEmpty();
        assertThat(worked)
                .contains(
                        "a.mp4", "a.mov", "a.mkv", "a.webm", "a.avi", "a.flv", "a.ts", "a.mpg", "a.ogg", "a.mp3",
                        "a.wav", "a.flac", "a.aac", "a.m4a", "a.png", "a.jpg", "a.gif", "a.webp", "a.bmp", "a.tiff");
    }

    private void worksUnderThePolicy(Path file) {
        MediaInfo info = bench.ffmpeg().ffprobe().probe(ProbeRequest.of(file).untrusted(STRICT));
        assertThat(info.streams()).as(file.toString()).isNotEmpty();
        FFmpegResult result = bench.ffmpeg()
                .run(FFmpegJob.of(FFmpeg.input(file).output("-").format("null")).untrusted(STRICT));
        assertThat(result.outcome()).as(file.toString()).isEqualTo(new Outcome.Completed());
        assertThat(result.lastProgress().orElseThrow().hasOutput())
                .as(file.toString())
                .isTrue();
        assertThat(result.logTail().stream()
                        .filter(line -> line.contains("has not been used"))
                        .toList())
                .as("options nobody used, of " + file)
                .isEmpty();
    }

    /** By its name alone, FFmpeg opens anything as a picture, and ffprobe exits with 0. */
    @EachFFmpeg
    void aProbeOfATextThatIsCalledAPictureFails(Installation installation) throws Exception {
        with(installation);
        for (String extension : List.of("jpg", "jpeg", "png", "bmp", "tif", "tiff", "webp", "jp2", "j2k", "jxl")) {
            Path text = write("text." + extension, "no picture at all\n".repeat(300));
            FFmpegProcessException failure = catchThrowableOfType(
                    FFmpegProcessException.class,
                    () -> bench.ffmpeg().ffprobe().probe(ProbeRequest.of(text).untrusted(STRICT)));
            assertThat(failure).as(extension).isNotNull();
            assertThat(failure.failure().kind()).as(failure.getMessage()).isEqualTo(FailureKind.INVALID_DATA);
            assertThat(failure).hasMessageContaining("no picture was found in it");
        }
        assertThatThrownBy(() -> bench.ffmpeg().probe(bench.file("text.png")))
                .as("without the policy")
                .isInstanceOf(FFmpegProcessException.class)
                .hasMessageContaining("no picture was found in it");
    }

    /** A logo of the developer's own gets the same policy. */
    @EachFFmpeg
    void severalInputsAreAllUnderThePolicy(Installation installation) throws Exception {
        with(installation);
        Path upload = bench.media().videoOnly(Duration.ofSeconds(1));
        Path logo = HostileMedia.write(bench.file("logo.png"), HostileMedia.png(16, 16, true));
        StreamSpec branded = FFmpeg.input(upload)
                .video()
                .overlay(FFmpeg.input(logo).video())
                .output(bench.file("branded.mkv"))
                .codec("v", "mpeg4");
        assertThat(bench.ffmpeg().run(FFmpegJob.of(branded).untrusted(STRICT)).outcome())
                .isEqualTo(new Outcome.Completed());
        secret();
        Path list = write("list.png", "ffconcat version 1.0\nfile secret.ts\n");
        StreamSpec hostile = FFmpeg.input(upload)
                .video()
                .overlay(FFmpeg.input(list).video())
                .output(bench.file("hostile.mkv"))
                .codec("v", "mpeg4");
        assertThatThrownBy(() -> bench.ffmpeg().run(FFmpegJob.of(hostile).untrusted(STRICT)))
                .isInstanceOf(FFmpegProcessException.class)
                .hasMessageContaining("list.png");
    }
}
