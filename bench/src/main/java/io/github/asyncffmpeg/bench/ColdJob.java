package io.github.asyncffmpeg.bench;

import io.github.asyncffmpeg.FFmpeg;
import java.nio.file.Path;
import java.util.List;

/** The first job of a fresh JVM, from the beginning of {@code main} to the end of the job. */
final class ColdJob {

    private ColdJob() {}

    /**
     * Runs the job.
     *
     * @param arguments {@code ours} and options as those of {@code bench/run}, or another contender and the command
     *     line
     * @throws Exception if the job fails
     */
    public static void main(String[] arguments) throws Exception {
        long begun = System.nanoTime();
        List<String> rest = List.of(arguments).subList(1, arguments.length);
        double lookup = Double.NaN;
        switch (arguments[0]) {
            case "ours" -> {
                FFmpeg ffmpeg = Settings.of(rest).library();
                ffmpeg.binary();
                lookup = (System.nanoTime() - begun) / 1e6;
                ffmpeg.run(OverheadBenchmark.tinyJob());
            }
            case "bare" -> new BareProcess(rest, environment -> {}).read();
            case "discard" -> new BareProcess(rest, environment -> {}).discard();
            case "cli-wrapper" -> PeerJobs.tinyByWrapper(PeerJobs.wrapper(Path.of(rest.get(0))));
            case "jaffree" -> PeerJobs.tinyByJaffree(Path.of(rest.get(0)));
            default -> throw new IllegalArgumentException(arguments[0]);
        }
        ChildJvm.tell("wall_ms", (System.nanoTime() - begun) / 1e6);
        if (!Double.isNaN(lookup)) {
            ChildJvm.tell("lookup_ms", lookup);
        }
        ChildJvm.tell("jvm_cpu_ms", Machine.cpuMillis());
    }
}
