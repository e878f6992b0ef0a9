package io.github.asyncffmpeg.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.asyncffmpeg.binary.FFmpegBinary;
import io.github.asyncffmpeg.graph.StreamSpec;
import io.github.asyncffmpeg.internal.locate.FFmpegEnvironment;
import io.github.asyncffmpeg.internal.locate.LocatedBinary;
import io.github.asyncffmpeg.media.FFmpegVersion;
import io.github.asyncffmpeg.run.FFmpegJob;
import io.github.asyncffmpeg.run.PartialOutput;
import io.github.asyncffmpeg.run.ResourceLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is known of a run before there is a process. */
class LaunchPlanTest {

    @TempDir
    Path folder;

    private LaunchPlan plan(FFmpegJob job) {
        FFmpegBinary binary = new LocatedBinary(
                Path.of("ffmpeg"), Optional.empty(), FFmpegVersion.parse("8.0"), "a test", FFmpegEnvironment.UNCHANGED);
        return new LaunchPlan(job, new RunSettings(() -> binary, Duration.ofSeconds(8), Map.of(), false, null));
    }

    private FFmpegJob job(String... arguments) {
        return FFmpegJob.of(StreamSpec.ofArguments(List.of(arguments))).directory(folder);
    }

    @Test
    void makesNothingAndTakesNothing() throws IOException {
        FFmpegJob job =
                job("-i", "x", "out.mp4").partialOutput(PartialOutput.KEEP).captureStdout(100);
        LaunchPlan plan = plan(job);
        assertThat(plan.line().transport()).isEqualTo(CommandLine.Transport.SOCKET);
        assertThat(plan.reports().orElseThrow().getParent()).doesNotExist();
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).isEmpty();
        }
        LaunchPlan other = plan(job);
        try {
            assertThat(other.staged().claim()).isTrue();
            assertThat(plan.staged().claim()).isFalse();
        } finally {
            other.staged().release();
            plan.staged().release();
        }
    }

    @Test
    void tellsFFmpegAllThatTheRunChangesAndKeepsTheWordsOfTheSpec() {
        LaunchPlan plan = plan(job("-i", "x", "out.mp4")
                .partialOutput(PartialOutput.KEEP)
                .limits(ResourceLimits.none().threads(2).maxOutputSize(99)));
        assertThat(plan.named().outputs()).extracting(Object::toString).containsExactly("out.mp4");
        String temporary = plan.told().outputs().get(0).argument();
        assertThat(temporary).startsWith("out.partial-");
        assertThat(plan.told().arguments())
                .containsExactly(
                        "-filter_threads",
                        "2",
                        "-filter_complex_threads",
                        "2",
                        "-threads",
                        "2",
                        "-i",
                        "x",
                        "-threads",
                        "2",
                        "-fs",
                        "100",
                        temporary);
        assertThat(plan.line().words()).endsWith("-fs", "100", temporary);
    }

    @Test
    void hasALineForAMachineWithoutSockets() {
        CommandLine line = plan(job("-i", "x", "-f", "matroska", "pipe:1")).lineWithoutSocket();
        assertThat(line.transport()).isEqualTo(CommandLine.Transport.STDERR);
        assertThat(line.words()).containsSequence("-progress", "pipe:2");
    }
}
