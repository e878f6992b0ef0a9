package io.github.asyncffmpeg.internal.compile;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.asyncffmpeg.graph.StreamSpec;
import io.github.asyncffmpeg.media.MediaTarget;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArgumentScanTest {

    private static CompiledCommand command(String line) {
        return CompiledCommand.of(StreamSpec.ofArguments(line.split(" ")));
    }

    @Test
    void tellsOptionsInputsAndOutputsApart() {
        CompiledCommand command =
                command("-y -re -ss 5 -i in.mp4 -i -odd -map 0 -shortest -c copy o.mp4 -an -metadata i=1 -- -x");
        assertThat(command.inputs()).extracting(MediaTarget::argument).containsExactly("in.mp4", "-odd");
        assertThat(command.outputs()).extracting(MediaTarget::argument).containsExactly("o.mp4", "-x");
        assertThat(command.hasOption("y")).isTrue();
        assertThat(command.hasOption("shortest")).isTrue();
        assertThat(command.hasOption("n")).isFalse();
    }

    @Test
    void readsAnOptionThatHasAValueInSomeVersionsOnly() {
        assertThat(command("-autorotate 0 -i a -noautoscale b").outputs()).hasSize(1);
        assertThat(command("-i a -autoscale b").outputs()).hasSize(1);
    }

    @Test
    void keepsArgumentsWrittenByHandAsTheyAre() {
        assertThat(command("-i a -c copy b").arguments()).containsExactly("-i", "a", "-c", "copy", "b");
        assertThat(command("-i a -c copy b").describe()).contains("5 arguments").contains("writes b");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-i a -f mpegts -",
                "-i a -f null -f md5 -",
                "-i a -f mpegts pipe:",
                "-i a -f mpegts pipe:1",
                "-i a -f mpegts /dev/stdout",
                "-i a -f mpegts file:/dev/fd/1",
                "-i a -f mpegts /proc/self/fd/1",
                "-i a -f mpegts fd:",
                "-i a -f tee [f=mpegts]pipe:1|out.mp4",
                "-i a -f tee out.mp4|[f=nut]-",
                "-i a -f segment -segment_list pipe:1 o%d.ts",
                "-i a -vf metadata=print:file=- o.mp4",
                "-i a -vf metadata=print:file='-' o.mp4",
                "-i a -af ametadata=mode=print:file=pipe\\\\:1 o.mp4",
                "-i a -i b -lavfi psnr=stats_file=- -f null -",
                "-i a -progress - o.mp4",
                "-i a -sdp_file - -f rtp rtp://127.0.0.1:5000",
                "-f lavfi -i testsrc,metadata=print:file=- -f null -",
                "-filters",
                "-h filter=scale",
                "-i a -filter_complex_script graph.txt o.mp4",
                "-i a -/filter_complex graph.txt o.mp4",
                "-init_hw_device list"
            })
    void seesWhatMayWriteStdout(String line) {
        assertThat(command(line).mayWriteStdout()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-i a b.mp4",
                "-i a -f null -",
                "-i - b.mp4",
                "-i pipe:0 b.mp4",
                "-i a -f mpegts pipe:3",
                "-i a -f mpegts /dev/fd/10",
                "-i a -vf scale=768:-1,crop=-2:3 -metadata title=a-b b.mp4",
                "-i a -map -0:a -ss -5 b.mp4",
                "-i a -vf metadata=print:file=log.txt b.mp4",
                "-i a -progress pipe:2 b.mp4"
            })
    void seesWhatCannotWriteStdout(String line) {
        assertThat(command(line).mayWriteStdout()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-i a -f mpegts -",
                "-i a -f mpegts pipe:",
                "-i a -f mpegts pipe:1",
                "-i a -f mpegts /dev/stdout",
                "-i a -f mpegts file:/dev/fd/1",
                "-i a -f mpegts fd:",
                "-i a -f mpegts md5:pipe:1",
                "-i a b.mp4 -f ffmetadata -",
                "-i a -f tee [f=mpegts]pipe:1|out.mp4"
            })
    void seesAnOutputThatIsStdout(String line) {
        assertThat(command(line).hasOutputOnStdout()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-i a b.mp4",
                "-i a -f null -",
                "-i a file:pipe:1",
                "-i a x=-",
                "-i a in/dev/stdout",
                "-i a -f mpegts pipe:3",
                "-i a -f mpegts /dev/fd/10",
                "-i a -vf metadata=print:file=- o.mp4",
                "-i a -vf metadata=print:file=- -f null -"
            })
    void seesWhenNoOutputIsStdout(String line) {
        assertThat(command(line).hasOutputOnStdout()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-i - b",
                "-i pipe: b",
                "-i pipe:0 b",
                "-i /dev/stdin b",
                "-i fd: b",
                "-i cache:pipe:0 b",
                "-i concat:a|pipe:0 b",
                "-i a -vf movie=pipe\\\\:0[x];[in][x]overlay b"
            })
    void seesWhatReadsStdin(String line) {
        assertThat(command(line).readsStdin()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-i a -", "-i a pipe:1", "-i pipe:3 b", "-i a -progress pipe:1 b", "-i a b"})
    void seesWhatDoesNotReadStdin(String line) {
        assertThat(command(line).readsStdin()).isFalse();
    }
}
