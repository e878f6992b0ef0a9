package io.github.asyncffmpeg.internal.failure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CauseLineTest {

    private static Optional<String> among(String... lines) {
        return CauseLine.among(Stream.of(lines)
                .map(line -> ErrorLine.parse(line, new KnownFiles(List.of(), List.of())))
                .filter(line -> !line.text().isEmpty())
                .toList());
    }

    @Test
    void saysTheParticularAndLeavesOutTheSums() {
        assertThat(among(
                        "[xyz @ 0x5562581fa180] Something new is wrong",
                        "Error reinitializing filters!",
                        "Failed to inject frame into filter network: Invalid argument",
                        "Error while processing the decoded data for stream #0:0"))
                .contains("Something new is wrong");
        assertThat(among(
                        "[xyz @ 0x5589870d0d40] Something new is wrong",
                        "[vf#0:0 @ 0x5589870d0d40] Error sending frames to consumers: Invalid argument",
                        "[vf#0:0 @ 0x5589870d0d40] Task finished with error code: -22 (Invalid argument)",
                        "Error opening output file out2.mp4.",
                        "Error opening output files: Invalid argument"))
                .contains("Something new is wrong");
    }

    @Test
    void givesTheLastThreeOfManyEachOnce() {
        assertThat(among("a", "b", "b", "c", "b", "d", "e")).contains("c; d; e");
    }

    @Test
    void givesASumWhenThereIsNothingElse() {
        assertThat(among("Conversion failed!")).contains("Conversion failed!");
        assertThat(among("", " ")).isEmpty();
    }
}
