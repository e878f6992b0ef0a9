package io.github.asyncffmpeg.internal.staging;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.asyncffmpeg.graph.StreamSpec;
import io.github.asyncffmpeg.internal.compile.CompiledCommand;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a muxer may write to, held against what is read, and against what else is written. */
class NameClashesTest {

    @TempDir
    private Path folder;

    @BeforeEach
    void makeFiles() throws Exception {
        Path file = Files.writeString(folder.resolve("in.ts"), "a film");
        Files.createLink(folder.resolve("hard.ts"), file);
        Files.createSymbolicLink(folder.resolve("soft.ts"), file);
        Files.createSymbolicLink(folder.resolve("here"), folder);
        Files.createDirectory(folder.resolve("sub"));
    }

    private NameClashes clashes(String line) {
        return new NameClashes(CompiledCommand.of(StreamSpec.ofArguments(line.split(" "))), folder);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-i in.ts in.ts",
                "-i in.ts ./sub/../in.ts",
                "-i in.ts file:in.ts",
                "-i in.ts hard.ts",
                "-i in.ts soft.ts",
                "-i soft.ts in.ts",
                "-i soft.ts hard.ts",
                "-i here/in.ts in.ts",
                "-i i0.ts i.m3u8",
                "-i here/i12.ts i.m3u8",
                "-i i0.ts here/i.m3u8",
                "-i i003.ts -hls_segment_filename i%03d.ts p.m3u8",
                "-i i.ts -hls_flags single_file i.m3u8",
                "-i i0.m4s -hls_segment_type fmp4 i.m3u8",
                "-i init.mp4 -hls_segment_type fmp4 i.m3u8",
                "-i sub/init.mp4 -hls_segment_type fmp4 sub/i.m3u8",
                "-i m.m3u8 -master_pl_name m.m3u8 i.m3u8",
                "-i m.m3u8 -master_pl_name m.m3u8 v%v/i.m3u8",
                "-i v0/i3.ts v%v/i.m3u8",
                "-i i.m3u8.key -hls_enc 1 i.m3u8",
                "-i i-000.mkv -f segment i-%03d.mkv",
                "-i list.csv -f segment -segment_list list.csv i-%03d.mkv",
                "-i i-20251130.mkv -f segment -strftime 1 i-%Y%m%d.mkv",
                "-i p0001.png p%04d.png",
                "-i p%04d.png p%04d.png",
                "-i p%04d.png p0100.png",
                "-i p.png -update 1 p.png",
                "-i chunk-stream0-00001.m4s o.mpd",
                "-i init-stream1.m4s o.mpd",
                "-i master.m3u8 -hls_playlist 1 o.mpd",
                "-i in.ts -f tee out.mkv|soft.ts",
                "-i i0.ts -f tee out.mkv|[f=hls:hls_time=2]i.m3u8",
                "-i i5.ts -f fifo -fifo_format hls i.m3u8",
                "-i other.ts -i in.ts out.mkv in.ts"
            })
    void anInputThatMayBeWrittenOverIsFound(String line) {
        assertThat(clashes(line).ofInputs()).as(line).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-i in.ts out.ts",
                "-i in.ts in.mkv",
                "-i in.ts in.m3u8",
                "-i in.ts -f null in.ts",
                "-i in.ts -",
                "-i in.ts rtmp://h/in.ts",
                "-i http://h/in.ts in.ts",
                "-i i20251130.ts i.m3u8",
                "-i sub/i0.ts i.m3u8",
                "-i i0.ts sub/i.m3u8",
                "-i p0001.png -start_number 2 p%04d.png",
                "-i p.png p%04d.png",
                "-i a%03d.png b%03d.png",
                "-i film.mkv -f segment -strftime 1 film-%Y.mkv",
                "-f lavfi -i color color",
                "-i /dev/video0 -f mp4 /dev/null",
                "-i in.ts -hls_segment_filename s%d.ts i.m3u8"
            })
    void whatCannotBeWrittenOverIsLeftInPeace(String line) {
        assertThat(clashes(line).ofInputs()).as(line).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-i x o.mkv o.mkv",
                "-i x hard.ts in.ts",
                "-i x soft.ts hard.ts",
                "-i x here/o.mkv o.mkv",
                "-i x o.m3u8 o3.ts",
                "-i x -hls_segment_type fmp4 a.m3u8 -hls_segment_type fmp4 b.m3u8",
                "-i x a.mpd b.mpd",
                "-i x p%03d.png p%03d.png",
                "-i x p%03d.png p005.png",
                "-i x o.mkv -f tee [f=matroska]o.mkv|b.ts"
            })
    void twoOutputsThatAreOneFileAreFound(String line) {
        assertThat(clashes(line).ofOutputs()).as(line).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-i x a.mkv b.mkv",
                "-i x -f null - -f null -",
                "-i x -f mp4 /dev/null -f mp4 /dev/null",
                "-i x pipe:1 pipe:1",
                "-i x a.m3u8 b.m3u8",
                "-i x a.mpd sub/a.mpd",
                "-i x p%03d.png q%03d.png"
            })
    void outputsOfTheirOwnAreNot(String line) {
        assertThat(clashes(line).ofOutputs()).as(line).isEmpty();
    }

    @Test
    void filesOfALinkThatLeadsNowhereAreOneFile() throws Exception {
        Files.createSymbolicLink(folder.resolve("to-be"), Path.of("o.mkv"));
        assertThat(clashes("-i x to-be o.mkv").ofOutputs()).isPresent();
    }

    @Test
    void whatIsThereIsFoundByItsName() throws Exception {
        Files.writeString(folder.resolve("i7.ts"), "");
        Files.writeString(folder.resolve("sub/seg9.ts"), "");
        Optional<Path> segment = clashes("-i x i.m3u8").existing(0);
        assertThat(segment).contains(folder.resolve("i7.ts"));
        assertThat(clashes("-i x -hls_flags append_list i.m3u8").existing(0)).isEmpty();
        assertThat(clashes("-i x -start_number 8 i.m3u8").existing(0)).isEmpty();
        assertThat(clashes("-i x -f segment i%d.ts").existing(0)).isPresent();
        assertThat(clashes("-i x -f segment -segment_wrap 9 i%d.ts").existing(0))
                .isEmpty();
        assertThat(clashes("-i x -f segment -segment_start_number 8 i%d.ts").existing(0))
                .isEmpty();
        assertThat(clashes("-i x -hls_segment_filename sub/seg%d.ts o.m3u8").existing(0))
                .isPresent();
        assertThat(clashes("-i x x%v/seg.m3u8").existing(0)).isEmpty();
        assertThat(clashes("-i x su%v/seg.m3u8").existing(0)).isPresent();
        assertThat(clashes("-i x -f tee [f=mpegts]i7.ts|o.mkv").existing(0)).isPresent();
        assertThat(clashes("-i x in.ts").existing(0)).isEmpty();
    }
}
