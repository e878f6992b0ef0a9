package io.github.asyncffmpeg.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.asyncffmpeg.event.LogLine;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CauseLineTest {

    private record Case(String name, String cause, String... lines) {
        @Override
        public String toString() {
            return name;
        }
    }

    /** The error lines of FFmpeg 5.1.9 (Debian) and 8.0.1 (bundled), as they wrote them. */
    static Stream<Case> cases() {
        return Stream.of(
                new Case(
                        "missing input, 5.1",
                        "nothere.mp4: No such file or directory",
                        "[error] nothere.mp4: No such file or directory"),
                new Case(
                        "missing input, 8.0",
                        "Error opening input: No such file or directory; Error opening input file nothere.mp4.",
                        "[in#0 @ 0x562517d08b40] [error] Error opening input: No such file or directory",
                        "[error] Error opening input file nothere.mp4.",
                        "[fatal] Error opening input files: No such file or directory"),
                new Case("unknown encoder, 5.1", "Unknown encoder 'nosuchenc'", "[fatal] Unknown encoder 'nosuchenc'"),
                new Case(
                        "unknown encoder, 8.0",
                        "Unknown encoder 'nosuchenc'",
                        "[vost#0:0 @ 0x5589870d0d40] [fatal] Unknown encoder 'nosuchenc'",
                        "[vost#0:0 @ 0x5589870d0d40] [fatal] Error selecting an encoder",
                        "[error] Error opening output file out2.mp4.",
                        "[fatal] Error opening output files: Encoder not found"),
                new Case(
                        "codec not for this container, 5.1",
                        "Only VP8 …; Could not write header for output file #0 (incorrect codec parameters ?): Invalid",
                        "[webm @ 0x5644a7ecdb40] [error] Only VP8 …",
                        "[error] Could not write header for output file #0 (incorrect codec parameters ?): Invalid",
                        "[error] Error initializing output stream 0:1 -- ",
                        "[error] "),
                new Case(
                        "codec not for this container, 8.0",
                        "Only VP8 …; Could not write header (incorrect codec parameters ?): Invalid argument",
                        "[webm @ 0x56489cc18e80] [error] Only VP8 …",
                        "[out#0/webm @ 0x56489cc14700] [error] Could not write header (incorrect codec parameters ?):"
                                + " Invalid argument"),
                new Case(
                        "already exists, 5.1",
                        "File 'exists.mp4' already exists. Exiting.",
                        "[fatal] File 'exists.mp4' already exists. Exiting."),
                new Case(
                        "already exists, 8.0",
                        "File 'exists.mp4' already exists. Exiting.",
                        "[fatal] File 'exists.mp4' already exists. Exiting.",
                        "[error] Error opening output file exists.mp4."),
                new Case(
                        "no such filter in -vf, 5.1",
                        "No such filter: 'nosuchfilter'",
                        "[AVFilterGraph @ 0x5562581fa180] [error] No such filter: 'nosuchfilter'",
                        "[error] Error reinitializing filters!",
                        "[error] Failed to inject frame into filter network: Invalid argument",
                        "[fatal] Error while processing the decoded data for stream #0:0"),
                new Case(
                        "no such filter in -filter_complex, 5.1",
                        "No such filter: 'nosuchfilter'",
                        "[AVFilterGraph @ 0x5644c3165c40] [error] No such filter: 'nosuchfilter'",
                        "[fatal] Error initializing complex filters.",
                        "[fatal] Invalid argument"),
                new Case(
                        "no such filter in -vf, 8.0",
                        "No such filter: 'nosuchfilter'",
                        "[AVFilterGraph @ 0x5598f1329340] [error] No such filter: 'nosuchfilter'",
                        "[error] Error opening output file out4.mp4.",
                        "[fatal] Error opening output files: Filter not found"),
                new Case(
                        "no such filter in -filter_complex, 8.0",
                        "No such filter: 'nosuchfilter'",
                        "[AVFilterGraph @ 0x555ed6cb1500] [error] No such filter: 'nosuchfilter'",
                        "[fatal] Error : Filter not found"),
                new Case(
                        "permission denied, 5.1",
                        "/srv/x.mp4: Permission denied",
                        "[error] /srv/x.mp4: Permission denied"),
                new Case("nothing but a sum", "Conversion failed!", "[error] Conversion failed!"));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void saysTheParticularAndLeavesOutTheSums(Case one) {
        assertThat(CauseLine.among(Stream.of(one.lines()).map(LogLine::parse).toList()))
                .contains(one.cause());
    }

    @Test
    void isEmptyWhenNothingWasSaid() {
        assertThat(CauseLine.among(List.of())).isEmpty();
        assertThat(CauseLine.among(List.of(LogLine.parse("[error] ")))).isEmpty();
    }
}
