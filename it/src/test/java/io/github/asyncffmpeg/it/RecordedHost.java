package io.github.asyncffmpeg.it;

import io.github.asyncffmpeg.FFmpeg;
import io.github.asyncffmpeg.graph.StreamSpec;
import java.nio.file.Path;

/** A program that runs the given ffmpeg once, on a JVM that may lack the flight recorder. */
final class RecordedHost {

    private RecordedHost() {}

    /** Argument: the ffmpeg to run. */
    public static void main(String[] arguments) {
        System.out.println(
                "recorder " + ModuleLayer.boot().findModule("jdk.jfr").isPresent());
        System.out.println(FFmpeg.builder()
                .executable(Path.of(arguments[0]))
                .build()
                .run(StreamSpec.ofArguments("-f", "lavfi", "-i", "sine=d=1", "-f", "null", "-"))
                .outcome());
    }
}
