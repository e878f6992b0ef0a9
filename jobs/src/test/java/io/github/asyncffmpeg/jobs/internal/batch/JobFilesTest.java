package io.github.asyncffmpeg.jobs.internal.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.asyncffmpeg.graph.StreamSpec;
import io.github.asyncffmpeg.internal.compile.CompiledCommand;
import io.github.asyncffmpeg.jobs.internal.plan.FileTargets;
import io.github.asyncffmpeg.jobs.internal.plan.PlannedJob;
import io.github.asyncffmpeg.jobs.internal.plan.PlannedJob.Retries;
import io.github.asyncffmpeg.run.FFmpegJob;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobFilesTest {

    @TempDir
    Path folder;

    private boolean isThere(String... outputs) {
        CompiledCommand command = CompiledCommand.of(StreamSpec.ofArguments(outputs));
        PlannedJob job = new PlannedJob(
                "a",
                FFmpegJob.of(StreamSpec.ofArguments(outputs)),
                List.of(),
                FileTargets.outputs(command, folder),
                FileTargets.series(command, folder),
                Set.of(),
                Map.of(),
                Retries.NONE);
        return JobFiles.areThere(job);
    }

    @Test
    void onlyAFileWithSomethingInItIsAnExistingOutput() throws Exception {
        Files.createDirectory(folder.resolve("dir.mp4"));
        Files.createFile(folder.resolve("empty.mp4"));
        Files.createFile(folder.resolve("f1.png"));
        Files.createFile(folder.resolve("wordless.srt"));
        Files.writeString(folder.resolve("whole.mp4"), "film");
        Files.writeString(folder.resolve("g1.png"), "picture");
        assertThat(isThere("-i", "x", "dir.mp4")).isFalse();
        assertThat(isThere("-i", "x", "empty.mp4")).isFalse();
        assertThat(isThere("-i", "x", "whole.mp4", "empty.mp4")).isFalse();
        assertThat(isThere("-i", "x", "f%d.png")).isFalse();
        assertThat(isThere("-i", "x", "wordless.srt", "whole.mp4")).isTrue();
        assertThat(isThere("-i", "x", "g%d.png")).isTrue();
    }
}
