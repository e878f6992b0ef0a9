package io.github.asyncffmpeg.examples;

// region: readme-first
import io.github.asyncffmpeg.FFmpeg;
import io.github.asyncffmpeg.graph.Input;
import io.github.asyncffmpeg.graph.StreamSpec;
import io.github.asyncffmpeg.pool.FFmpegPool;
import io.github.asyncffmpeg.run.FFmpegResult;
import java.util.List;
import java.util.concurrent.CompletableFuture;

class First {

    public static void main(String[] arguments) {
        FFmpeg ffmpeg = FFmpeg.create();
        Input in = FFmpeg.input("input.mp4");
        StreamSpec copy = in.output("output1.mp4").codec("copy");
        StreamSpec scaled = in.filter("scale", 768, -2).output("output2.mp4", in.audio());

        try (FFmpegPool pool = ffmpeg.pool(3)) {
            for (CompletableFuture<FFmpegResult> job : List.of(pool.submit(copy), pool.submit(scaled))) {
                FFmpegResult result = job.join();
                long millis = result.elapsed().toMillis();
                System.out.println(result.outcome() + " after " + millis + " ms");
            }
        }
    }
}
// endregion
