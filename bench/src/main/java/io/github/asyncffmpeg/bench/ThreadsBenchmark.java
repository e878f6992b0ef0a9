package io.github.asyncffmpeg.bench;

import io.github.asyncffmpeg.FFmpeg;
import io.github.asyncffmpeg.graph.StreamSpec;
import io.github.asyncffmpeg.run.FFmpegProcess;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What many running jobs hold of the JVM: threads, memory, CPU. Each contender runs in a fresh JVM. */
final class ThreadsBenchmark implements Benchmark {

    static final String GRAPH = "testsrc=s=16x16:r=1";

    /** Seconds between two reports of progress, the same for all. */
    static final String PERIOD = "1";

    private static final List<String> CONTENDERS =
            List.of("ours", "ours.listening", "ours.pooled", "bare", "readers", "jaffree", "cli-wrapper");

    @Override
    public String name() {
        return "threads";
    }

    @Override
    public String sentence() {
        return "100, 300 and 1,000 running real-time jobs: threads, memory and CPU of the JVM beside the JDK's floor, "
                + "Jaffree and ffmpeg-cli-wrapper; and none is left.";
    }

    /** One frame a second: 3 MB of memory and ten threads of its own in FFmpeg 8.0, and hardly any CPU time. */
    static StreamSpec slowJob() {
        return StreamSpec.ofArguments("-stats_period", PERIOD, "-re", "-f", "lavfi", "-i", GRAPH, "-f", "null", "-");
    }

    @Override
    public void run(Settings settings, Report report) throws Exception {
        List<Integer> amounts =
                settings.amount().isPresent() ? List.of(settings.amount().getAsInt()) : List.of(100, 300, 1_000);
        int rounds = settings.rounds().orElse(3);
        int seconds = settings.seconds().orElse(10);
        FFmpeg ffmpeg = settings.library();
        List<String> line;
        try (FFmpegProcess once = ffmpeg.start(slowJob())) {
            line = once.command();
        }
        BareProcess bare = new BareProcess(line, ffmpeg.binary()::prepare);
        report.say("command    " + String.join(" ", line));
        report.say(
                rounds + " rounds of " + amounts + " jobs, watched for " + seconds + " s. ours.listening has a progress"
                        + " listener on each job, ours.pooled\na pool with room for all; bare is onExit() with output to the null"
                        + " device, readers is two reading threads a process;\njaffree and cli-wrapper have a progress listener on"
                        + " each job. The same JVM flags for all: "
                        + (ChildJvm.options().isEmpty() ? "none" : String.join(" ", ChildJvm.options())));
        for (int jobs : amounts) {
            List<Contender> contenders = new ArrayList<>();
            for (String name : CONTENDERS) {
                List<String> arguments =
                        new ArrayList<>(List.of(name, Integer.toString(jobs), Integer.toString(seconds)));
                if (!name.startsWith("ours")) {
                    arguments.addAll(line);
                } else if (settings.ffmpeg() != null) {
                    arguments.addAll(List.of("--ffmpeg", settings.ffmpeg().toString()));
                }
                Map<String, String> environment = name.startsWith("ours") ? Map.of() : bare.environment();
                contenders.add(new Contender(name, () -> ChildJvm.run(ThreadsHost.class, arguments, environment)));
            }
            report.tables("jobs" + jobs, Samples.cold(contenders, rounds), "bare");
        }
    }
}
