package io.github.asyncffmpeg.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.asyncffmpeg.command.FFmpegCommand;
import io.github.asyncffmpeg.graph.StreamSpec;
import io.github.asyncffmpeg.run.FFmpegJob;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongConsumer;
import org.junit.jupiter.api.Test;

/** Whatever job is described, its document is that job. */
class JobDocumentPropertyTest {

    private static final int CASES = Integer.getInteger("property.cases", 10_000);

    private static List<String> arguments(StreamSpec spec) {
        return FFmpegCommand.of(spec).arguments();
    }

    /** Not on this thread: graph nodes look at the stack, and JUnit's is deep. */
    private static void forEachSeed(int cases, LongConsumer check) {
        CompletableFuture<?>[] halves = new CompletableFuture<?>[2];
        for (int half = 0; half < halves.length; half++) {
            int first = half;
            halves[half] = CompletableFuture.runAsync(
                    () -> {
                        for (long seed = first; seed < cases; seed += halves.length) {
                            check.accept(seed);
                        }
                    },
                    task -> new Thread(task).start());
        }
        CompletableFuture.allOf(halves).join();
    }

    @Test
    void theJobOfADocumentIsTheJobThatWasDescribed() {
        forEachSeed(CASES, seed -> {
            FFmpegJob job = new RandomJobs(seed).next();
            String json = JobDocument.of(job).toJson();
            JobDocument read = JobDocument.parse(json);
            FFmpegJob same = read.toJob();
            boolean equal =
                    same.equals(job) && same.spec().labels().equals(job.spec().labels());
            if (!equal || !read.toJson().equals(json) || seed % 16 == 0) {
                String of = "seed " + seed + ": " + json;
                assertThat(arguments(same.spec())).as(of).isEqualTo(arguments(job.spec()));
                assertThat(same.spec().labels()).as(of).isEqualTo(job.spec().labels());
                assertThat(equal).as(of).isTrue();
                assertThat(read.toJson()).as(of).isEqualTo(json);
            }
        });
    }

    @Test
    void yamlSaysTheSame() {
        forEachSeed(CASES / 10, seed -> {
            JobDocument document = JobDocument.of(new RandomJobs(seed).next());
            assertThat(JobDocument.parse(document.toYaml())).as("seed " + seed).isEqualTo(document);
        });
    }

    @Test
    void filesBelowRootsAreThoseOfTheOtherMachine() {
        Map<String, Path> here = Map.of("in", Path.of("/media/in"), "rest", Path.of("media"));
        Map<String, Path> there = Map.of("in", Path.of("/mnt/x"), "rest", Path.of("/y{z}"));
        forEachSeed(CASES / 10, seed -> {
            FFmpegJob job = new RandomJobs(seed).next();
            JobDocument document = JobDocument.of(job, here);
            assertThat(document.toJob(here).equals(job)).as("seed " + seed).isTrue();
            JobDocument moved = JobDocument.of(document.toJob(there), there);
            assertThat(moved).as("seed " + seed).isEqualTo(document);
            assertThat(moved.workDigest()).as("seed " + seed).isEqualTo(document.workDigest());
        });
    }
}
