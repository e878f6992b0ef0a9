package io.github.asyncffmpeg.it.program;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.asyncffmpeg.FFmpeg;
import io.github.asyncffmpeg.graph.StreamSpec;
import io.github.asyncffmpeg.it.harness.Child;
import io.github.asyncffmpeg.it.harness.EachFFmpeg;
import io.github.asyncffmpeg.it.harness.FFmpegs;
import io.github.asyncffmpeg.it.harness.FFmpegs.Installation;
import io.github.asyncffmpeg.testkit.LeakExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** {@code convert} and the streams of its files: what is kept, and what is said of the rest. */
@Tag("media")
@Tag("long")
class KeptStreamsIT {

    @RegisterExtension
    final LeakExtension leaks = new LeakExtension();

    private Program program;

    /** Pictures, two languages of sound, two of subtitles, and a font. */
    @BeforeEach
    void makeAFile() throws Exception {
        program = new Program(leaks);
        program.write("s.srt", "1", "00:00:00,000 --> 00:00:00,900", "Hello");
        program.write("font.ttf", "no font");
        FFmpegs.bundled()
                .library(leaks.environment())
                .build()
                .run(StreamSpec.ofArguments(
                        "-f",
                        "lavfi",
                        "-i",
                        "testsrc=s=64x64:d=1",
                        "-f",
                        "lavfi",
                        "-i",
                        "sine=d=1",
                        "-f",
                        "lavfi",
                        "-i",
                        "sine=500:d=1",
                        "-i",
                        program.file("s.srt").toString(),
                        "-map",
                        "0",
                        "-map",
                        "1",
                        "-map",
                        "2",
                        "-map",
                        "3",
                        "-map",
                        "3",
                        "-c:a",
                        "aac",
                        "-c:s",
                        "srt",
                        "-metadata:s:a:0",
                        "language=eng",
                        "-metadata:s:a:1",
                        "language=ger",
                        "-metadata:s:s:0",
                        "language=eng",
                        "-metadata:s:s:1",
                        "language=ger",
                        "-attach",
                        program.file("font.ttf").toString(),
                        "-metadata:s:t",
                        "mimetype=font/ttf",
                        program.file("film.mkv").toString()));
    }

    private List<String> streams(String file) {
        FFmpeg library = FFmpegs.bundled().library(leaks.environment()).build();
        return library.probe(program.file(file)).streams().stream()
                .map(stream -> stream.codecName().orElse("none")
                        + stream.language()
                                .filter(tag -> !tag.equals("und"))
                                .map(tag -> " " + tag)
                                .orElse(""))
                .toList();
    }

    private String convert(Installation with, String... arguments) throws Exception {
        List<String> all = Stream.concat(
                        with.name().equals("bundled")
                                ? Stream.of("convert", "film.mkv")
                                : Stream.of(
                                        "convert",
                                        "film.mkv",
                                        "--ffmpeg",
                                        with.ffmpeg().toString()),
                        Stream.of(arguments))
                .toList();
        Child child = program.start(all.toArray(String[]::new));
        assertThat(child.exitCode()).as(child.stderr()).isZero();
        return child.stderr();
    }

    @EachFFmpeg
    @Tag("long")
    void copyKeepsWhatTheContainerHoldsAndNamesTheRest(Installation with) throws Exception {
        assertThat(convert(with, "--to", "all/", "--copy")).doesNotContain("left out");
        assertThat(streams("all/film.mkv"))
                .containsExactly("h264", "aac eng", "aac ger", "subrip eng", "subrip ger", "none");
        assertThat(convert(with, "--to", ".mp4", "--copy"))
                .contains("left out: attachment 5; converted: subtitle 3 (eng) as mov_text, subtitle 4 (ger) as"
                        + " mov_text");
        assertThat(streams("film.mp4")).containsExactly("h264", "aac eng", "aac ger", "mov_text eng", "mov_text ger");
        assertThat(convert(with, "--to", ".ts", "--copy"))
                .contains("left out: subtitle 3 (eng), subtitle 4 (ger), attachment 5");
        assertThat(streams("film.ts")).containsExactly("h264", "aac eng", "aac ger");
        assertThat(program.journals().stream().map(KeptStreamsIT::read))
                .anyMatch(text ->
                        text.contains("\"type\":\"job-streams\",\"job\":\"film.mkv\",\"left_out\":[\"attachment 5\"]"));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void plainConvertNamesWhatFFmpegLeavesOut() throws Exception {
        Installation with = FFmpegs.bundled();
        assertThat(convert(with, "--to", ".mp4"))
                .contains("left out: audio 2 (ger), subtitle 3 (eng), subtitle 4 (ger), attachment 5");
        assertThat(convert(with, "--to", ".wav"))
                .contains("left out: audio 2 (ger)")
                .doesNotContain("subtitle");
        assertThat(convert(with, "--to", "x.mp4", "--", "-map", "0:v")).doesNotContain("left out");
        assertThat(convert(with, "--to", "y.mp4", "--", "-sn")).contains("left out: audio 2 (ger), attachment 5");
    }
}
