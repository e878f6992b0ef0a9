package io.github.asyncffmpeg.it.chaos;

import io.github.asyncffmpeg.testkit.Behaviour;
import io.github.asyncffmpeg.testkit.StandInFFmpeg;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** The program in the place of FFmpeg, where FFmpeg itself cannot be made to misbehave so. */
final class HostedStandIn {

    /** How long the child of the stand-in outlives it, with the stand-in's pipes in its hands. */
    static final Duration HOLD = Duration.ofSeconds(4);

    private HostedStandIn() {}

    static Path install(Ending ending, Path folder) throws IOException {
        return ending == Ending.LOG_FLOOD
                ? StandInFFmpeg.install(folder, Behaviour.floodsStderr())
                : StandInFFmpeg.install(folder, Behaviour.leavesGrandchild(HOLD));
    }
}
