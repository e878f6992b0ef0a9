package io.github.asyncffmpeg.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.asyncffmpeg.FFmpeg;
import io.github.asyncffmpeg.error.Outcome;
import io.github.asyncffmpeg.jobs.JobDocument;
import io.github.asyncffmpeg.run.FFmpegJob;
import io.github.asyncffmpeg.run.FFmpegResult;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** What docs/jobs.md shows is so. */
class DocumentsTest {

    private static String page() throws IOException {
        return Files.readString(Pages.root().resolve("docs/jobs.md"));
    }

    @Test
    void theGraphOfTheFirstJobLooksLikeThat() throws IOException {
        assertThat(page())
                .contains("```yaml\n" + JobDocument.of(Documents.there()).toYaml() + "```");
    }

    @Test
    void aDocumentIsWrittenByHand() {
        FFmpegJob job = Documents.written();
        assertThat(job.retry()).isPresent();
        assertThat(job.spec().handWritten()).isPresent();
    }

    @Test
    void mistakesAreToldAsOnThePage() throws IOException {
        ByteArrayOutputStream told = new ByteArrayOutputStream();
        PrintStream before = System.out;
        System.setOut(new PrintStream(told, true, StandardCharsets.UTF_8));
        try {
            Documents.mistakes("version: 1\nargs: [-i, a, b]\ntimeuot: 1\npriority: high");
        } finally {
            System.setOut(before);
        }
        assertThat(page()).contains("```text\n" + told.toString(StandardCharsets.UTF_8) + "```");
    }

    @Test
    void filesMoveWithTheirRoots() {
        FFmpegJob job = FFmpegJob.of(FFmpeg.input(Path.of("/mnt/media/a/b.mp4")).output(Path.of("/mnt/media/c.mp4")));
        assertThat(Documents.roots(job).spec().outputs().get(0).target().file())
                .isEqualTo(Optional.of(Path.of("/Volumes/media/c.mp4")));
    }

    @Test
    void theWorkIsTheSameWithAnotherTimeout() {
        FFmpegJob job = Documents.there();
        String earlier = JobDocument.of(job.name("earlier")).toJson();
        assertThat(Documents.done(job, earlier)).isTrue();
    }

    @Test
    void aResultIsTheSameAgain() {
        FFmpegResult result = new FFmpegResult(
                new Outcome.Completed(),
                OptionalInt.of(0),
                List.of("ffmpeg"),
                Optional.empty(),
                List.of("log"),
                Duration.ofSeconds(1),
                new byte[0],
                List.of(),
                List.of(List.of(Path.of("a.mp4"))));
        assertThat(Documents.results(result)).usingRecursiveComparison().isEqualTo(result);
    }
}
