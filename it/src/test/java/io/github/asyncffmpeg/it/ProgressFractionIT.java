package io.github.asyncffmpeg.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.asyncffmpeg.error.Outcome;
import io.github.asyncffmpeg.event.Progress;
import io.github.asyncffmpeg.graph.StreamSpec;
import io.github.asyncffmpeg.it.harness.EachFFmpeg;
import io.github.asyncffmpeg.it.harness.FFmpegs.Installation;
import io.github.asyncffmpeg.it.harness.Workbench;
import io.github.asyncffmpeg.pool.FFmpegPool;
import io.github.asyncffmpeg.pool.FFmpegTask;
import io.github.asyncffmpeg.run.FFmpegJob;
import io.github.asyncffmpeg.run.FFmpegProcess;
import io.github.asyncffmpeg.run.FFmpegResult;
import io.github.asyncffmpeg.testkit.LeakExtension;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The fraction that progress tells, against what the output really became. */
@Tag("media")
class ProgressFractionIT {

    private static final double UNKNOWN = Double.NaN;

    /** What a fraction may be off: an announcement has 10 ms, and a stream is not always as long as its file. */
    private static final double WORST = 0.04;

    private static final Pattern FRAMES = Pattern.compile("-frames:v (\\d+)");

    @RegisterExtension
    final LeakExtension leaks = new LeakExtension();

    /**
     * One command.
     *
     * @param seconds how long its longest output is, or {@link #UNKNOWN} when no fraction may be told
     * @param arguments apart by blanks; every input is read no faster than eight times its time
     */
    private record Case(String name, double seconds, String arguments) {

        StreamSpec spec() {
            List<String> all = new ArrayList<>(List.of("-y", "-stats_period", "0.02"));
            for (String each : arguments.split(" ", -1)) {
                if (each.equals("-i")) {
                    all.addAll(List.of("-readrate", "8"));
                }
                all.add(each);
            }
            return StreamSpec.ofArguments(all);
        }

        /** Of a command that ends with its frames the frames are the truth: the time lags behind, encoders look ahead. */
        private double share(Progress block, double length) {
            Matcher frames = FRAMES.matcher(arguments);
            return frames.find()
                    ? block.frame().orElse(0) / Double.parseDouble(frames.group(1))
                    : ProgressFractionIT.seconds(block.outTime().orElseThrow()) / length;
        }

        /** How far the fractions were from the time the output had reached, of all blocks but the last. */
        double worst(List<Progress> blocks, double length) {
            double worst = 0;
            for (Progress block : blocks) {
                if (block.fraction().isPresent() && block.outTime().isPresent() && !block.last()) {
                    double truth = share(block, length);
                    worst = Math.max(worst, Math.abs(block.fraction().getAsDouble() - Math.min(1, truth)));
                }
            }
            return worst;
        }
    }

    private static final String X264 = " -c:v libx264 -preset ultrafast ";

    private static final List<Case> CASES = List.of(
            new Case("encode", 10, "-i av.mkv" + X264 + "encode.mp4"),
            new Case("stream copy", 10, "-i av.mkv -c copy copy.mp4"),
            new Case("audio only", 10, "-i av.mkv -vn audio.wav"),
            new Case("null muxer", 10, "-i av.mkv -f null -"),
            new Case("input -ss", 6, "-ss 4 -i av.mkv" + X264 + "ss.mp4"),
            new Case("input -ss -t", 3, "-ss 4 -t 3 -i av.mkv" + X264 + "sst.mp4"),
            new Case("input -ss -to", 5, "-ss 00:00:02 -to 7 -i av.mkv" + X264 + "ssto.mp4"),
            new Case("input -sseof", 4, "-sseof -4 -i av.mkv" + X264 + "sseof.mp4"),
            new Case("input -t longer than the file", 10, "-t 100 -i av.mkv" + X264 + "long.mp4"),
            new Case("output -ss", 7, "-i av.mkv -ss 3" + X264 + "oss.mp4"),
            new Case("output -t", 4, "-i av.mkv -t 4" + X264 + "ot.mp4"),
            new Case("output -ss -to", 5, "-i av.mkv -ss 3 -to 8" + X264 + "osto.mp4"),
            new Case("input -ss and output -t, copied", 4, "-ss 2 -i av.mkv -t 4 -c copy cut.mkv"),
            new Case("trim and setpts", 4, "-i v.mp4 -vf trim=2:6,setpts=PTS-STARTPTS" + X264 + "trim.mp4"),
            new Case("trim alone", 6, "-i v.mp4 -vf trim=start=2:end=6" + X264 + "trimonly.mp4"),
            new Case("trim by frames", 4, "-i v.mp4 -vf trim=end_frame=100" + X264 + "trimframes.mp4"),
            new Case("twice as fast", 5, "-i v.mp4 -vf setpts=0.5*PTS" + X264 + "fast.mp4"),
            new Case("half as fast", 20, "-i v.mp4 -vf setpts=2*(PTS-STARTPTS)" + X264 + "slow.mp4"),
            new Case("setpts by frame numbers", 5, "-i v.mp4 -vf setpts=N/50/TB -r 50" + X264 + "numbered.mp4"),
            new Case("atempo", 4, "-i s.wav -af atempo=2.5 tempo.wav"),
            new Case(
                    "faster in a graph",
                    5,
                    "-i av.mkv -filter_complex [0:v]setpts=PTS/2[v];[0:a]atempo=2[a]" + " -map [v] -map [a]" + X264
                            + "both.mp4"),
            new Case("-stream_loop", 30, "-stream_loop 2 -i v.mp4" + X264 + "looped.mp4"),
            new Case("-stream_loop for ever, cut", 14, "-stream_loop -1 -i v.mp4 -t 14" + X264 + "loopcut.mp4"),
            new Case("loop filter", 12, "-i v.mp4 -vf loop=2:25:0" + X264 + "loopfilter.mp4"),
            new Case(
                    "concat filter",
                    14,
                    "-i av.mkv -i short.mkv -filter_complex"
                            + " [0:v][0:a][1:v][1:a]concat=n=2:v=1:a=1[v][a] -map [v] -map [a]" + X264 + "concat.mp4"),
            new Case(
                    "trimmed parts joined",
                    5,
                    "-i v.mp4 -filter_complex [0:v]split[a][b];[a]trim=0:2[x];"
                            + "[b]trim=5:8,setpts=PTS-STARTPTS[y];[x][y]concat[v] -map [v]" + X264 + "parts.mp4"),
            new Case("-frames", 4, "-i v.mp4 -frames:v 100" + X264 + "frames.mp4"),
            new Case("-frames of an endless source", 5, "-f lavfi -i testsrc -frames:v 125" + X264 + "frames2.mp4"),
            new Case("-shortest", 4, "-i v.mp4 -i short.wav -shortest -map 0:v -map 1:a" + X264 + "shortest.mp4"),
            new Case(
                    "-shortest with a looped image",
                    4,
                    "-loop 1 -i one.png -i short.wav -shortest" + X264 + "-tune stillimage still.mp4"),
            new Case("image sequence in", 4, "-framerate 25 -i img%03d.png" + X264 + "images.mp4"),
            new Case("image sequence, -r", 10, "-r 10 -i img%03d.png" + X264 + "images10.mp4"),
            new Case("image sequence out", 10, "-i v.mp4 -vf fps=2 out%03d.png"),
            new Case("looped image, -t", 6, "-loop 1 -i one.png -t 6" + X264 + "image.mp4"),
            new Case("lavfi with a duration", 6, "-f lavfi -i testsrc=d=6" + X264 + "lavfi.mp4"),
            new Case("lavfi cut by -t", 6, "-f lavfi -i testsrc -t 6" + X264 + "lavfit.mp4"),
            new Case("two lavfi", 7, "-f lavfi -i testsrc=duration=7 -f lavfi -i sine=d=5" + X264 + "lavfi2.mp4"),
            new Case(
                    "overlay of a picture",
                    10,
                    "-i av.mkv -i one.png -filter_complex [0:v][1:v]overlay[v]" + " -map [v] -map 0:a" + X264
                            + "logo.mp4"),
            new Case(
                    "overlay of a longer video",
                    10,
                    "-i short.mkv -i v.mp4 -filter_complex" + " [0:v][1:v]overlay[v] -map [v]" + X264 + "longer.mp4"),
            new Case(
                    "overlay, shortest",
                    4,
                    "-i short.mkv -i v.mp4 -filter_complex" + " [0:v][1:v]overlay=shortest=1[v] -map [v]" + X264
                            + "shorter.mp4"),
            new Case(
                    "hstack",
                    10,
                    "-i short.mkv -i v.mp4 -filter_complex [0:v][1:v]hstack[v] -map [v]" + X264 + "stack.mp4"),
            new Case(
                    "xfade",
                    13,
                    "-i v.mp4 -i short.mkv -filter_complex [0:v]settb=AVTB[x];[1:v]settb=AVTB[y];[x][y]xfade=duration=1:offset=9[v]"
                            + " -map [v]" + X264 + "xfade.mp4"),
            new Case("acrossfade", 13, "-i s.wav -i short.wav -filter_complex [0:a][1:a]acrossfade=d=1 faded.wav"),
            new Case("amix", 10, "-i s.wav -i short.wav -filter_complex amix=inputs=2 mixed.wav"),
            new Case("tpad", 13, "-i v.mp4 -vf tpad=start_duration=1:stop_duration=2" + X264 + "tpad.mp4"),
            new Case(
                    "apad with -shortest",
                    10,
                    "-i v.mp4 -i short.wav -filter_complex [1:a]apad[a] -map 0:v -map [a]" + " -shortest" + X264
                            + "apad.mp4"),
            new Case("apad to a length", 6, "-i short.wav -af apad=whole_dur=6 padded.wav"),
            new Case("adelay", 5.5, "-i short.wav -af adelay=1500:all=1 delayed.wav"),
            new Case("several outputs", 10, "-i av.mkv -t 3" + X264 + "one.mp4 -vn two.wav"),
            new Case(
                    "outputs from one graph",
                    10,
                    "-i av.mkv -filter_complex [0:v]split[a][b] -map [a]" + X264 + "-t 4 p.mp4 -map [b]" + X264
                            + "q.mp4"),
            new Case("HLS", 10, "-i av.mkv" + X264 + "-f hls -hls_time 2 list.m3u8"),
            new Case("itsoffset", 12, "-itsoffset 2 -i v.mp4" + X264 + "offset.mp4"),
            new Case("TS that begins at 1.4 s", 4, "-i short.ts" + X264 + "fromts.mp4"),
            new Case("-itsscale cut by -t", 3, "-itsscale 2 -t 3 -i v.mp4" + X264 + "scaled.mp4"),
            new Case("samples counted", 10, "-i av.mkv -vn -af asetpts=N/SR/TB samples.wav"),
            new Case("echo", 12, "-i s.wav -af aecho=0.8:0.9:2000:0.5 echo.wav"),
            new Case("nothing to loop", 10, "-i v.mp4 -vf loop=-1 -t 20" + X264 + "unlooped.mp4"),
            new Case(
                    "one after the other",
                    14,
                    "-i s.wav -i short.wav -filter_complex" + " [0:a][1:a]acrossfade=d=1:o=0 apart.wav"),
            new Case("open pads", 10, "-i av.mkv -i one.png -filter_complex overlay" + X264 + "open.mp4"),
            new Case(
                    "two sizes",
                    10,
                    "-i v.mp4 -map 0:v -map 0:v -filter:v:0 scale=64:48 -filter:v:1 scale=32:24" + X264 + "sizes.mkv"),
            new Case("a filter for one stream", UNKNOWN, "-i v.mp4 -filter:0 setpts=2*PTS" + X264 + "one.mkv"),
            new Case(
                    "half open",
                    UNKNOWN,
                    "-i short.mkv -i v.mp4 -filter_complex [0:v]concat=n=2" + X264 + "halfopen.mp4"),
            new Case("a seek, then loops", UNKNOWN, "-stream_loop 2 -ss 4 -i v.mp4" + X264 + "seekloop.mp4"),
            new Case("a seek before the start", UNKNOWN, "-ss -3 -i v.mp4" + X264 + "before.mp4"),
            new Case("joined TS", UNKNOWN, "-i concat:short.ts|short.ts" + X264 + "joined.mp4"),
            new Case("Matroska that begins at 5 s", UNKNOWN, "-i late.mkv" + X264 + "late.mp4"),
            new Case("a duration by its place", UNKNOWN, "-f lavfi -i testsrc=160x120:25:5 -t 20" + X264 + "place.mp4"),
            new Case("times changed behind the encoder", UNKNOWN, "-i v.mp4 -bsf:v setts=ts=TS*2 -c copy setts.mp4"),
            new Case("frames of any stream", UNKNOWN, "-i s.wav -frames 50 some.wav"),
            new Case("select", UNKNOWN, "-i v.mp4 -vf select=gt(t\\,3)" + X264 + "selected.mp4"),
            new Case("a duration that FFmpeg guesses", UNKNOWN, "-i adts.aac guessed.wav"),
            new Case("-copyts", UNKNOWN, "-copyts -ss 2 -i v.mp4" + X264 + "copyts.mp4"),
            new Case("no announcement", UNKNOWN, "-loglevel error -i v.mp4" + X264 + "quiet.mp4"));

    @EachFFmpeg
    @Tag("long")
    void isNearTheTruthAndNeverGoesBack(Installation installation) throws Exception {
        Workbench bench = new Workbench(installation, leaks);
        make(bench);
        List<String> table = new ArrayList<>();
        List<String> faults = new ArrayList<>();
        double worst = 0;
        try (FFmpegPool pool = bench.ffmpeg().pool(6)) {
            List<List<Progress>> blocks = new ArrayList<>();
            List<FFmpegTask> tasks = new ArrayList<>();
            for (Case each : CASES) {
                List<Progress> seen = Collections.synchronizedList(new ArrayList<>());
                FFmpegTask task = pool.enqueue(FFmpegJob.of(each.spec())
                        .name(each.name())
                        .directory(bench.file("."))
                        .timeout(Duration.ofSeconds(60)));
                task.on(Progress.class, seen::add);
                tasks.add(task);
                blocks.add(seen);
            }
            for (int i = 0; i < CASES.size(); i++) {
                Case each = CASES.get(i);
                FFmpegResult result = tasks.get(i)
                        .result()
                        .exceptionally(failure -> {
                            faults.add(each.name() + ": " + failure);
                            return null;
                        })
                        .get(100, TimeUnit.SECONDS);
                if (result == null) {
                    continue;
                }
                List<Progress> seen = awaitLast(blocks.get(i));
                double truth = truth(bench, each, seen);
                double error = each.worst(seen, truth);
                worst = Math.max(worst, error);
                table.add(String.format(
                        Locale.ROOT,
                        "%-34s true %5.1f s, written %6.2f s, %3d blocks, %3d with a fraction, worst error %.4f",
                        each.name(),
                        each.seconds(),
                        truth,
                        seen.size(),
                        known(seen),
                        error));
                faults.addAll(faults(each, result, seen, truth, error));
            }
        }
        System.out.println("Fractions, " + installation + ", worst error " + worst);
        table.forEach(System.out::println);
        assertThat(faults).isEmpty();
    }

    private static List<String> faults(
            Case each, FFmpegResult result, List<Progress> seen, double truth, double error) {
        List<String> faults = new ArrayList<>();
        if (!(result.outcome() instanceof Outcome.Completed)) {
            faults.add(each.name() + ": " + result.outcome());
        }
        double before = 0;
        int ones = 0;
        for (Progress block : seen) {
            double fraction = block.fraction().orElse(before);
            ones += fraction >= 1 ? 1 : 0;
            if (fraction < before || fraction > 1) {
                faults.add(each.name() + ": " + fraction + " after " + before);
            }
            before = fraction;
        }
        if (ones != 1 || seen.get(seen.size() - 1).fraction().orElse(0) != 1) {
            faults.add(each.name() + ": " + ones + " times 1");
        }
        boolean known = !Double.isNaN(each.seconds());
        long told = known(seen);
        if (!known && told > 1) {
            faults.add(each.name() + ": a fraction was told, and nobody can know it");
        }
        if (known && told < Math.min(3, seen.size())) {
            faults.add(each.name() + ": " + told + " of " + seen.size() + " blocks have a fraction");
        }
        if (known) {
            // FFmpeg's own inaccuracy: -shortest with a looped picture (8.0.1 writes 4.48 s for 4), and the loop filter
            // of 5.1, which leaves a gap of one round.
            double inexact =
                    each.arguments().contains("-shortest") ? 0.6 : each.name().startsWith("loop") ? 1.1 : 0;
            if (error > WORST + inexact / each.seconds()) {
                faults.add(each.name() + ": an error of " + error);
            }
            if (Math.abs(truth - each.seconds()) > 0.25 + inexact) {
                faults.add(each.name() + ": the output became " + truth + " s long");
            }
        }
        return faults;
    }

    /** How long the longest output is: what FFmpeg reported at last, or what ffprobe says. */
    private static double truth(Workbench bench, Case each, List<Progress> seen) throws Exception {
        double longest = 0;
        for (Progress block : seen) {
            longest = Math.max(
                    longest, block.outTime().map(ProgressFractionIT::seconds).orElse(0.0));
        }
        for (String name : each.arguments().split(" ", -1)) {
            Path file = bench.file(name);
            boolean written =
                    name.matches("\\w+\\.(mp4|wav|mkv)") && !each.arguments().contains("-i " + name);
            // A copy that begins before a key frame holds more than it was asked for.
            if (written && !each.arguments().contains("-c copy") && Files.exists(file)) {
                for (String line : bench.probe(file, "format=duration")) {
                    longest = Math.max(longest, Double.parseDouble(line.substring(line.indexOf('=') + 1)));
                }
            }
        }
        return longest;
    }

    @EachFFmpeg
    void countsBytesWhereTheyAreLimited(Installation installation) throws Exception {
        Workbench bench = new Workbench(installation, leaks);
        List<Progress> seen = Collections.synchronizedList(new ArrayList<>());
        FFmpegProcess process = bench.ffmpeg()
                .start(FFmpegJob.of(new Case(
                                        "",
                                        UNKNOWN,
                                        "-f lavfi -i testsrc=s=320x240 -fs 20000000 -c:v rawvideo"
                                                + " -f rawvideo limited.yuv")
                                .spec())
                        .directory(bench.file(".")));
        process.onProgress(seen::add);
        process.result().get(60, TimeUnit.SECONDS);
        awaitLast(seen);
        assertThat(process.outputSizes().get(0).orElseThrow()).isBetween(20_000_000L, 22_000_000L);
        for (Progress block : seen.subList(0, seen.size() - 1)) {
            if (block.totalSize().isPresent() && block.fraction().isPresent()) {
                assertThat(block.fraction().getAsDouble())
                        .isCloseTo(block.totalSize().getAsLong() / 20_000_000.0, within(0.02));
            }
        }
        assertThat(known(seen)).isGreaterThan(3);
    }

    @EachFFmpeg
    @Tag("long")
    void twoPassesAreOneWhole(Installation installation) throws Exception {
        Workbench bench = new Workbench(installation, leaks);
        make(bench);
        List<Progress> seen = Collections.synchronizedList(new ArrayList<>());
        String pass = "-i v.mp4 -c:v libx264 -preset ultrafast -b:v 200k -pass ";
        for (int i = 1; i <= 2; i++) {
            String arguments = pass + i + (i == 1 ? " -f null -" : " twopass.mp4");
            FFmpegProcess process = bench.ffmpeg()
                    .start(FFmpegJob.of(new Case("", 10, arguments).spec())
                            .directory(bench.file("."))
                            .pass(i, 2));
            process.onProgress(seen::add);
            process.result().get(60, TimeUnit.SECONDS);
            awaitLast(seen);
            assertThat(seen.get(seen.size() - 1).fraction()).hasValue(i / 2.0);
        }
        List<Double> fractions = seen.stream()
                .flatMap(block -> block.fraction().stream().boxed())
                .toList();
        assertThat(fractions).isSorted().hasSizeGreaterThan(10).endsWith(1.0);
        assertThat(fractions.stream().filter(fraction -> fraction == 1)).hasSize(1);
        assertThat(seen.get(seen.size() - 1).timeLeft()).contains(Duration.ZERO);
    }

    private static long known(List<Progress> seen) {
        return seen.stream().filter(block -> block.fraction().isPresent()).count();
    }

    private static List<Progress> awaitLast(List<Progress> seen) {
        org.awaitility.Awaitility.await().until(() -> {
            synchronized (seen) {
                return !seen.isEmpty() && seen.get(seen.size() - 1).last();
            }
        });
        return seen;
    }

    private static double seconds(Duration time) {
        return time.toNanos() / 1e9;
    }

    private static void make(Workbench bench) {
        String video = "-f lavfi -i testsrc=s=160x120:r=25:d=";
        String sound = " -f lavfi -i sine=d=";
        String small = " -c:v libx264 -preset ultrafast -pix_fmt yuv420p -g 25 ";
        for (String each : List.of(
                video + "10" + sound + "10" + small + "av.mkv",
                video + "4" + sound + "4" + small + "short.mkv",
                video + "4" + sound + "4" + small + "short.ts",
                video + "10" + small + "v.mp4",
                video + "4" + small + "-output_ts_offset 5 late.mkv",
                video + "4 img%03d.png",
                video + "1 -frames:v 1 one.png",
                "-f lavfi -i sine=d=10 s.wav",
                "-f lavfi -i sine=d=4 short.wav",
                "-f lavfi -i sine=d=10 adts.aac")) {
            bench.ffmpeg()
                    .run(FFmpegJob.of(StreamSpec.ofArguments(List.of(each.split(" ", -1))))
                            .directory(bench.file(".")));
        }
    }
}
