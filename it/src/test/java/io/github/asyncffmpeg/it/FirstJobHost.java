package io.github.asyncffmpeg.it;

import io.github.asyncffmpeg.FFmpeg;
import io.github.asyncffmpeg.graph.StreamSpec;
import io.github.asyncffmpeg.run.FFmpegJob;
import java.nio.file.Path;

/** A program that runs one small job, in one of the ways there are, and nothing else: no lambda of its own. */
final class FirstJobHost {

    private FirstJobHost() {}

    /**
     * Runs the job.
     *
     * @param arguments the way; the ffmpeg to run; the file to write
     */
    public static void main(String[] arguments) {
        FFmpeg.Builder builder = FFmpeg.builder().watchdog(true);
        if (!arguments[0].equals("bundled")) {
            builder.executable(Path.of(arguments[1]));
        }
        FFmpeg ffmpeg = builder.build();
        switch (arguments[0]) {
            case "run", "bundled" -> ffmpeg.run(byHand());
            case "graph" -> ffmpeg.run(byGraph(arguments[2]));
            case "execute" -> ffmpeg.execute(FFmpegJob.of(byHand())).join();
            case "start" -> ffmpeg.start(byHand()).result().join();
            case "pool" -> ffmpeg.pool(1).submit(byHand()).join();
            default -> throw new IllegalArgumentException(arguments[0]);
        }
        System.out.println("done");
    }

    /** It reports once, at its end: what FFmpeg announces is read for the second report. */
    private static StreamSpec byHand() {
        return StreamSpec.ofArguments(
                "-stats_period", "1000", "-f", "lavfi", "-i", "testsrc=d=0.04", "-f", "null", "-");
    }

    private static StreamSpec byGraph(String file) {
        return FFmpeg.input("testsrc=d=0.04")
                .format("lavfi")
                .filter("scale", 64, -2)
                .output(Path.of(file))
                .option("frames:v", 1)
                .overwrite()
                .globalArguments("-stats_period", "1000");
    }
}
