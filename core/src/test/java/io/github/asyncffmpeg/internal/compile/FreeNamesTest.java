package io.github.asyncffmpeg.internal.compile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.asyncffmpeg.error.FFmpegSpecException;
import io.github.asyncffmpeg.graph.Input;
import io.github.asyncffmpeg.graph.StreamSpec;
import io.github.asyncffmpeg.media.MediaTarget;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which names a run gets when others are taken. */
class FreeNamesTest {

    private static final LocalDateTime NOW = LocalDateTime.of(2026, 11, 22, 13, 30, 5);

    /** A listing of files whose paths are given, with their folders. */
    private static FolderListing taken(String... files) {
        Set<Path> all = new TreeSet<>();
        for (String file : files) {
            for (Path path = Path.of(file); path != null && !path.toString().isEmpty(); path = path.getParent()) {
                all.add(path);
            }
        }
        return (folder, name) -> all.stream()
                .filter(path -> parent(path).equals(folder))
                .map(path -> String.valueOf(path.getFileName()))
                .filter(each -> name.matcher(each).matches())
                .toList();
    }

    private static Path parent(Path path) {
        Path parent = path.getParent();
        return parent == null ? Path.of("") : parent;
    }

    private static String after(String arguments, String files) {
        List<String> all = new java.util.ArrayList<>(List.of("-i", "x"));
        all.addAll(Arrays.asList(arguments.split(" ")));
        CompiledCommand command = CompiledCommand.of(StreamSpec.ofArguments(all));
        String[] names =
                Stream.of(files.split(" ")).filter(name -> !name.isEmpty()).toArray(String[]::new);
        List<String> changed =
                command.edited(command.freeNames(taken(names), NOW)).arguments();
        return String.join(" ", changed.subList(2, changed.size()));
    }

    @ParameterizedTest(name = "{0} beside {1}")
    @CsvSource({
        "cam.mkv,           '',                       cam.mkv",
        "cam.mkv,           other.mkv,                cam.mkv",
        "cam.mkv,           cam.mkv,                  cam-2.mkv",
        "cam.mkv,           cam.mkv cam-2.mkv,        cam-3.mkv",
        "cam.mkv,           cam-7.mkv,                cam-8.mkv",
        "cam.mkv,           cam.mkv cam-20261122.mkv, cam-2.mkv",
        "cam.mkv,           cam.mp4,                  cam.mkv",
        "/a/b.c/cam,        /a/b.c/cam,               /a/b.c/cam-2",
        "-f mpegts a/cam,   a/cam,                    -f mpegts a/cam-2",
        "file:a.b.mkv,      a.b.mkv,                  file:a.b-2.mkv",
        "rtmp://host/cam,   rtmp://host/cam,          rtmp://host/cam",
        "-f null -,         -,                        -f null -",
        "/dev/video9,       /dev/video9,              /dev/video9",
        "a%d.mkv,           a%d.mkv,                  a%d-2.mkv"
    })
    void aFileGetsTheNextNumber(String arguments, String files, String expected) {
        assertThat(after(arguments, files)).isEqualTo(expected);
    }

    @Test
    void allOutputsOfARunGetTheSameNumber() {
        assertThat(after("a.mkv b.wav udp://host:1", "b.wav b-2.wav")).isEqualTo("a-3.mkv b-3.wav udp://host:1");
    }

    @ParameterizedTest(name = "{0} beside {1}")
    @CsvSource({
        "-f segment s%03d.mkv,                          '',                  -f segment s%03d.mkv",
        "-f segment s%03d.mkv,                          s000.mkv s004.mkv,   -f segment -segment_start_number 5 s%03d.mkv",
        "-f segment -segment_start_number 9 s%d.mkv,    s4.mkv,              -f segment -segment_start_number 9 s%d.mkv",
        "-f segment -segment_wrap 5 s%d.mkv,            s4.mkv,              -f segment -segment_wrap 5 s%d.mkv",
        "-f segment -segment_list l.csv s%d.mkv,        s4.mkv l.csv,        -f segment -segment_list l.csv -segment_start_number 5 -segment_list l-2.csv s%d.mkv",
        "-f segment -strftime 1 s%Y%m%d-%H.mkv,         s20261122-12.mkv,    -f segment -strftime 1 s%Y%m%d-%H.mkv",
        "-f segment -strftime 1 s%Y%m%d-%H.mkv,         s20261122-13.mkv,    -f segment -strftime 1 s%Y%m%d-%H-2.mkv",
        "-f segment -strftime 1 s%U.mkv,                s99.mkv,             -f segment -strftime 1 s%U-2.mkv",
        "d/i%03d.png,                                   d/i007.png,          -start_number 8 d/i%03d.png",
        "i%03d.png,                                     i012.png i9999.png,  -start_number 10000 i%03d.png",
        "-update 1 now.jpg,                             now.jpg,             -update 1 now.jpg",
        "-frames:v 1 thumb.jpg,                         thumb.jpg,           -frames:v 1 thumb-2.jpg"
    })
    void segmentsAndPicturesGoOnWithTheNextNumber(String arguments, String files, String expected) {
        assertThat(after(arguments, files)).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0} beside {1}")
    @CsvSource({
        "a.m3u8,                                '',             -hls_flags +append_list a.m3u8",
        "a.m3u8,                                a.m3u8 a0.ts,   -hls_flags +append_list -hls_segment_filename a%d-2.ts a.m3u8",
        "-hls_segment_filename s/x%03d.ts a.m3u8, s/x000.ts,    -hls_segment_filename s/x%03d.ts -hls_flags +append_list -hls_segment_filename s/x%03d-2.ts a.m3u8",
        "v%v/a.m3u8,                            v1/a7.ts,       -hls_flags +append_list -hls_segment_filename v%v/a%d-2.ts v%v/a.m3u8",
        "-hls_segment_type fmp4 a.m3u8,         a.m3u8,         -hls_segment_type fmp4 -hls_segment_filename a%d-2.m4s -hls_fmp4_init_filename init-2.mp4 a-2.m3u8",
        "-hls_flags single_file a.m3u8,         a.m3u8 a.ts,    -hls_flags single_file -hls_segment_filename a-2.ts a-2.m3u8",
        "-f hls http://host/a.m3u8,             a.m3u8,         -f hls http://host/a.m3u8"
    })
    void aPlaylistGoesOnWhereItCan(String arguments, String files, String expected) {
        assertThat(after(arguments, files)).isEqualTo(expected);
    }

    @Test
    void aManifestOfDashGetsANumberAndItsChunksToo() {
        assertThat(after("m.mpd", "m.mpd"))
                .endsWith(" m-2.mpd")
                .contains("-init_seg_name init-stream$RepresentationID$-2.$ext$")
                .contains("-media_seg_name chunk-stream$RepresentationID$-$Number%05d$-2.$ext$");
    }

    @Test
    void theFilesInsideATeeGetNumbers() {
        assertThat(after("-f tee [select=v]a.mkv|[f=flv]rtmp://host/x|b.ts", "b.ts"))
                .isEqualTo("-f tee [select=v]a-2.mkv|[f=flv]rtmp://host/x|b-2.ts");
        assertThatThrownBy(() -> after("-f tee a.mkv|a.m3u8", "")).isInstanceOf(FFmpegSpecException.class);
    }

    @Test
    void aPathStaysAPath() {
        StreamSpec spec = Input.of("x").output(MediaTarget.of(Path.of("/a/50%.b.mkv")));
        CompiledCommand command = CompiledCommand.of(spec);
        CompiledCommand changed = command.edited(command.freeNames(taken("/a/50%.b.mkv"), NOW));
        assertThat(changed.outputs()).containsExactly(MediaTarget.of(Path.of("/a/50%.b-2.mkv")));
        StreamSpec many = Input.of("x").output(MediaTarget.pattern(Path.of("/a%"), "i%03d.png"));
        CompiledCommand pictures = CompiledCommand.of(many);
        assertThat(pictures.freeNames(taken("/a%/i004.png"), NOW).outputOptions())
                .isEqualTo(java.util.Map.of(0, List.of("-start_number", "5")));
    }
}
