package io.github.asyncffmpeg.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.asyncffmpeg.FFmpeg;
import io.github.asyncffmpeg.error.FFmpegProcessException;
import io.github.asyncffmpeg.error.FFmpegSpecException;
import io.github.asyncffmpeg.error.FailureKind;
import io.github.asyncffmpeg.error.Outcome;
import io.github.asyncffmpeg.error.OutputFate.State;
import io.github.asyncffmpeg.graph.StreamSpec;
import io.github.asyncffmpeg.it.harness.EachFFmpeg;
import io.github.asyncffmpeg.it.harness.FFmpegs.Installation;
import io.github.asyncffmpeg.run.FFmpegJob;
import io.github.asyncffmpeg.run.PartialOutput;
import io.github.asyncffmpeg.testkit.LeakExtension;
import io.github.asyncffmpeg.testkit.Playable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Outputs that would be written over an input, over each other, or over what is there. */
@Tag("media")
class OutputClashIT {

    @RegisterExtension
    final LeakExtension leaks = new LeakExtension();

    private Path folder() throws IOException {
        return Files.createDirectories(leaks.tempDirectory().resolve("media"));
    }

    private FFmpeg library(Installation installation) {
        return installation.library(leaks.environment()).build();
    }

    private FFmpegJob job(@Nullable PartialOutput policy, String... arguments) throws IOException {
        FFmpegJob job = FFmpegJob.of(StreamSpec.ofArguments(arguments)).directory(folder());
        return policy == null ? job : job.partialOutput(policy);
    }

    private Path film(FFmpeg ffmpeg, String name, String seconds) throws IOException {
        ffmpeg.run(job(
                null,
                "-f",
                "lavfi",
                "-t",
                seconds,
                "-i",
                "testsrc=s=64x48:r=25",
                "-g",
                "5",
                "-c:v",
                "mpeg2video",
                "-y",
                name));
        return folder().resolve(name);
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder())) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private static FailureKind kind(FFmpeg ffmpeg, FFmpegJob job) {
        try {
            throw new AssertionError("it ended well: " + ffmpeg.run(job));
        } catch (FFmpegProcessException e) {
            return e.failure().kind();
        }
    }

    /** They were destroyed, and the run was Completed. */
    @EachFFmpeg
    void noInputIsWrittenOver(Installation installation) throws Exception {
        FFmpeg ffmpeg = library(installation);
        Path film = film(ffmpeg, "i0.ts", "1");
        Files.createLink(folder().resolve("hard.ts"), film);
        Files.createSymbolicLink(folder().resolve("soft.ts"), film);
        byte[] before = Files.readAllBytes(film);
        for (PartialOutput policy : Arrays.asList(null, PartialOutput.KEEP)) {
            for (String output : List.of("hard.ts", "soft.ts", "i.m3u8", "i0.ts")) {
                assertThat(kind(ffmpeg, job(policy, "-y", "-i", "i0.ts", "-c", "copy", output)))
                        .as(output)
                        .isEqualTo(FailureKind.SAME_FILE);
            }
            assertThat(kind(ffmpeg, job(policy, "-y", "-i", "i0.ts", "-c", "copy", "-f", "segment", "i%d.ts")))
                    .isEqualTo(FailureKind.SAME_FILE);
            assertThat(kind(ffmpeg, job(policy, "-i", "i0.ts", "-c", "copy", "i.m3u8")))
                    .isEqualTo(FailureKind.OUTPUT_EXISTS);
        }
        assertThat(Files.readAllBytes(film)).isEqualTo(before);
        assertThat(names()).containsExactly("hard.ts", "i0.ts", "soft.ts");
        assertThatThrownBy(() -> ffmpeg.run(job(null, "-y", "-i", "i0.ts", "-c", "copy", "i.m3u8")))
                .hasMessageContaining(
                        "Output i.m3u8 may be written over the input i0.ts: i%d.ts is a name of its files");
    }

    @EachFFmpeg
    void twoOutputsThatAreOneFileAreRefused(Installation installation) throws Exception {
        FFmpeg ffmpeg = library(installation);
        film(ffmpeg, "in.ts", "1");
        Files.createSymbolicLink(folder().resolve("link.ts"), Path.of("o.ts"));
        for (String other : List.of("o.ts", "./o.ts", "link.ts")) {
            assertThatThrownBy(
                            () -> ffmpeg.run(job(null, "-y", "-i", "in.ts", "-c", "copy", "o.ts", "-c", "copy", other)))
                    .as(other)
                    .isInstanceOf(FFmpegSpecException.class)
                    .hasMessageContaining("one file");
        }
        assertThat(names()).containsExactly("in.ts", "link.ts");
    }

    /** FFmpeg left the first one as an empty file, which was then taken for done. */
    @EachFFmpeg
    void noOutputIsTouchedWhenOneIsThere(Installation installation) throws Exception {
        FFmpeg ffmpeg = library(installation);
        film(ffmpeg, "in.ts", "1");
        Files.writeString(folder().resolve("there.ts"), "precious");
        Files.createDirectory(folder().resolve("dir.ts"));
        for (String there : List.of("there.ts", "file:there.ts", "dir.ts")) {
            FFmpegJob job = job(null, "-i", "in.ts", "-c", "copy", "first.ts", "-c", "copy", there);
            for (FFmpegJob each : List.of(job, job.skipExisting(true))) {
                assertThat(kind(ffmpeg, each))
                        .as(there)
                        .isEqualTo(there.equals("dir.ts") ? FailureKind.IS_A_DIRECTORY : FailureKind.OUTPUT_EXISTS);
            }
        }
        assertThat(names()).containsExactly("dir.ts", "in.ts", "there.ts");
        assertThat(folder().resolve("there.ts")).hasContent("precious");
    }

    @EachFFmpeg
    void onlyAFileWithSomethingInItIsAnExistingOutput(Installation installation) throws Exception {
        FFmpeg ffmpeg = library(installation);
        film(ffmpeg, "in.ts", "1");
        Files.createDirectory(folder().resolve("dir.ts"));
        Files.createFile(folder().resolve("empty.ts"));
        Files.createFile(folder().resolve("f1.png"));
        Files.createFile(folder().resolve("wordless.srt"));
        Files.createSymbolicLink(folder().resolve("link.ts"), Path.of("in.ts"));
        List<String> made = new ArrayList<>();
        for (String output : List.of("dir.ts", "empty.ts", "f%d.png", "wordless.srt", "link.ts")) {
            try {
                ffmpeg.run(job(null, "-i", "in.ts", output).skipExisting(true));
                made.add(output);
            } catch (FFmpegProcessException refused) {
                assertThat(refused.failure().kind())
                        .as(output)
                        .isIn(FailureKind.OUTPUT_EXISTS, FailureKind.IS_A_DIRECTORY);
            }
        }
        assertThat(made).containsExactly("wordless.srt", "link.ts");
        assertThatThrownBy(() -> ffmpeg.run(job(null, "-i", "in.ts", "empty.ts").skipExisting(true)))
                .hasMessageContaining("File 'empty.ts' already exists, and is empty");
        assertThat(ffmpeg.run(job(null, "-y", "-i", "in.ts", "-c", "copy", "empty.ts")
                                .skipExisting(true))
                        .outcome())
                .isEqualTo(new Outcome.Completed());
    }

    /** FFmpeg's -n does not guard them: each was written over without a word. */
    @EachFFmpeg
    void withoutOverwriteNothingOfManyFilesIsWrittenOver(Installation installation) throws Exception {
        FFmpeg ffmpeg = library(installation);
        film(ffmpeg, "in.ts", "1");
        List<List<String>> outputs = List.of(
                List.of("-c", "copy", "p.m3u8"),
                List.of("-c:v", "mpeg4", "m.mpd"),
                List.of("-c", "copy", "-f", "segment", "s%d.ts"),
                List.of("-frames:v", "2", "f%d.png"),
                List.of("-map", "0", "-c", "copy", "-f", "tee", "t.ts|u.ts"));
        for (List<String> output : outputs) {
            List<String> arguments = new ArrayList<>(List.of("-i", "in.ts"));
            arguments.addAll(output);
            String[] line = arguments.toArray(String[]::new);
            ffmpeg.run(job(null, line));
            assertThat(kind(ffmpeg, job(null, line))).as(output.toString()).isEqualTo(FailureKind.OUTPUT_EXISTS);
            if (!output.contains("tee")) {
                assertThat(kind(ffmpeg, job(PartialOutput.KEEP, line)))
                        .as(output.toString())
                        .isEqualTo(FailureKind.OUTPUT_EXISTS);
            }
        }
        Files.delete(folder().resolve("p.m3u8"));
        assertThatThrownBy(() -> ffmpeg.run(job(PartialOutput.KEEP, "-i", "in.ts", "-c", "copy", "p.m3u8")))
                .hasMessageContaining("p0.ts' already exists");
    }

    /** They stayed, and nobody would ever have removed them. */
    @EachFFmpeg
    void theSegmentsOfALongerPlaylistGoWithIt(Installation installation) throws Exception {
        FFmpeg ffmpeg = library(installation);
        film(ffmpeg, "long.ts", "3");
        film(ffmpeg, "short.ts", "1");
        Files.writeString(folder().resolve("p77.ts"), "named by nobody");
        for (String film : List.of("long.ts", "short.ts")) {
            ffmpeg.run(job(
                    PartialOutput.KEEP,
                    "-y",
                    "-i",
                    film,
                    "-c",
                    "copy",
                    "-hls_time",
                    "0.4",
                    "-hls_list_size",
                    "0",
                    "p.m3u8"));
            ffmpeg.run(job(
                    PartialOutput.KEEP, "-y", "-i", film, "-c:v", "mpeg4", "-g", "5", "-seg_duration", "0.4", "m.mpd"));
            assertThat(names()).contains(film.startsWith("l") ? "p6.ts" : "p1.ts", "p77.ts");
        }
        assertThat(names()).filteredOn(name -> name.matches("p\\d\\.ts")).hasSizeLessThan(4);
        assertThat(names()).filteredOn(name -> name.startsWith("chunk")).hasSizeLessThan(4);
        assertThat(Playable.check(installation.ffmpeg(), installation.environment(), folder().resolve("p.m3u8"))
                        .frames())
                .isEqualTo(25);
    }

    /** The extension of the file behind it decided the format. */
    @EachFFmpeg
    void aLinkHasTheFormatOfItsOwnName(Installation installation) throws Exception {
        FFmpeg ffmpeg = library(installation);
        film(ffmpeg, "in.ts", "1");
        Files.writeString(folder().resolve("blob"), "old");
        Files.createSymbolicLink(folder().resolve("o.mkv"), Path.of("blob"));
        assertThat(ffmpeg.run(job(PartialOutput.KEEP, "-y", "-i", "in.ts", "-c", "copy", "o.mkv"))
                        .outputs())
                .extracting("state")
                .containsExactly(State.COMMITTED);
        assertThat(folder().resolve("o.mkv")).isSymbolicLink();
        assertThat(Files.readAllBytes(folder().resolve("blob"))).startsWith(0x1A, 0x45, 0xDF, 0xA3);
        assertThat(names()).containsExactly("blob", "in.ts", "o.mkv");
    }
}
