package io.github.asyncffmpeg.internal.staging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeftoverSweepTest {

    private static final PartialOwner DEAD = new PartialOwner("mach1", "boot1", "name", 4711, 1, 1);
    private static final PartialOwner ALIVE = new PartialOwner("mach1", "boot1", "name", 12, 5, 1);

    private final FakeSystem system = new FakeSystem();
    private final LeftoverSweep sweep = new LeftoverSweep(new Abandonment(system));

    @TempDir
    private Path folder;

    private void left(String output, PartialOwner owner, String content) throws IOException {
        Files.writeString(folder.resolve(PartialName.of(output).temporary(owner)), content);
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void marksWhatDeadJvmsLeftOfAnyOutputAndDeletesWhatIsEmpty() throws Exception {
        left("a.mp4", DEAD, "half a film");
        left("b.mkv", DEAD, "");
        left("c.mp4", ALIVE, "at work");
        system.processes.put(12L, 5L);
        Files.writeString(folder.resolve("d.mp4"), "whole");
        sweep.sweep(folder, false);
        assertThat(names())
                .containsExactly("a.partial.mp4", PartialName.of("c.mp4").temporary(ALIVE), "d.mp4");
    }

    @Test
    void deletesThemWhenTheJobSaysSo() throws Exception {
        left("a.mp4", DEAD, "half a film");
        sweep.sweep(folder, true);
        assertThat(names()).isEmpty();
    }

    @Test
    void sweepsAFolderOnceAndMindsNoneThatIsNotThere() throws Exception {
        sweep.sweep(folder, true);
        left("a.mp4", DEAD, "half a film");
        sweep.sweep(folder, true);
        assertThat(names()).hasSize(1);
        sweep.sweep(folder.resolve("not there"), true);
    }
}
