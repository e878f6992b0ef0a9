package io.github.asyncffmpeg.internal.staging;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.asyncffmpeg.graph.StreamSpec;
import io.github.asyncffmpeg.internal.compile.CompiledCommand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What lies in a folder of an output, seen while somebody writes there. */
class WrittenFilesTest {

    @TempDir
    Path root;

    private Path folder;

    @BeforeEach
    void makeAFolder() throws IOException {
        folder = Files.createDirectory(root.resolve("out"));
    }

    private WrittenFiles before(String target) {
        StreamSpec spec = StreamSpec.ofArguments("-i", "in.mp4", target);
        return WrittenFiles.before(CompiledCommand.of(spec), root, Set.of());
    }

    private void segments(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            Files.writeString(folder.resolve("list" + i + ".ts"), "segment");
        }
    }

    private static List<String> names(List<Path> files) {
        return files.stream().map(file -> String.valueOf(file.getFileName())).toList();
    }

    /** FFmpeg writes its playlist as {@code list.m3u8.tmp} and renames it. */
    @Test
    void allSegmentsAreSeenWhileAPlaylistIsRenamed() throws Exception {
        WrittenFiles written = before("out/list.m3u8");
        segments(50);
        List<String> all =
                IntStream.range(0, 50).mapToObj(i -> "list" + i + ".ts").toList();
        AtomicBoolean over = new AtomicBoolean();
        Thread renaming = new Thread(() -> {
            try {
                while (!over.get()) {
                    for (int i = 0; i < 20; i++) {
                        Path temporary = Files.writeString(folder.resolve("list.m3u8.tmp" + i), "playlist");
                        Files.move(temporary, folder.resolve("list.m3u8"), StandardCopyOption.REPLACE_EXISTING);
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        renaming.start();
        try {
            for (int look = 0; look < 300; look++) {
                assertThat(names(written.counted(0, true))).as("look " + look).isEqualTo(all);
            }
        } finally {
            over.set(true);
            renaming.join();
        }
    }

    @Test
    void aFolderMayBeALink() throws Exception {
        Files.createSymbolicLink(root.resolve("link"), folder);
        WrittenFiles written = before("link/list.m3u8");
        segments(2);
        assertThat(names(written.of(0))).containsExactly("list0.ts", "list1.ts");
        assertThat(names(written.counted(0, false))).containsExactly("list0.ts");
    }

    @Test
    void whatIsBelowAndCannotBeReadIsPassedOver() throws Exception {
        WrittenFiles written = before("out/v%v/list%v.m3u8");
        Path variant = Files.createDirectory(folder.resolve("v0"));
        Files.writeString(variant.resolve("list0.m3u8"), "playlist");
        Files.createSymbolicLink(folder.resolve("v1"), root.resolve("nowhere"));
        Files.createSymbolicLink(folder.resolve("v2"), folder);
        assertThat(names(written.of(0))).contains("list0.m3u8");
    }
}
