package io.github.asyncffmpeg.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.asyncffmpeg.error.FFmpegSpecException;
import io.github.asyncffmpeg.graph.Input;
import io.github.asyncffmpeg.graph.StreamSpec;
import io.github.asyncffmpeg.internal.compile.CompiledCommand;
import io.github.asyncffmpeg.media.UntrustedMedia;
import io.github.asyncffmpeg.run.FFmpegJob;
import io.github.asyncffmpeg.run.ResourceLimits;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResourceLimitsTest {

    private final ResourceLimits none = ResourceLimits.none();

    @Test
    void valuesOutOfRangeAreNamed() {
        assertThatThrownBy(() -> none.niceness(20))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("0 to 19");
        assertThatThrownBy(() -> none.niceness(-1)).hasMessageContaining("-1");
        assertThatThrownBy(() -> none.ioPriority(8)).hasMessageContaining("0 to 7");
        assertThatThrownBy(() -> none.threads(0)).hasMessageContaining("threads");
        assertThatThrownBy(() -> none.threads(100_000)).hasMessageContaining("threads: 1 to 256 expected, not 100000");
        assertThatThrownBy(() -> none.memory(1_000_000)).hasMessageContaining("64 MiB");
        assertThatThrownBy(() -> none.maxOutputSize(0)).hasMessageContaining("maxOutputSize");
        assertThatThrownBy(() -> none.maxOutputDuration(Duration.ZERO)).hasMessageContaining("maxOutputDuration");
        assertThatThrownBy(() -> none.maxLogSize(-5)).hasMessageContaining("-5");
    }

    @Test
    void eachMethodLeavesTheOthersAlone() {
        ResourceLimits all = none.niceness(3)
                .ioPriority(7)
                .threads(2)
                .memory(100_000_000)
                .maxOutputSize(1)
                .maxOutputDuration(Duration.ofSeconds(1))
                .maxLogSize(2);
        assertThat(all.niceness()).hasValue(3);
        assertThat(all.ioPriority()).hasValue(7);
        assertThat(all.isIoIdle()).isFalse();
        assertThat(all.ioIdle().isIoIdle()).isTrue();
        assertThat(all.ioIdle().ioPriority()).isEmpty();
        assertThat(all.threads()).hasValue(2);
        assertThat(all.memory()).hasValue(100_000_000);
        assertThat(all.maxOutputSize()).hasValue(1);
        assertThat(all.maxOutputDuration()).contains(Duration.ofSeconds(1));
        assertThat(all.maxLogSize()).hasValue(2);
        assertThat(none.niceness()).isEmpty();
    }

    /** What users write to say "no limit". */
    @Test
    void theLargestValuesDoNotOverflow() {
        assertThat(edited(none.maxOutputSize(Long.MAX_VALUE), "-i", "a", "o"))
                .containsExactly("-i", "a", "-fs", "9223372036854775807", "o");
        assertThat(edited(none.maxOutputDuration(ChronoUnit.FOREVER.getDuration()), "-i", "a", "o"))
                .containsExactly("-i", "a", "-t", "3153600001", "o");
        UntrustedMedia endless = UntrustedMedia.strict()
                .maxDuration(ChronoUnit.FOREVER.getDuration())
                .probing(Long.MAX_VALUE, ChronoUnit.FOREVER.getDuration());
        assertThat(endless.inputOptions(Path.of("a"), false)).contains("3153600000999999");
        FFmpegJob job =
                FFmpegJob.of(Input.of(Path.of("nowhere.mp4")).output("o")).untrusted(endless);
        assertThat(CompiledCommand.of(job.spec())
                        .edited(UntrustedInputs.edits(job, CompiledCommand.of(job.spec())))
                        .arguments())
                .containsSequence("-t", "3153600001");
    }

    private static List<String> edited(ResourceLimits limits, String... arguments) {
        CompiledCommand command = CompiledCommand.of(StreamSpec.ofArguments(arguments));
        return command.edited(WriteLimits.edits(limits, command)).arguments();
    }

    @Test
    void whatFFmpegCanKeepToItIsTold() {
        assertThat(edited(
                        none.maxOutputSize(99).maxOutputDuration(Duration.ofSeconds(9)),
                        "-i",
                        "a",
                        "b",
                        "-t",
                        "2",
                        "c"))
                .containsExactly("-i", "a", "-fs", "100", "-t", "10", "b", "-t", "2", "-fs", "100", "c");
    }

    @Test
    void aNarrowerBoundOnThreadsStays() {
        assertThat(edited(none.threads(2), "-threads", "1", "-i", "a", "-threads", "8", "b"))
                .containsExactly(
                        "-filter_threads",
                        "2",
                        "-filter_complex_threads",
                        "2",
                        "-threads",
                        "1",
                        "-i",
                        "a",
                        "-threads",
                        "8",
                        "-threads",
                        "2",
                        "b");
    }

    private static FFmpegJob untrusted(StreamSpec spec) {
        return FFmpegJob.of(spec).untrusted(UntrustedMedia.strict());
    }

    @Test
    void thePolicyBringsLimitsWhereThereAreNone() {
        FFmpegJob job = untrusted(StreamSpec.ofArguments("-i", "a", "b"));
        CompiledCommand command = CompiledCommand.of(job.spec());
        FFmpegJob limited = UntrustedInputs.limited(job, command);
        assertThat(limited.timeout()).contains(Duration.ofHours(1));
        assertThat(limited.stallTimeout()).contains(Duration.ofMinutes(1));
        assertThat(limited.limits().maxLogSize()).hasValue(64 << 20);
        FFmpegJob own = UntrustedInputs.limited(
                job.timeout(Duration.ofDays(1)).limits(none.maxLogSize(5).memory(1L << 30)), command);
        assertThat(own.timeout()).contains(Duration.ofDays(1));
        assertThat(own.limits().maxLogSize()).hasValue(5);
        assertThat(own.limits().memory()).hasValue(1L << 30);
        assertThat(UntrustedInputs.limited(FFmpegJob.of(job.spec()), command).timeout())
                .isEmpty();
    }

    @TempDir
    Path folder;

    @Test
    void thePolicyComesLastBeforeEachInput() throws Exception {
        Path file = Files.writeString(folder.resolve("a.mp4"), "");
        FFmpegJob job = untrusted(Input.of(file).option("max_pixels", 9).output("b.mp4"));
        CompiledCommand command = CompiledCommand.of(job.spec());
        List<String> arguments =
                command.edited(UntrustedInputs.edits(job, command)).arguments();
        assertThat(arguments)
                .containsSubsequence(
                        "-max_pixels",
                        "9",
                        "-protocol_whitelist",
                        "file",
                        "-max_pixels",
                        "67108864",
                        "-t",
                        "43201",
                        "-i",
                        "file:" + file);
        assertThat(arguments).startsWith("-max_alloc");
    }

    @Test
    void whatIsNoPathIsRefused() {
        for (StreamSpec spec :
                List.of(Input.of("a.mp4").output("b"), StreamSpec.ofArguments("-i", "file:a.mp4", "b"))) {
            FFmpegJob job = untrusted(spec);
            assertThatThrownBy(() -> UntrustedInputs.edits(job, CompiledCommand.of(spec)))
                    .isInstanceOf(FFmpegSpecException.class)
                    .hasMessageContaining("a.mp4")
                    .hasMessageContaining("give a Path");
        }
    }
}
