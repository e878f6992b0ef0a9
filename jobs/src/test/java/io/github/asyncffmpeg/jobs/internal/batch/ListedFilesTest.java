package io.github.asyncffmpeg.jobs.internal.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ListedFilesTest {

    @TempDir
    Path folder;

    private Path write(String name, int bytes) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, "x".repeat(bytes));
    }

    @Test
    void countsTheSegmentsOfPlaylistsWithinPlaylists() throws IOException {
        write("a/0.m4s", 100);
        write("a/1.m4s", 200);
        write("a/init.mp4", 30);
        write("a/somebody-elses.m4s", 5_000);
        Path inner = Files.writeString(
                folder.resolve("a/index.m3u8"),
                "#EXTM3U\n#EXT-X-MAP:URI=\"init.mp4\"\n#EXTINF:2,\n0.m4s\n#EXTINF:2,\n1.m4s\nhttp://x/2.m4s\ngone.m4s\n");
        Path master = Files.writeString(folder.resolve("master.m3u8"), "#EXTM3U\na/index.m3u8\nmaster.m3u8\n");
        assertThat(ListedFiles.bytes(inner)).isEqualTo(330);
        assertThat(ListedFiles.bytes(master)).isEqualTo(330 + Files.size(inner));
    }

    @Test
    void countsTheSegmentsOfAManifest() throws IOException {
        write("init-0.m4s", 10);
        write("chunk-0-00001.m4s", 100);
        write("chunk-1-00002.m4s", 200);
        write("other.m4s", 4_000);
        Path manifest = Files.writeString(
                folder.resolve("x.mpd"),
                "<SegmentTemplate initialization=\"init-$RepresentationID$.m4s\""
                        + " media=\"chunk-$RepresentationID$-$Number%05d$.m4s\"/>");
        assertThat(ListedFiles.bytes(manifest)).isEqualTo(310);
    }

    @Test
    void countsNothingOfOtherFiles() throws IOException {
        assertThat(ListedFiles.bytes(write("x.mp4", 10))).isZero();
        assertThat(ListedFiles.bytes(folder.resolve("gone.m3u8"))).isZero();
    }
}
