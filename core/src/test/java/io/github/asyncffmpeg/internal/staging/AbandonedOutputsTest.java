package io.github.asyncffmpeg.internal.staging;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.asyncffmpeg.graph.StreamSpec;
import io.github.asyncffmpeg.internal.compile.CompiledCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AbandonedOutputsTest {

    private static final PartialOwner DEAD = new PartialOwner("mach1", "boot1", "name", 4711, 1, 1);

    private final FakeSystem system = new FakeSystem();
    private final Abandonment owners = new Abandonment(system);

    @TempDir
    private Path folder;

    private List<StagedOutput> outputs = List.of();

    @AfterEach
    void release() {
        outputs.forEach(output -> Abandonment.release(output.owner()));
    }

    private StagedOutput output(String... arguments) {
        CompiledCommand command = CompiledCommand.of(StreamSpec.ofArguments(arguments));
        outputs = new Staging(command, folder, owners).outputs();
        return outputs.get(0);
    }

    private void start(Policy policy, StagedOutput output) {
        new AbandonedOutputs(owners, policy.fates(), false).lookAfter(output);
    }

    private Path left(StagedOutput output, String content) throws IOException {
        return Files.writeString(folder.resolve(output.names().temporary(DEAD)), content);
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> !file.equals(folder))
                    .map(file -> folder.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Policy.class,
            names = {"KEEP", "MARK"})
    void whatADeadJvmLeftGetsAMarkedName(Policy policy) throws Exception {
        StagedOutput output = output("-i", "x", "out.mp4");
        left(output, "half a film");
        Files.writeString(folder.resolve("out.partial.mp4"), "of yesterday");
        start(policy, output);
        assertThat(names()).containsExactly("out.partial-2.mp4", "out.partial.mp4");
        assertThat(folder.resolve("out.partial-2.mp4")).hasContent("half a film");
        assertThat(folder.resolve("out.partial.mp4")).hasContent("of yesterday");
    }

    @Test
    void itIsDeletedIfThePolicySaysSo() throws Exception {
        StagedOutput output = output("-i", "x", "out.mp4");
        left(output, "half a film");
        Files.writeString(folder.resolve("out.partial.mp4"), "marked on purpose");
        start(Policy.DELETE, output);
        assertThat(names()).containsExactly("out.partial.mp4");
    }

    @Test
    void anEmptyOneIsDeleted() throws Exception {
        StagedOutput output = output("-i", "x", "out.mp4");
        left(output, "");
        start(Policy.KEEP, output);
        assertThat(names()).isEmpty();
    }

    @Test
    void oneInUseIsNotTouched() throws Exception {
        StagedOutput output = output("-i", "x", "out.mp4");
        Path left = left(output, "half a film");
        system.commandLines.add("ffmpeg " + left);
        start(Policy.DELETE, output);
        assertThat(left).exists();
    }

    @Test
    void thatOfAnotherOutputIsNotTouched() throws Exception {
        StagedOutput output = output("-i", "x", "out.mp4");
        Path other =
                Files.writeString(folder.resolve(PartialName.of("other.mp4").temporary(DEAD)), "half");
        start(Policy.DELETE, output);
        assertThat(other).exists();
    }

    @Test
    void theSecondNameOfAWholeFileGoes() throws Exception {
        StagedOutput output = output("-i", "x", "out.mp4");
        Path left = left(output, "a film");
        Files.createLink(folder.resolve("out.mp4"), left);
        start(Policy.KEEP, output);
        assertThat(names()).containsExactly("out.mp4");
    }

    @Test
    void aFolderOfManyFilesIsMarkedToo() throws Exception {
        StagedOutput output = output("-i", "x", "p.m3u8");
        Path left = Files.createDirectory(folder.resolve(output.names().temporary(DEAD)));
        Files.writeString(left.resolve("p0.ts"), "half");
        start(Policy.KEEP, output);
        assertThat(names()).containsExactly("p.m3u8.partial", "p.m3u8.partial/p0.ts");
    }

    @Test
    void anEmptyFolderGoes() throws Exception {
        StagedOutput output = output("-i", "x", "p.m3u8");
        Files.createDirectory(folder.resolve(output.names().temporary(DEAD)));
        start(Policy.KEEP, output);
        assertThat(names()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Policy.class)
    void filesThatWereOnTheirWayArrive(Policy policy) throws Exception {
        StagedOutput output = output("-i", "x", "p.m3u8");
        Path left = Files.createDirectory(folder.resolve(output.names().temporary(DEAD)));
        Files.writeString(folder.resolve("p0.ts"), "moved already");
        Files.writeString(left.resolve("p1.ts"), "not yet");
        Files.writeString(left.resolve("p2.ts"), "half-way");
        Files.createLink(folder.resolve("p2.ts"), left.resolve("p2.ts"));
        Files.writeString(left.resolve("p.m3u8"), "p0.ts p1.ts");
        Files.createFile(left.resolve(".asyncffmpeg-on-the-way"));
        start(policy, output);
        assertThat(names()).containsExactly("p.m3u8", "p0.ts", "p1.ts", "p2.ts");
    }
}
