package io.github.asyncffmpeg.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.asyncffmpeg.FFmpeg;
import io.github.asyncffmpeg.error.FFmpegProcessException;
import io.github.asyncffmpeg.error.FailureKind;
import io.github.asyncffmpeg.error.Outcome;
import io.github.asyncffmpeg.error.StopReason;
import io.github.asyncffmpeg.graph.StreamSpec;
import io.github.asyncffmpeg.it.harness.EachFFmpeg;
import io.github.asyncffmpeg.it.harness.FFmpegs.Installation;
import io.github.asyncffmpeg.it.harness.Fifo;
import io.github.asyncffmpeg.pool.FFmpegPool;
import io.github.asyncffmpeg.run.FFmpegJob;
import io.github.asyncffmpeg.run.FFmpegResult;
import io.github.asyncffmpeg.testkit.LeakExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Bad inputs through a transcode: a result, or a failure that says why and names the input; never another exception,
 * never a hang, nothing left behind. The system property {@code it.damaged} sets how many damaged files are tried.
 */
@Tag("media")
class BadInputIT {

    private static final int DAMAGED = Integer.getInteger("it.damaged", 150);

    /** Far more than such a job takes; whoever reaches it hangs. */
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @RegisterExtension
    final LeakExtension leaks = new LeakExtension();

    private Path here;

    /** Small files of several containers. */
    private List<Path> media(FFmpeg ffmpeg) {
        List<Path> files = new ArrayList<>();
        for (String name : List.of("a.mp4", "a.mkv", "a.ts", "a.avi", "a.flv", "a.wav", "a.mp3", "a.png")) {
            Path file = here.resolve(name);
            List<String> arguments = new ArrayList<>(List.of("-f", "lavfi", "-i"));
            if (name.endsWith(".png")) {
                arguments.addAll(List.of("testsrc2=s=64x48", "-frames:v", "1"));
            } else if (name.endsWith(".wav") || name.endsWith(".mp3")) {
                arguments.add("sine=d=0.5");
            } else {
                arguments.addAll(
                        List.of("testsrc2=s=64x48:d=0.5", "-f", "lavfi", "-i", "sine=d=0.5", "-pix_fmt", "yuv420p"));
            }
            arguments.add(file.toString());
            ffmpeg.run(StreamSpec.ofArguments(arguments));
            files.add(file);
        }
        return files;
    }

    private FFmpegJob transcode(Path input, int number) {
        // Half of them to a file, half to nothing.
        StreamSpec spec = number % 2 == 0
                ? FFmpeg.input(input)
                        .output(here.resolve("out" + number + ".mp4"))
                        .option("preset", "ultrafast")
                : FFmpeg.input(input).output("-").format("null");
        return FFmpegJob.of(spec).name("bad " + number).timeout(LIMIT);
    }

    /** What came of it: {@code Completed}, or the kind of the failure. Anything else fails the test. */
    private static String end(CompletableFuture<FFmpegResult> job, Path input) {
        try {
            assertThat(job.join().outcome()).as("outcome of %s", input).isEqualTo(new Outcome.Completed());
            return "Completed";
        } catch (CompletionException e) {
            assertThat(e.getCause()).as("failure of %s", input).isInstanceOf(FFmpegProcessException.class);
            FFmpegProcessException failed = (FFmpegProcessException) e.getCause();
            assertThat(failed.outcome()).as(failed.getMessage()).isEqualTo(new Outcome.Failed(false));
            assertThat(failed.failure().causeLine())
                    .as("the cause of %s: %s", input, failed.logTail())
                    .isPresent();
            return failed.failure().kind()
                    + (failed.failure().kind() == FailureKind.UNRECOGNISED ? " " + failed.getMessage() : "");
        }
    }

    @EachFFmpeg
    @Tag("long")
    void damagedFilesEndInAResultOrInAFailureWithAReason(Installation installation) throws Exception {
        here = leaks.tempDirectory();
        FFmpeg ffmpeg = installation.library(leaks.environment()).build();
        List<Path> media = media(ffmpeg);
        Map<Path, CompletableFuture<FFmpegResult>> jobs = new LinkedHashMap<>();
        try (FFmpegPool pool = ffmpeg.pool(2)) {
            for (int i = 0; i < DAMAGED; i++) {
                Path whole = media.get(i % media.size());
                String name = String.valueOf(whole.getFileName());
                Path damaged = here.resolve("damaged" + i + name.substring(name.indexOf('.')));
                Files.write(damaged, Damage.any(Files.readAllBytes(whole), i));
                jobs.put(damaged, pool.submit(transcode(damaged, i)));
            }
            Map<String, Integer> ends = new TreeMap<>();
            jobs.forEach((input, job) -> ends.merge(end(job, input), 1, Integer::sum));
            System.out.println(DAMAGED + " damaged files through " + installation + ": " + ends);
            assertThat(ends.size()).as("ways to end").isGreaterThan(2);
        }
    }

    @EachFFmpeg
    void whatIsNoMediaAtAllFailsAndIsNamed(Installation installation) throws Exception {
        here = leaks.tempDirectory();
        FFmpeg ffmpeg = installation.library(leaks.environment()).build();
        List<Path> media = media(ffmpeg);
        byte[] mp4 = Files.readAllBytes(media.get(0));
        Map<Path, FailureKind> bad = new LinkedHashMap<>();
        bad.put(write("empty.mp4", new byte[0]), FailureKind.MOOV_MISSING);
        bad.put(write("empty.mkv", new byte[0]), FailureKind.INVALID_DATA);
        bad.put(write("truncated.mp4", java.util.Arrays.copyOf(mp4, mp4.length / 2)), FailureKind.MOOV_MISSING);
        bad.put(write("text.mp4", "no media".repeat(100).getBytes()), FailureKind.MOOV_MISSING);
        bad.put(write("text.mkv", "no media".repeat(100).getBytes()), FailureKind.INVALID_DATA);
        bad.put(Files.createDirectory(here.resolve("folder.mp4")), FailureKind.IS_A_DIRECTORY);
        bad.put(here.resolve("missing.mp4"), FailureKind.NO_SUCH_FILE);
        int number = 0;
        for (Map.Entry<Path, FailureKind> each : bad.entrySet()) {
            CompletableFuture<FFmpegResult> job = ffmpeg.execute(transcode(each.getKey(), number++));
            assertThat(end(job, each.getKey()))
                    .as(each.getKey().toString())
                    .startsWith(each.getValue().name());
            assertThat(job.handle((done, error) -> error.getMessage()).join())
                    .contains(each.getKey().toString());
        }
        // A name that lies about what is inside does no harm.
        Path renamed = Files.move(media.get(1), here.resolve("renamed.mp3"));
        assertThat(end(ffmpeg.execute(transcode(renamed, number)), renamed)).isEqualTo("Completed");
    }

    @EachFFmpeg
    void aPipeThatSaysNothingEndsWithTheTimeLimit(Installation installation) throws Exception {
        here = leaks.tempDirectory();
        Path fifo = Fifo.make(here.resolve("fifo.mp4"));
        FFmpeg ffmpeg = installation.library(leaks.environment()).build();
        FFmpegJob job = transcode(fifo, 0).timeout(Duration.ofSeconds(2)).timeToForceTermination(Duration.ofSeconds(1));
        CompletableFuture<FFmpegResult> result = ffmpeg.execute(job);
        Throwable error = result.handle((done, failure) -> failure).join();
        assertThat(error).isInstanceOf(FFmpegProcessException.class);
        assertThat(((FFmpegProcessException) error).outcome())
                .isEqualTo(new Outcome.TimedOut(StopReason.TIMEOUT, Duration.ofSeconds(2), false));
    }

    private Path write(String name, byte[] bytes) throws IOException {
        return Files.write(here.resolve(name), bytes);
    }
}
