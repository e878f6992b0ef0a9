package io.github.asyncffmpeg.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.asyncffmpeg.graph.StreamSpec;
import io.github.asyncffmpeg.it.harness.Child;
import io.github.asyncffmpeg.it.harness.EachFFmpeg;
import io.github.asyncffmpeg.it.harness.FFmpegs.Installation;
import io.github.asyncffmpeg.it.harness.Jvm;
import io.github.asyncffmpeg.run.FFmpegJob;
import io.github.asyncffmpeg.run.PartialOutput;
import io.github.asyncffmpeg.testkit.LeakExtension;
import io.github.asyncffmpeg.testkit.Playable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the end of a JVM leaves, and what the next start of the same output makes of it. */
@Tag("media")
class OutputRecoveryIT {

    private static final int SIGKILL = 9;
    private static final int SIGTERM = 15;
    private static final String TEMPORARY = ".*\\.partial-[0-9a-z]{14}-[0-9a-z]+-[0-9a-z]+-[0-9a-z]+(\\.mp4)?";

    @RegisterExtension
    final LeakExtension leaks = new LeakExtension();

    private Child host(Installation installation, String seconds, String... output) throws Exception {
        List<String> arguments = new ArrayList<>(List.of(
                installation.name().equals("bundled")
                        ? ""
                        : installation.ffmpeg().toString(),
                folder().toString(),
                seconds));
        arguments.addAll(List.of(output));
        return Jvm.start(
                leaks.tempDirectory(), leaks.environment(), OutputHost.class, arguments.toArray(String[]::new));
    }

    private Path folder() throws IOException {
        return Files.createDirectories(leaks.tempDirectory().resolve("media"));
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder())) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private static boolean isAlive(long pid) {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent();
    }

    /** Kills a JVM in the middle of its work; its FFmpeg may go on. Its process id is the answer. */
    private long killedJvm(Installation installation, String... output) throws Exception {
        try (Child jvm = host(installation, "5", output)) {
            long ffmpeg = jvm.awaitNumber("ffmpeg");
            jvm.awaitNumber("working");
            jvm.signal(SIGKILL);
            jvm.exitCode();
            return ffmpeg;
        }
    }

    /** The next start of the same output, a tenth of a second long. */
    private void startAgain(Installation installation, PartialOutput policy, String... output) throws Exception {
        List<String> arguments =
                new ArrayList<>(List.of("-y", "-f", "lavfi", "-i", "testsrc=s=64x48", "-t", "0.1", "-c:v", "mpeg4"));
        arguments.addAll(List.of(output));
        installation
                .library(leaks.environment())
                .build()
                .run(FFmpegJob.of(StreamSpec.ofArguments(arguments))
                        .directory(folder())
                        .partialOutput(policy));
    }

    private static void awaitEnd(long ffmpeg) {
        await().atMost(Child.LIMIT).until(() -> !isAlive(ffmpeg));
    }

    @EachFFmpeg
    void whatAKilledJvmLeavesIsNotTouchedWhileItsFFmpegLives(Installation installation) throws Exception {
        long ffmpeg = killedJvm(installation, "-c:v", "mpeg4", "out.mp4");
        List<String> before = names();
        assertThat(before).hasSize(1).allMatch(name -> name.matches(TEMPORARY));
        startAgain(installation, PartialOutput.DELETE, "out.mp4");
        if (isAlive(ffmpeg)) {
            assertThat(names()).containsAll(before);
        }
        awaitEnd(ffmpeg);
    }

    @EachFFmpeg
    @Tag("long")
    void theNextStartGivesItAMarkedName(Installation installation) throws Exception {
        awaitEnd(killedJvm(installation, "-c:v", "mpeg4", "out.mp4"));
        assertThat(names()).hasSize(1).allMatch(name -> name.matches(TEMPORARY));
        startAgain(installation, PartialOutput.KEEP, "out.mp4");
        assertThat(names()).containsExactly("out.mp4", "out.partial.mp4");
        assertThat(Playable.check(
                                installation.ffmpeg(), installation.environment(), folder().resolve("out.partial.mp4"))
                        .frames())
                .isGreaterThanOrEqualTo(25);
        awaitEnd(killedJvm(installation, "-y", "-c:v", "mpeg4", "out.mp4"));
        startAgain(installation, PartialOutput.MARK, "out.mp4");
        assertThat(names()).containsExactly("out.mp4", "out.partial-2.mp4", "out.partial.mp4");
    }

    @EachFFmpeg
    void theNextStartDeletesItIfItsPolicySaysSo(Installation installation) throws Exception {
        awaitEnd(killedJvm(installation, "-c:v", "mpeg4", "out.mp4"));
        startAgain(installation, PartialOutput.DELETE, "out.mp4");
        assertThat(names()).containsExactly("out.mp4");
    }

    @EachFFmpeg
    @Tag("long")
    void aPlaylistOfAKilledJvmIsMarkedWithItsSegments(Installation installation) throws Exception {
        String[] output = {"-c:v", "mpeg2video", "-g", "5", "-hls_time", "0.2", "-hls_list_size", "0", "p.m3u8"};
        awaitEnd(killedJvm(installation, output));
        startAgain(installation, PartialOutput.KEEP, output);
        assertThat(names()).containsExactly("p.m3u8", "p.m3u8.partial", "p0.ts");
        Playable.check(installation.ffmpeg(), installation.environment(), folder().resolve("p.m3u8.partial/p.m3u8"));
    }

    @EachFFmpeg
    void theEndOfTheJvmWaitsForTheFinalName(Installation installation) throws Exception {
        try (Child jvm = host(
                installation,
                "600",
                "-c:v",
                "mpeg4",
                "out.mp4",
                "-map",
                "0",
                "-c:v",
                "mpeg2video",
                "-g",
                "5",
                "-hls_time",
                "1",
                "p.m3u8")) {
            jvm.awaitNumber("working");
            jvm.signal(SIGTERM);
            assertThat(jvm.exitCode()).isEqualTo(128 + SIGTERM);
        }
        assertThat(names()).contains("out.mp4", "p.m3u8").noneMatch(name -> name.contains("partial"));
        Playable.check(installation.ffmpeg(), installation.environment(), folder().resolve("out.mp4"));
        Playable.check(installation.ffmpeg(), installation.environment(), folder().resolve("p.m3u8"));
    }
}
