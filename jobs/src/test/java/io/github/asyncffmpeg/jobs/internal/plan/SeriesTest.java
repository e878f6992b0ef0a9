package io.github.asyncffmpeg.jobs.internal.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.asyncffmpeg.graph.StreamSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that FFmpeg numbers. */
class SeriesTest {

    @TempDir
    Path folder;

    private PlannedJob job(String... arguments) {
        return JobAssembly.job("a", StreamSpec.ofArguments(arguments), JobSettings.NONE, folder, Set.of());
    }

    private void files(String... names) throws IOException {
        for (String name : names) {
            Files.createDirectories(folder.resolve(name).getParent());
            Files.writeString(folder.resolve(name), "x");
        }
    }

    private List<String> names(Series series) {
        return series.files().stream()
                .map(file -> folder.relativize(file).toString())
                .sorted()
                .toList();
    }

    @Test
    void knowsPicturesSegmentsAndVariants() {
        assertThat(job("-i", "a", "th/%03d.png").series())
                .containsExactly(new Series(folder.resolve("th/%03d.png"), 1));
        assertThat(job("-i", "a", "-start_number", "7", "%d.jpg").series())
                .containsExactly(new Series(folder.resolve("%d.jpg"), 7));
        assertThat(job("-i", "a", "-f", "segment", "p%d.mkv").series())
                .containsExactly(new Series(folder.resolve("p%d.mkv"), 0));
        assertThat(job("-i", "a", "-f", "segment", "-strftime", "1", "%H%M.mkv").series())
                .containsExactly(new Series(folder.resolve("%H%M.mkv"), -1));
        assertThat(job("-i", "a", "-var_stream_map", "v:0", "hls/v%v/i.m3u8").series())
                .containsExactly(new Series(folder.resolve("hls/v%v/i.m3u8"), 0));
        assertThat(job("-i", "a", "i.m3u8").series()).isEmpty();
        assertThat(job("-i", "a", "i%d.mp4").outputs()).containsExactly(folder.resolve("i%d.mp4"));
    }

    @Test
    void findsItsFilesAndNoOthers() throws IOException {
        files("a-007.png", "a-12.png", "a-x.png", "b-001.png", "a-003.png.txt", "v0/i.m3u8", "v1/i.m3u8", "v2/j.m3u8");
        assertThat(names(new Series(folder.resolve("a-%03d.png"), 1))).containsExactly("a-007.png", "a-12.png");
        assertThat(names(new Series(folder.resolve("a-%03d.png"), 8))).containsExactly("a-12.png");
        Series variants = new Series(folder.resolve("v%v/i.m3u8"), 0);
        assertThat(names(variants)).containsExactly("v0/i.m3u8", "v1/i.m3u8");
        assertThat(variants.folder()).isEqualTo(folder);
        assertThat(variants.matches(folder.resolve("v9/i.m3u8"))).isTrue();
        assertThat(variants.matches(folder.resolve("v9/k.m3u8"))).isFalse();
        assertThat(names(new Series(folder.resolve("none/%d.png"), 0))).isEmpty();
    }

    @Test
    void aPercentSignOfAFilesNameIsNoPattern() throws IOException {
        files("100%/1.png", "100%d/2.png");
        Series series = new Series(folder.resolve("100%%d/%d.png"), 1);
        assertThat(series.folder()).isEqualTo(folder.resolve("100%%d"));
        assertThat(names(new Series(folder.resolve("x%d/100%%d.png"), 1))).isEmpty();
    }

    @Test
    void aJobThatWouldWriteItsInputIsRefused() {
        PlannedJob job = job("-i", "i-000.mkv", "-c", "copy", "-f", "segment", "i-%03d.mkv");
        assertThat(PlanRules.broken(List.of(job)))
                .extracting(PlanRules.Conflict::sentence)
                .containsExactly("reads " + folder.resolve("i-000.mkv") + ", and would write it as one of "
                        + folder.resolve("i-%03d.mkv"));
    }

    @Test
    void whatTheJobsOfOnePatternNumberIsNotConvertedAgain() {
        List<PlannedJob> jobs = List.of(
                job("-i", "a.mkv", "-f", "segment", "a-%03d.mkv"),
                job("-i", "a-000.mkv", "-f", "segment", "a-000-%03d.mkv"),
                job("-i", "b-1.mkv", "-f", "segment", "b-1-%03d.mkv"));
        assertThat(OwnOutputs.without(jobs)).containsExactly(0, 2);
    }
}
