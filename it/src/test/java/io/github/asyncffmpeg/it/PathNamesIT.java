package io.github.asyncffmpeg.it;

import static io.github.asyncffmpeg.graph.FilterOption.opt;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.asyncffmpeg.FFmpeg;
import io.github.asyncffmpeg.graph.Concat;
import io.github.asyncffmpeg.graph.Input;
import io.github.asyncffmpeg.graph.Output;
import io.github.asyncffmpeg.graph.StreamSpec;
import io.github.asyncffmpeg.graph.VideoStream;
import io.github.asyncffmpeg.it.harness.EachFFmpeg;
import io.github.asyncffmpeg.it.harness.FFmpegs.Installation;
import io.github.asyncffmpeg.it.harness.Picture;
import io.github.asyncffmpeg.it.harness.Workbench;
import io.github.asyncffmpeg.media.MediaTarget;
import io.github.asyncffmpeg.run.FFmpegJob;
import io.github.asyncffmpeg.testkit.LeakExtension;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A {@code Path} is one file whatever its name: written under that name, and read from it. */
@EnabledOnOs(
        value = {OS.LINUX, OS.MAC},
        disabledReason = "Windows has no such names")
@Tag("media")
class PathNamesIT {

    private static final List<String> NAMES = List.of(
            "plain",
            "-y",
            "-",
            "a%d",
            "a%03d",
            "%d of %d",
            "100%",
            "%%d",
            "%v",
            "a:b",
            "http:x",
            "pipe:1",
            "concat:a|b",
            "it's",
            "\"quoted\"",
            "two\nlines",
            " spaces ",
            "[x]",
            "a,b;c=d",
            "back\\slash",
            "*?{a,b}",
            "$HOME `id` & ;",
            "#",
            "žluťoučký kůň 日本 🐎");

    @RegisterExtension
    final LeakExtension leaks = new LeakExtension();

    @EachFFmpeg
    void picturesAreWrittenAndReadLiterally(Installation installation) throws Exception {
        writtenAndRead(new Workbench(installation, leaks), "pictures", ".png", "png");
    }

    @EachFFmpeg
    void videosAreWrittenAndReadLiterally(Installation installation) throws Exception {
        writtenAndRead(new Workbench(installation, leaks), "videos", ".mkv", "ffv1");
    }

    @EachFFmpeg
    void aDirectoryMayHaveSuchANameToo(Installation installation) throws Exception {
        Workbench bench = new Workbench(installation, leaks);
        for (String name : List.of("a%d", "it's [x]:y", "two\nlines ")) {
            writtenAndRead(bench, name, ".png", "png");
        }
    }

    @EachFFmpeg
    void aRelativePathIsOneOfTheWorkingDirectory(Installation installation) throws Exception {
        Workbench bench = new Workbench(installation, leaks);
        Path directory = Files.createDirectory(bench.file("working"));
        for (String name : List.of("-x%d.png", "a:b.png")) {
            Output output = Workbench.plain("red", 1).output(Path.of(name));
            bench.ffmpeg().run(FFmpegJob.of(output).directory(directory));
            assertThat(directory.resolve(name)).isNotEmptyFile();
        }
    }

    @EachFFmpeg
    void aPatternCountsInTheFileNamesAndNotInTheDirectory(Installation installation) throws Exception {
        Workbench bench = new Workbench(installation, leaks);
        Path directory = Files.createDirectory(bench.file("100% a%d"));
        MediaTarget frames = MediaTarget.pattern(directory, "f%02d.png");
        bench.run(Workbench.moving(3).output(frames));
        try (Stream<Path> written = Files.list(directory)) {
            assertThat(written.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("f01.png", "f02.png", "f03.png");
        }
        assertThat(bench.pictures(Input.of(frames))).isEqualTo(bench.pictures(Workbench.moving(3)));
    }

    /** All names in one run, and each file with its own shade of red: a wrong file would be seen. */
    private static void writtenAndRead(Workbench bench, String folder, String suffix, String codec) throws Exception {
        Path directory = Files.createDirectory(bench.file(folder));
        List<Path> files =
                NAMES.stream().map(name -> directory.resolve(name + suffix)).toList();
        List<Output> outputs = new ArrayList<>();
        for (int i = 0; i < files.size(); i++) {
            outputs.add(shade(i).output(files.get(i)).codec(codec));
        }
        bench.run(StreamSpec.of(outputs));
        try (Stream<Path> written = Files.list(directory)) {
            assertThat(written).containsExactlyInAnyOrderElementsOf(files);
        }
        List<VideoStream> inputs = new ArrayList<>();
        List<VideoStream> shades = new ArrayList<>();
        for (int i = 0; i < files.size(); i++) {
            inputs.add(FFmpeg.input(files.get(i)).filterVideo("format", "rgb24"));
            shades.add(shade(i));
        }
        List<Picture> expected = bench.pictures(Concat.video(shades));
        assertThat(expected).hasSize(files.size()).doesNotHaveDuplicates();
        assertThat(bench.pictures(Concat.video(inputs))).isEqualTo(expected);
    }

    private static VideoStream shade(int number) {
        return VideoStream.source("color", opt("c", "black"), opt("s", "16x16"), opt("r", 25))
                .trim(opt("end_frame", 1))
                .filter("format", "rgb24")
                .filter("lutrgb", opt("r", 10 * number + 5));
    }
}
