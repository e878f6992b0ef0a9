package io.github.asyncffmpeg.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.asyncffmpeg.graph.StreamSpec;
import io.github.asyncffmpeg.internal.compile.CompiledCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whether outputs are still written to. */
class OutputFilesTest {

    private static final Instant BEFORE = Instant.now().minusSeconds(60);

    @TempDir
    Path folder;

    private OutputFiles outputs(String... names) {
        List<String> arguments = new ArrayList<>(List.of("-i", "in.mp4"));
        arguments.addAll(List.of(names));
        return new OutputFiles(
                CompiledCommand.of(StreamSpec.ofArguments(arguments)).outputs(), folder);
    }

    @Test
    void aFolderThatOthersWriteToDoesNotSpeakForAFileThatIsNotThere() throws IOException {
        Files.createFile(folder.resolve("of another job.mp4"));
        assertThat(outputs("out.mp4").modifiedAfter(BEFORE)).isFalse();
    }

    @Test
    void aFolderSpeaksForManyFiles() throws IOException {
        Files.createFile(folder.resolve("out001.png"));
        assertThat(outputs("out%03d.png").modifiedAfter(BEFORE)).isTrue();
        assertThat(outputs("gone/out%03d.png").modifiedAfter(BEFORE)).isFalse();
    }

    @Test
    void aFileSpeaksForItself() throws IOException {
        Files.createFile(folder.resolve("out.mp4"));
        assertThat(outputs("out.mp4").modifiedAfter(BEFORE)).isTrue();
        assertThat(outputs("out.mp4").modifiedAfter(Instant.now().plusSeconds(60)))
                .isFalse();
        assertThat(outputs("pipe:1", "tcp://127.0.0.1:1").modifiedAfter(BEFORE)).isFalse();
    }
}
