package io.github.asyncffmpeg.internal.staging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderPlacementTest {

    @TempDir
    private Path place;

    private Path folder;
    private FolderPlacement placement;

    @BeforeEach
    void aFolder() throws IOException {
        folder = Files.createDirectory(place.resolve("marked"));
        placement = new FolderPlacement(folder, place, Set.of("list.csv"), Set.of("all.m3u8"));
        for (String name : List.of("all.m3u8", "p.m3u8", "p0.ts", "z.ts", "list.csv", "v/p.m3u8", "v/p0.ts")) {
            Path file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, "new " + name);
        }
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.walk(place)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> place.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    @Test
    void whatNamesOthersIsMovedAfterThem() throws Exception {
        assertThat(placement.files().stream().map(Path::toString))
                .containsExactly("p0.ts", "v/p0.ts", "z.ts", "list.csv", "p.m3u8", "v/p.m3u8", "all.m3u8");
    }

    @Test
    void allAreMovedAndTheFolderIsGone() throws Exception {
        placement.move(false);
        assertThat(names()).containsExactly("all.m3u8", "list.csv", "p.m3u8", "p0.ts", "v/p.m3u8", "v/p0.ts", "z.ts");
        assertThat(folder).doesNotExist();
    }

    @Test
    void nothingIsMovedWhenOneNameIsTaken() throws Exception {
        Files.writeString(place.resolve("z.ts"), "old");
        assertThatThrownBy(() -> placement.move(false)).isInstanceOf(FileAlreadyExistsException.class);
        assertThat(place.resolve("z.ts")).hasContent("old");
        assertThat(place.resolve("p0.ts")).doesNotExist();
        assertThat(placement.files()).hasSize(7);
        assertThat(FolderPlacement.isOnTheWay(folder)).isFalse();
    }

    @Test
    void whatWasMovedComesBackWhenOneCannotBe() throws Exception {
        Files.writeString(place.resolve("v"), "a file where a folder is needed");
        assertThatThrownBy(() -> placement.move(false)).isInstanceOf(IOException.class);
        assertThat(placement.files()).hasSize(7);
        assertThat(place.resolve("p0.ts")).doesNotExist();
    }

    @Test
    void aLongSequenceIsMovedWhole() throws Exception {
        for (int i = 0; i < 200; i++) {
            Files.writeString(folder.resolve("f" + i + ".png"), "picture");
        }
        placement.move(false);
        assertThat(names()).hasSize(207);
        assertThat(folder).doesNotExist();
    }

    @Test
    void withOverwriteOldOnesAreReplaced() throws Exception {
        Files.writeString(place.resolve("z.ts"), "old");
        placement.move(true);
        assertThat(place.resolve("z.ts")).hasContent("new z.ts");
        assertThat(folder).doesNotExist();
    }
}
