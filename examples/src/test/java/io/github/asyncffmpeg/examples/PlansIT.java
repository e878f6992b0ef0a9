package io.github.asyncffmpeg.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.asyncffmpeg.FFmpeg;
import io.github.asyncffmpeg.graph.StreamSpec;
import io.github.asyncffmpeg.jobs.PlanResult;
import io.github.asyncffmpeg.jobs.PlanRunner;
import io.github.asyncffmpeg.jobs.StepStatus;
import io.github.asyncffmpeg.pool.FFmpegPool;
import io.github.asyncffmpeg.testkit.LeakExtension;
import io.github.asyncffmpeg.testkit.Playable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Runs the code of docs/plans.md with the bundled FFmpeg, in a working directory that is empty but for its input. */
class PlansIT {

    @RegisterExtension
    final LeakExtension leaks = new LeakExtension();

    private FFmpeg ffmpeg;

    @BeforeEach
    void makeTheInput() throws IOException {
        Path here = Path.of("").toAbsolutePath();
        assertThat(here).endsWith(Path.of("examples", "target", "work"));
        try (Stream<Path> old = Files.list(here)) {
            for (Path file : (Iterable<Path>) old.filter(Files::isRegularFile)::iterator) {
                Files.delete(file);
            }
        }
        FFmpeg.Builder builder = FFmpeg.builder();
        leaks.environment().forEach(builder::environment);
        ffmpeg = builder.build();
        ffmpeg.run(StreamSpec.ofArguments(
                "-f",
                "lavfi",
                "-i",
                "testsrc2=size=1920x1080:rate=2:duration=12",
                "-f",
                "lavfi",
                "-i",
                "sine=duration=12",
                "-c:v",
                "mpeg4",
                "-q:v",
                "20",
                "input.mp4"));
    }

    private int frames(String file) {
        Map<String, String> environment = new HashMap<>();
        ffmpeg.binary().prepare(environment);
        return (int) Playable.check(ffmpeg.binary().ffmpeg(), environment, Path.of(file))
                .frames();
    }

    @Test
    void makesAFilmThenItsPoster() {
        PlanResult result = Plans.first(ffmpeg);
        assertThat(result.isDone()).as(result.toString()).isTrue();
        assertThat(frames("film.mp4")).isEqualTo(24);
        assertThat(frames("poster.jpg")).isEqualTo(1);
    }

    @Test
    void measuresThenLevelsAndDoesNeitherAgain() {
        try (FFmpegPool pool = ffmpeg.pool(2)) {
            assertThat(Plans.resumed(pool, Plans.loudness()).isDone()).isTrue();
            assertThat(Path.of("level.m4a")).isNotEmptyFile();
            PlanResult again = PlanRunner.on(pool)
                    .journal(Path.of("film.journal"))
                    .resume(true)
                    .before((step, job) -> {
                        throw new AssertionError(step + " is done");
                    })
                    .start(Plans.loudness())
                    .result()
                    .join();
            assertThat(again.isDone()).isTrue();
        }
    }

    @Test
    void decides() {
        try (FFmpegPool pool = ffmpeg.pool(2)) {
            PlanResult result =
                    PlanRunner.on(pool).start(Plans.onlyIfTaller()).result().join();
            assertThat(result.steps().get("smaller").status()).isEqualTo(StepStatus.DONE);
            assertThat(frames("smaller.mp4")).isEqualTo(24);
            assertThat(Plans.decided(pool).steps())
                    .containsOnlyKeys("look", "pictures", "pictures/1/at-0", "pictures/1/at-10");
            assertThat(frames("picture-10.jpg")).isEqualTo(1);
        }
    }

    @Test
    void stops() {
        try (FFmpegPool pool = ffmpeg.pool(1)) {
            assertThat(Plans.watched(pool, Plans.loudness()).steps(StepStatus.FAILED))
                    .isEmpty();
        }
    }

    @Test
    void readsAJobFile() throws IOException {
        Files.writeString(Path.of("jobs.yaml"), """
                version: 1
                jobs:
                  - { name: look, probe: input.mp4 }
                  - name: small
                    needs: look
                    when: look.video.height > 720
                    args: [-i, input.mp4, -vf, "scale=-2:720", small.mp4]
                """);
        try (FFmpegPool pool = ffmpeg.pool(2)) {
            assertThat(Plans.file(pool).steps().get("small").status()).isEqualTo(StepStatus.DONE);
            assertThat(frames("small.mp4")).isEqualTo(24);
        }
    }
}
