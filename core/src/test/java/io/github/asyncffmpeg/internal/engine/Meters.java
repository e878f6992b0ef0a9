package io.github.asyncffmpeg.internal.engine;

import io.github.asyncffmpeg.graph.StreamSpec;
import io.github.asyncffmpeg.internal.compile.CompiledCommand;
import io.github.asyncffmpeg.internal.log.AnnouncedFiles;
import java.util.List;

/** Progress meters for tests. */
final class Meters {

    private Meters() {}

    /** Of a command of which nothing will ever be known. */
    static ProgressMeter none() {
        return of(System.nanoTime(), "-i", "in.mp4", "out.mp4");
    }

    /** A log with such a meter. */
    static RunLog log() {
        return new RunLog(
                event -> {}, none(), () -> {}, new AnnouncedFiles(List.of("in.mp4"), List.of("out.mp4"), true));
    }

    /** Of a command, with a clock that stands still. */
    static ProgressMeter of(long now, String... arguments) {
        return new ProgressMeter(
                CompiledCommand.of(StreamSpec.ofArguments(List.of(arguments))).lengths(), 1, 1, () -> now);
    }
}
