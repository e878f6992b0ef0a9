package io.github.asyncffmpeg.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.asyncffmpeg.error.FFmpegSpecException;
import io.github.asyncffmpeg.graph.StreamSpec;
import io.github.asyncffmpeg.it.harness.EachFFmpeg;
import io.github.asyncffmpeg.it.harness.FFmpegs.Installation;
import io.github.asyncffmpeg.it.harness.Workbench;
import io.github.asyncffmpeg.run.FFmpegJob;
import io.github.asyncffmpeg.run.PartialOutput;
import io.github.asyncffmpeg.testkit.LeakExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;

/** With numbered outputs no byte of an earlier run is changed, whatever muxer writes. */
@Tag("media")
class NumberedOutputsIT {

    private static final List<String> OUTPUTS = List.of(
            "-c:v mpeg4 plain.mkv",
            "-c:v mpeg4 -f matroska none",
            "-c:v png pictures%03d.png",
            "-c:v mpeg4 -g 10 -f segment -segment_time 1 -segment_list list.csv segment%d.mkv",
            "-c:v mpeg4 -g 10 -f segment -segment_time 1 -strftime 1 hour%Y%m%d%H.mkv",
            "-c:v mpeg2video -g 10 -hls_time 1 -hls_list_size 0 live.m3u8",
            "-c:v mpeg4 -g 10 -hls_time 1 -hls_list_size 0 -hls_segment_type fmp4 fragments.m3u8",
            "-c:v mpeg2video -g 10 -hls_time 1 -hls_list_size 0 -hls_flags single_file single.m3u8",
            "-c:v mpeg4 -g 10 -seg_duration 1 -use_template 0 manifest.mpd",
            "-map 0 -c:v mpeg4 -f tee tee.mkv|[f=mpegts]tee.ts",
            "-c:v mpeg4 two.mkv -c:v mpeg4 two.mp4");

    @RegisterExtension
    final LeakExtension leaks = new LeakExtension();

    @EachFFmpeg
    @Tag("long")
    void nothingOfAnEarlierRunIsChanged(Installation installation) throws Exception {
        Workbench bench = new Workbench(installation, leaks);
        for (int i = 0; i < OUTPUTS.size(); i++) {
            String output = OUTPUTS.get(i);
            Path folder = Files.createDirectory(bench.file("run" + i));
            List<String> arguments = new ArrayList<>(List.of("-f", "lavfi", "-i", "testsrc=s=64x48:r=10:d=2.5"));
            arguments.addAll(Arrays.asList(output.split(" ")));
            FFmpegJob job = FFmpegJob.of(StreamSpec.ofArguments(arguments))
                    .directory(folder)
                    .numberedOutputs(true);
            Map<String, Integer> before = Map.of();
            for (int run = 1; run <= 3; run++) {
                bench.ffmpeg().run(job);
                Map<String, Integer> after = files(folder);
                assertThat(after).as(output + ", run " + run).hasSizeGreaterThan(before.size());
                assertThat(after).as(output + ", run " + run).containsAllEntriesOf(before);
                before = after;
            }
        }
    }

    /** Players need one playlist that goes on; who wants whole outputs only has one for each run, and that needs fMP4. */
    @EachFFmpeg
    void aPlaylistUnderATemporaryNameIsOneOfEachRunOrItDoesNotStart(Installation installation) throws Exception {
        Workbench bench = new Workbench(installation, leaks);
        Path folder = Files.createDirectory(bench.file("lists"));
        List<String> whole =
                new ArrayList<>(List.of("-f", "lavfi", "-i", "testsrc=s=64x48:r=10:d=2.5", "-c:v", "mpeg4"));
        whole.addAll(List.of("-g", "10", "-hls_time", "1", "-hls_segment_type", "fmp4", "list.m3u8"));
        for (int run = 1; run <= 2; run++) {
            bench.ffmpeg().run(numbered(whole, folder));
        }
        assertThat(folder.resolve("list.m3u8")).content().contains("#EXT-X-ENDLIST");
        assertThat(folder.resolve("list-2.m3u8")).content().contains("#EXT-X-ENDLIST");
        assertThatThrownBy(() -> bench.ffmpeg().run(numbered(List.of("-i", "x", "live.m3u8"), folder)))
                .isInstanceOf(FFmpegSpecException.class)
                .hasMessageContaining("numberedOutputs")
                .hasMessageContaining("hls_segment_type fmp4");
    }

    private static FFmpegJob numbered(List<String> arguments, Path folder) {
        return FFmpegJob.of(StreamSpec.ofArguments(arguments))
                .directory(folder)
                .numberedOutputs(true)
                .partialOutput(PartialOutput.KEEP);
    }

    /** The files and a hash of what is in each; but for the one playlist that goes on. */
    private static Map<String, Integer> files(Path folder) throws IOException {
        Map<String, Integer> files = new TreeMap<>();
        try (Stream<Path> all = Files.list(folder)) {
            for (Path file : (Iterable<Path>) all::iterator) {
                String name = file.getFileName().toString();
                if (!name.equals("live.m3u8")) {
                    files.put(name, Arrays.hashCode(Files.readAllBytes(file)));
                }
            }
        }
        return files;
    }
}
