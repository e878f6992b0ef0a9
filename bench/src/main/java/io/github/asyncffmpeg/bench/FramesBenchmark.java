package io.github.asyncffmpeg.bench;

import io.github.asyncffmpeg.FFmpeg;
import io.github.asyncffmpeg.binary.FFmpegBinary;
import io.github.asyncffmpeg.internal.process.Starter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** How fast raw pictures come out of FFmpeg into Java, and go in. Each contender that is a JVM is a fresh one. */
final class FramesBenchmark implements Benchmark {

    private static final String SPEED = "mb_per_s";

    private static final List<String> READING = List.of(
            "bare.stdout",
            "bare.wide",
            "bare.tcp",
            "bare.unix",
            "ours.bytes",
            "ours.stream",
            "ours.frames",
            "ours.bytes.unwatched",
            "ours.frames.unwatched",
            "jaffree.pipe",
            "jaffree.frames",
            "cli-wrapper.nut");

    private static final List<String> WRITING = List.of(
            "bare.stdin",
            "bare.tcp",
            "bare.unix",
            "ours.bytes",
            "ours.stream",
            "ours.frames",
            "ours.bytes.unwatched",
            "ours.frames.unwatched",
            "jaffree.pipe",
            "jaffree.frames");

    /** Jaffree writes a tenth as fast as all others: it gets fewer pictures, and all are done sooner. */
    private static final int FEWER = 6;

    @Override
    public String name() {
        return "frames";
    }

    @Override
    public String sentence() {
        return "raw pictures from FFmpeg to Java and back: speed, CPU and memory of the JVM beside a shell's pipe, bare"
                + " ways, Jaffree and ffmpeg-cli-wrapper.";
    }

    @Override
    public void run(Settings settings, Report report) throws Exception {
        int count = settings.amount().orElse(600);
        int rounds = settings.rounds().orElse(10);
        FFmpeg ffmpeg = settings.library();
        boolean wide = !Starter.widening().isEmpty();
        report.say(rounds + " rounds of " + count + " pictures; FFmpeg copies them from /dev/zero or to nowhere. The"
                + " ceiling is a shell's pipe without a JVM.\nbare is ProcessBuilder with one buffer of a picture; of its"
                + " standard output, by a pipe of 1 MiB (wide), by sockets.\nunwatched is without the watchdog, so that FFmpeg is in the session"
                + " of the JVM, and the two share one group of the kernel's scheduler.\njaffree.frames gets and gives bgr24, its own"
                + " format, of the same size, and writes a " + FEWER + "th of the pictures;\nthe pictures that"
                + " cli-wrapper.nut has read are counted: only it can see into them. MB are 10^6 bytes."
                + (wide ? "" : "\nThere is no program for this machine that makes a pipe wide."));
        for (Pictures pictures :
                List.of(new Pictures(1280, 720, "rgb24", count), new Pictures(1920, 1080, "yuv420p", count))) {
            measure("read", pictures, settings, ffmpeg.binary(), rounds, report);
            measure("write", pictures, settings, ffmpeg.binary(), rounds, report);
        }
    }

    private static void measure(
            String direction, Pictures pictures, Settings settings, FFmpegBinary binary, int rounds, Report report)
            throws Exception {
        boolean reading = direction.equals("read");
        List<Contender> all = new ArrayList<>();
        all.add(new Contender("ceiling", () -> ceiling(reading, pictures, binary)));
        for (String name : reading ? READING : WRITING) {
            if (!name.equals("bare.wide") || !Starter.widening().isEmpty()) {
                all.add(contender(direction, name, pictures, settings, binary));
            }
        }
        Samples samples = Samples.cold(all, rounds);
        String best = samples.contenders().stream()
                .filter(each -> each.startsWith("bare."))
                .max(Comparator.comparingDouble(each -> Samples.median(samples.of(each, SPEED))))
                .orElseThrow();
        String part = direction + "." + pictures.name();
        report.tables(part, samples, best);
        double frames = samples.pairwise("ours.frames", "jaffree.frames", "frames_per_s");
        report.figure(part + ".ours.frames.frames_per_s.to_jaffree.frames.pairwise", frames);
        report.say(part + ": ours.frames moves " + Math.round(frames * 100) / 100.0
                + " times as many frames a second as" + " jaffree.frames (pairwise)");
    }

    private static Map<String, Double> ceiling(boolean reading, Pictures pictures, FFmpegBinary binary)
            throws Exception {
        BareMedia bare = new BareMedia(binary.ffmpeg());
        BareProcess environment = new BareProcess(List.of(), binary::prepare);
        Cost cost = Cost.of(() -> {
            if (reading) {
                bare.shell(environment, "\"$@\" | cat >/dev/null", pictures.writing("rawvideo", "pipe:1"));
            } else {
                String script = "head -c " + pictures.allBytes() + " /dev/zero | \"$@\"";
                bare.shell(environment, script, pictures.reading("pipe:0"));
            }
        });
        return Map.of(
                SPEED,
                pictures.allBytes() / 1e3 / cost.wallMillis(),
                "frames_per_s",
                pictures.count() / cost.wallMillis() * 1000);
    }

    private static Contender contender(
            String direction, String name, Pictures pictures, Settings settings, FFmpegBinary binary) {
        boolean slow = direction.equals("write") && name.equals("jaffree.frames");
        Pictures some = slow ? pictures.times(Math.max(1, pictures.count() / FEWER)) : pictures;
        List<String> arguments = new ArrayList<>(List.of(direction + "." + name, some.text()));
        boolean ours = name.startsWith("ours");
        if (!ours) {
            arguments.add(binary.ffmpeg().toString());
            arguments.addAll(Starter.widening());
        } else if (settings.ffmpeg() != null) {
            arguments.addAll(List.of("--ffmpeg", settings.ffmpeg().toString()));
        }
        Map<String, String> environment = ours ? Map.of() : new BareProcess(List.of(), binary::prepare).environment();
        return new Contender(name, () -> ChildJvm.run(FramesHost.class, arguments, environment));
    }
}
