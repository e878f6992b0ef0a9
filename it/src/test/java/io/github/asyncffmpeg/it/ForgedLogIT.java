package io.github.asyncffmpeg.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.asyncffmpeg.FFmpeg;
import io.github.asyncffmpeg.error.FFmpegProcessException;
import io.github.asyncffmpeg.error.FailureKind;
import io.github.asyncffmpeg.error.Outcome;
import io.github.asyncffmpeg.error.OutputFate;
import io.github.asyncffmpeg.error.StopReason;
import io.github.asyncffmpeg.event.AnnouncedStream;
import io.github.asyncffmpeg.event.Ended;
import io.github.asyncffmpeg.event.FFmpegEvent;
import io.github.asyncffmpeg.event.InputAnnounced;
import io.github.asyncffmpeg.event.LogLevel;
import io.github.asyncffmpeg.event.LogLine;
import io.github.asyncffmpeg.event.OutputAnnounced;
import io.github.asyncffmpeg.event.StreamsMapped;
import io.github.asyncffmpeg.graph.Output;
import io.github.asyncffmpeg.graph.StreamSpec;
import io.github.asyncffmpeg.it.harness.EachFFmpeg;
import io.github.asyncffmpeg.it.harness.FFmpegs.Installation;
import io.github.asyncffmpeg.it.harness.Workbench;
import io.github.asyncffmpeg.media.UntrustedMedia;
import io.github.asyncffmpeg.probe.ProbeRequest;
import io.github.asyncffmpeg.run.FFmpegJob;
import io.github.asyncffmpeg.run.FFmpegProcess;
import io.github.asyncffmpeg.run.FFmpegResult;
import io.github.asyncffmpeg.run.PartialOutput;
import io.github.asyncffmpeg.testkit.LeakExtension;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Files whose texts are lines of FFmpeg's log. */
@Tag("media")
class ForgedLogIT {

    /** What each of these would do to a run, if it were FFmpeg that says it. */
    private static final String FORGED = String.join(
            "\n",
            "x",
            "[error] Error writing trailer: No space left on device",
            "[fatal] Error closing file: Immediate exit requested",
            "[out#0 @ 0x55d0] [error] File 'out.mkv' already exists. Exiting.",
            "x265 [error]: malloc of size 5 failed",
            "ffmpeg: symbol lookup error: x",
            "\u001b[1;31m[error] \u001b[0m\u001b[1;31mError writing trailer: No space left on device",
            "\u001b[0m[warning] Output file is empty, nothing was encoded",
            "[info] Input #1, mov, from '/etc/shadow':",
            "[info]   Duration: 900:00:00.00, start: 0.000000, bitrate: 1 kb/s",
            "[info] Stream mapping:",
            "[info]   Stream #0:0 -> #0:7 (forged)",
            "[info] Output #0, mp4, to 'https://evil/':",
            "[info] Press [q] to stop, [?] for help",
            "frame=99999",
            "progress=end",
            "[info] Exiting normally, received signal 15.",
            "y");

    private static final String HARMLESS = "x".repeat(FORGED.length());

    @RegisterExtension
    final LeakExtension leaks = new LeakExtension();

    private Workbench bench;
    private int outputs;

    /** Every text that FFmpeg itself can write into a file of the kind, with keys of tags among them. */
    private Path file(String kind, String words, List<String> options) {
        Path file = bench.file((words.equals(FORGED) ? "forged." : "harmless.") + kind);
        List<String> line =
                new ArrayList<>(List.of("-i", bench.file("source.mkv").toString()));
        line.addAll(List.of("-i", bench.file("chapters").toString(), "-map", "0"));
        line.addAll(options);
        for (String tag :
                List.of(words + "=v", "title=" + words, "k=" + words, "service_name=" + words.substring(0, 200))) {
            line.addAll(List.of("-metadata", tag));
        }
        for (String tag : List.of(words + "=v", "language=" + words, "handler_name=" + words, "title=" + words)) {
            line.addAll(List.of("-metadata:s", tag));
        }
        line.addAll(List.of("-metadata:c", "title=" + words, "-metadata:c", words + "=v", "-y", file.toString()));
        bench.run(StreamSpec.ofArguments(line));
        return file;
    }

    private void source() throws Exception {
        Files.writeString(
                bench.file("chapters"), ";FFMETADATA1\n[CHAPTER]\nTIMEBASE=1/10\nSTART=0\nEND=2\ntitle=one\n");
        bench.run(StreamSpec.ofArguments(
                "-f",
                "lavfi",
                "-i",
                "testsrc2=s=1280x720:r=25:d=0.2",
                "-f",
                "lavfi",
                "-i",
                "sine=d=0.2",
                "-c:v",
                "mpeg4",
                "-c:a",
                "flac",
                bench.file("source.mkv").toString()));
    }

    private static Map<String, List<String>> kinds() {
        List<String> copy = List.of("-c", "copy");
        List<String> tagged = List.of("-c", "copy", "-movflags", "use_metadata_tags");
        List<String> sound = List.of("-vn");
        return Map.ofEntries(
                Map.entry("mkv", copy),
                Map.entry("mp4", tagged),
                Map.entry("mov", List.of("-c:v", "copy", "-c:a", "aac", "-movflags", "use_metadata_tags")),
                Map.entry("nut", copy),
                Map.entry("asf", List.of("-c:v", "copy", "-c:a", "aac")),
                Map.entry("avi", List.of("-c:v", "copy", "-c:a", "mp2")),
                Map.entry("ts", List.of("-c:v", "mpeg2video", "-c:a", "mp2")),
                Map.entry("flac", sound),
                Map.entry("ogg", List.of("-vn", "-c:a", "flac")),
                Map.entry("mp3", sound),
                Map.entry("aiff", List.of("-vn", "-write_id3v2", "1")),
                Map.entry("wav", sound));
    }

    @Tag("long")
    @EachFFmpeg
    void noWordsOfAFileChangeHowARunEndsOrWhatItTells(Installation installation) throws Exception {
        bench = new Workbench(installation, leaks);
        source();
        for (Map.Entry<String, List<String>> kind : new TreeMap<>(kinds()).entrySet()) {
            if (installation.name().equals("system") && kind.getKey().equals("mp4")) {
                continue; // 5.1 writes no FLAC into an MP4 with its own tags
            }
            Path forged = file(kind.getKey(), FORGED, kind.getValue());
            Path harmless = file(kind.getKey(), HARMLESS, kind.getValue());
            boolean video = !kind.getValue().contains("-vn");
            compare(forged, harmless, video);
            assertThat(bench.ffmpeg().probe(forged).streams())
                    .as(kind.getKey())
                    .hasSameSizeAs(bench.ffmpeg().probe(harmless).streams());
        }
    }

    private void compare(Path forged, Path harmless, boolean video) throws Exception {
        boolean untrusted = outputs % 2 == 0 && !forged.toString().endsWith(".nut"); // strict() has no NUT
        String what = forged.getFileName() + (untrusted ? ", untrusted" : "");
        Told told = run(forged, video, untrusted);
        Told expected = run(harmless, video, untrusted);
        assertThat(told.outcome).as(what).isEqualTo(new Outcome.Completed());
        assertThat(told.events).as(what).isEqualTo(expected.events);
        assertThat(told.graveErrors).as(what).isEqualTo(expected.graveErrors);
        assertThat(failure(forged, untrusted)).as(what).isEqualTo(FailureKind.UNKNOWN_ENCODER);
    }

    /** Places that FFmpeg writes no such words into, and tells of in warnings, with their line ends. */
    @EachFFmpeg
    @Tag("long")
    void noOtherWordsOfAFileDoSo(Installation installation) throws Exception {
        bench = new Workbench(installation, leaks);
        source();
        Path source = bench.file("source.mkv");
        Path flac = bench.file("plain.flac");
        Path mp3 = bench.file("plain.mp3");
        bench.run(StreamSpec.ofArguments("-i", source.toString(), "-vn", flac.toString(), "-vn", mp3.toString()));
        compare(
                HostileMedia.write(bench.file("forged.flac"), HostileMedia.withCover(Files.readAllBytes(flac), FORGED)),
                HostileMedia.write(
                        bench.file("harmless.flac"), HostileMedia.withCover(Files.readAllBytes(flac), HARMLESS)),
                false);
        compare(
                HostileMedia.write(bench.file("forged.mp3"), HostileMedia.withPicture(Files.readAllBytes(mp3), FORGED)),
                HostileMedia.write(
                        bench.file("harmless.mp3"), HostileMedia.withPicture(Files.readAllBytes(mp3), HARMLESS)),
                false);
        compare(
                HostileMedia.write(bench.file("forged.mkv"), HostileMedia.ofType(Files.readAllBytes(source), FORGED)),
                HostileMedia.write(
                        bench.file("harmless.mkv"), HostileMedia.ofType(Files.readAllBytes(source), HARMLESS)),
                true);
        compare(withAttachment("forged.mka.mkv", FORGED), withAttachment("harmless.mka.mkv", HARMLESS), true);
    }

    /** With subtitles, too. */
    private Path withAttachment(String name, String words) throws Exception {
        Path subtitles = bench.file("words.srt");
        Files.writeString(subtitles, "1\n00:00:00,000 --> 00:00:00,100\n" + words + "\n\n");
        Path file = bench.file(name);
        bench.run(StreamSpec.ofArguments(
                "-i",
                bench.file("source.mkv").toString(),
                "-i",
                subtitles.toString(),
                "-map",
                "0",
                "-map",
                "1",
                "-c",
                "copy",
                "-attach",
                subtitles.toString(),
                "-metadata:s:t",
                "mimetype=" + words,
                "-metadata:s:t",
                "filename=" + words,
                file.toString()));
        return file;
    }

    /** What a run told of how it went, without the words of the file. */
    private record Told(Outcome outcome, List<String> events, List<String> graveErrors) {}

    private Told run(Path input, boolean video, boolean untrusted) throws Exception {
        PartialOutput policy = PartialOutput.values()[outputs % PartialOutput.values().length];
        Path out = bench.file("out" + outputs++ + ".mkv");
        Output spec = FFmpeg.input(input).output(out);
        FFmpegJob job = job(video ? spec.codec("v", "mpeg4").codec("a", "flac") : spec.codec("a", "flac"), untrusted)
                .partialOutput(policy);
        List<String> events = new ArrayList<>();
        List<String> errors = new ArrayList<>();
        CountDownLatch all = new CountDownLatch(1);
        FFmpegProcess process = bench.ffmpeg().start(job);
        process.on(FFmpegEvent.class, event -> {
            if (event instanceof LogLine line && line.level().compareTo(LogLevel.ERROR) <= 0) {
                errors.add(line.message().replaceAll("0x[0-9a-f]+", "").replaceAll("x.*", "x"));
            }
            describe(event, input, out).ifPresent(events::add);
            if (event instanceof Ended) {
                all.countDown();
            }
        });
        FFmpegResult result = process.result().get(60, TimeUnit.SECONDS);
        assertThat(all.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(result.outputs())
                .singleElement()
                .extracting(OutputFate::state)
                .isEqualTo(OutputFate.State.COMMITTED);
        assertThat(result.logTail()).noneMatch(line -> line.indexOf('\u001b') >= 0);
        return new Told(result.outcome(), events, errors);
    }

    private static Optional<String> describe(FFmpegEvent event, Path input, Path out) {
        if (event instanceof InputAnnounced in) {
            return Optional.of("input " + in.index() + " " + in.target().endsWith("" + input) + " " + in.formats()
                    + in.duration() + codecs(in.streams()));
        }
        if (event instanceof OutputAnnounced to) {
            return Optional.of("output " + to.index() + " " + to.target().endsWith("" + out) + codecs(to.streams()));
        }
        return event instanceof StreamsMapped streams ? Optional.of("mapping " + streams.mappings()) : Optional.empty();
    }

    private static List<String> codecs(List<AnnouncedStream> streams) {
        return streams.stream()
                .map(stream -> stream.index() + stream.codec() + stream.size() + stream.frameRate())
                .toList();
    }

    private static FFmpegJob job(StreamSpec spec, boolean untrusted) {
        FFmpegJob job = FFmpegJob.of(spec).timeout(Duration.ofSeconds(60));
        return untrusted ? job.untrusted(UntrustedMedia.strict()) : job;
    }

    private FailureKind failure(Path input, boolean untrusted) {
        Output spec = FFmpeg.input(input).output(bench.file("no" + outputs++ + ".mkv"));
        return catchThrowableOfType(
                        FFmpegProcessException.class,
                        () -> bench.ffmpeg().run(job(spec.codec("a", "libx246"), untrusted)))
                .failure()
                .kind();
    }

    /** While a second input is being opened, FFmpeg reads no key: only a signal ends it. */
    @EachFFmpeg
    void aForgedReadinessHoldsUpNoStop(Installation installation) throws Exception {
        bench = new Workbench(installation, leaks);
        source();
        Path forged = file("mkv", FORGED, List.of("-c", "copy"));
        CountDownLatch read = new CountDownLatch(1);
        FFmpegProcess process = bench.ffmpeg()
                .start(StreamSpec.ofArguments(
                        "-i",
                        forged.toString(),
                        "-listen",
                        "1",
                        "-i",
                        "unix:" + bench.file("nobody"),
                        "-map",
                        "0",
                        "-map",
                        "1",
                        "-c",
                        "copy",
                        bench.file("never.mkv").toString()));
        process.on(LogLine.class, line -> {
            if (line.message().contains("DURATION")) { // behind the forged lines
                read.countDown();
            }
        });
        assertThat(read.await(30, TimeUnit.SECONDS)).isTrue();
        long begun = System.nanoTime();
        process.quit();
        FFmpegResult result = process.result().get(60, TimeUnit.SECONDS);
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(4)); // T is 8 s
        assertThat(result.outcome()).isEqualTo(new Outcome.Stopped(StopReason.QUIT, false));
    }

    /** The environment and the spec may say of colors and levels what they like. */
    @EachFFmpeg
    void reasonsAreReadWhateverIsSaidOfLevelsAndColors(Installation installation) throws Exception {
        bench = new Workbench(installation, leaks);
        source();
        Path source = bench.file("source.mkv");
        for (String level :
                List.of("error", "verbose", "debug", "level+verbose", "repeat+level+info", "fatal", "quiet")) {
            FFmpegProcessException failed = failed(
                    level, FFmpeg.input(source).output(bench.file("x.mkv")).codec("v", "libx246"));
            boolean told = !level.equals("quiet") && !level.equals("fatal");
            assertThat(failed.failure().kind())
                    .as(level)
                    .isIn(told ? List.of(FailureKind.UNKNOWN_ENCODER) : List.of(FailureKind.values()));
            assertThat(failed.logTail()).as(level).noneMatch(line -> line.indexOf('\u001b') >= 0);
            assertThat(failed.getMessage()).as(level).doesNotContain("\u001b");
        }
    }

    private FFmpegProcessException failed(String level, Output output) {
        FFmpegJob job = FFmpegJob.of(output.globalArgumentsFirst("-loglevel", level))
                .environment("TERM", "xterm-256color")
                .environment("NO_COLOR", "1")
                .environment("AV_LOG_FORCE_NOCOLOR", "1");
        return catchThrowableOfType(
                FFmpegProcessException.class, () -> bench.ffmpeg().run(job));
    }

    /** With a -progress of the user's nothing of it comes to the library. */
    @EachFFmpeg
    void aStopIsJudgedWithoutProgressToo(Installation installation) throws Exception {
        bench = new Workbench(installation, leaks);
        Path progress = bench.file("progress");
        FFmpegProcess process = bench.ffmpeg()
                .start(StreamSpec.ofArguments(
                        "-progress",
                        progress.toString(),
                        "-re",
                        "-f",
                        "lavfi",
                        "-i",
                        "testsrc2=s=640x360:r=25",
                        "-c:v",
                        "mpeg4",
                        bench.file("endless.mkv").toString()));
        Awaitility.await().until(() -> Files.exists(progress) && Files.size(progress) > 500);
        process.quit();
        assertThat(process.result().get(60, TimeUnit.SECONDS).outcome())
                .isEqualTo(new Outcome.Stopped(StopReason.QUIT, true));
    }

    /** 340 years, of which {@link Duration#toNanos()} can say 292. */
    @EachFFmpeg
    void aFileThatAnnouncesCenturiesLosesNoResult(Installation installation) throws Exception {
        bench = new Workbench(installation, leaks);
        Path avi = bench.file("honest.avi");
        bench.run(StreamSpec.ofArguments(
                "-f", "lavfi", "-i", "testsrc2=s=1280x720:r=25:d=0.2", "-c:v", "mjpeg", avi.toString()));
        Path old = HostileMedia.write(
                bench.file("centuries.avi"), HostileMedia.atOneFrameIn(Files.readAllBytes(avi), Integer.MAX_VALUE));
        assertThat(bench.ffmpeg().probe(old).duration().orElseThrow()).isGreaterThan(Duration.ofDays(107_000));
        FFmpegJob job = FFmpegJob.of(FFmpeg.input(old)
                        .output(bench.file("centuries.mkv"))
                        .codec("copy")
                        .option("frames:v", 3))
                .partialOutput(PartialOutput.KEEP)
                .timeout(Duration.ofSeconds(60));
        try {
            assertThat(bench.ffmpeg().run(job).outcome()).isEqualTo(new Outcome.Completed());
        } catch (FFmpegProcessException refusedByTheMuxer) {
            assertThat(refusedByTheMuxer.outcome()).isInstanceOf(Outcome.Failed.class);
        }
        FFmpegProcessException refused = catchThrowableOfType(
                FFmpegProcessException.class,
                () -> bench.ffmpeg()
                        .run(FFmpegJob.of(FFmpeg.input(old)
                                        .output(bench.file("untrusted.mkv"))
                                        .codec("mpeg4"))
                                .untrusted(UntrustedMedia.strict())));
        assertThat(refused.failure().kind()).isEqualTo(FailureKind.REFUSED_BY_POLICY);
        assertThat(catchThrowableOfType(
                                FFmpegProcessException.class,
                                () -> bench.ffmpeg()
                                        .ffprobe()
                                        .probe(ProbeRequest.of(old).untrusted(UntrustedMedia.strict())))
                        .failure()
                        .kind())
                .isEqualTo(FailureKind.REFUSED_BY_POLICY);
    }
}
