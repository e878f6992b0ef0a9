package io.github.asyncffmpeg.bench;

import io.github.asyncffmpeg.FFmpeg;
import io.github.asyncffmpeg.graph.StreamSpec;
import io.github.asyncffmpeg.run.FFmpegProcess;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What many running jobs hold of the JVM: threads, memory, CPU. Each contender runs in a fresh JVM. */
final class ThreadsBenchmark implements Benchmark {

    @Override
    public String name() {
        return "threads";
    }

    @Override
    public String sentence() {
        return "100 running real-time jobs: threads, memory and CPU of the JVM beside the JDK's floor; and none is left.";
    }

    static StreamSpec slowJob() {
        return StreamSpec.ofArguments("-re", "-f", "lavfi", "-i", "testsrc=s=16x16:r=1", "-f", "null", "-");
    }

    @Override
    public void run(Settings settings, Report report) throws Exception {
        int jobs = settings.amount().orElse(100);
        int rounds = settings.rounds().orElse(3);
        int seconds = settings.seconds().orElse(10);
        FFmpeg ffmpeg = settings.library();
        List<String> line;
        try (FFmpegProcess once = ffmpeg.start(slowJob())) {
            line = once.command();
        }
        BareProcess bare = new BareProcess(line, ffmpeg.binary()::prepare);
        report.say("command    " + String.join(" ", line));
        report.say(rounds + " rounds of " + jobs + " jobs, watched for " + seconds + " s; ours.listening has a progress"
                + " listener on each job,\nbare is onExit() with output to the null device, readers is two reading threads"
                + " a process");
        List<Contender> contenders = new ArrayList<>();
        for (String name : List.of("ours", "ours.listening", "bare", "readers")) {
            List<String> arguments = new ArrayList<>(List.of(name, Integer.toString(jobs), Integer.toString(seconds)));
            if (!name.startsWith("ours")) {
                arguments.addAll(line);
            } else if (settings.ffmpeg() != null) {
                arguments.addAll(List.of("--ffmpeg", settings.ffmpeg().toString()));
            }
            Map<String, String> environment = name.startsWith("ours") ? Map.of() : bare.environment();
            contenders.add(new Contender(name, () -> ChildJvm.run(ThreadsHost.class, arguments, environment)));
        }
        report.tables("", Samples.cold(contenders, rounds), "bare");
    }
}
