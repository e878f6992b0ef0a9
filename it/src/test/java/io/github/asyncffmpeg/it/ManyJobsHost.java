package io.github.asyncffmpeg.it;

import io.github.asyncffmpeg.FFmpeg;
import io.github.asyncffmpeg.error.FFmpegStartException;
import io.github.asyncffmpeg.graph.StreamSpec;
import io.github.asyncffmpeg.run.FFmpegProcess;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A program that starts jobs until the system refuses, and then ends them. */
final class ManyJobsHost {

    private ManyJobsHost() {}

    /** Argument: the ffmpeg to run. */
    public static void main(String[] arguments) {
        FFmpeg ffmpeg = FFmpeg.builder().executable(Path.of(arguments[0])).build();
        StreamSpec endless = StreamSpec.ofArguments("-re", "-f", "lavfi", "-i", "testsrc=s=16x16", "-f", "null", "-");
        List<FFmpegProcess> running = new ArrayList<>();
        try {
            while (running.size() < 100) {
                running.add(ffmpeg.start(endless));
            }
        } catch (FFmpegStartException e) {
            System.out.println("refused " + e.getMessage());
        }
        System.out.println("some run " + !running.isEmpty());
        running.forEach(FFmpegProcess::quit);
        running.forEach(process -> process.result().join()); // every one of them Stopped
        long left = ProcessHandle.current()
                .children()
                .filter(child -> child.info().command().orElse("").endsWith("ffmpeg")) // not the watchdog
                .count();
        System.out.println("left " + left);
        System.out.println(ffmpeg.run(StreamSpec.ofArguments("-f", "lavfi", "-i", "sine=d=0.1", "-f", "null", "-"))
                .outcome());
    }
}
