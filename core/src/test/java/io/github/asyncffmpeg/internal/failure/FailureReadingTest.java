package io.github.asyncffmpeg.internal.failure;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.asyncffmpeg.error.FFmpegMediaException;
import io.github.asyncffmpeg.error.FFmpegProcessException;
import io.github.asyncffmpeg.error.Failure;
import io.github.asyncffmpeg.error.Failure.Culprit;
import io.github.asyncffmpeg.error.Failure.Part;
import io.github.asyncffmpeg.error.FailureKind;
import io.github.asyncffmpeg.error.Outcome;
import io.github.asyncffmpeg.error.StopReason;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class FailureReadingTest {

    /** One entry of failures.txt: what FFmpeg wrote, and what it is read as. */
    private record Case(String name, int exitCode, List<String> in, List<String> out, String read, List<String> lines) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Case> recorded() throws IOException {
        try (InputStream file = FailureReadingTest.class.getResourceAsStream("failures.txt")) {
            String text = new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
            List<Case> cases = new ArrayList<>();
            for (String entry : text.substring(text.indexOf("\n== ") + 4).split("\n== ")) {
                List<String> lines = entry.lines().toList();
                String[] head = lines.get(0).split(" \\| ", -1);
                cases.add(new Case(
                        head[0],
                        Integer.parseInt(head[1].substring("exit ".length())),
                        words(head[2], "in"),
                        words(head[3], "out"),
                        lines.get(1).substring("-> ".length()),
                        lines.subList(2, lines.size())));
            }
            return cases.stream();
        }
    }

    private static List<String> words(String text, String head) {
        String rest = text.substring(head.length()).strip();
        return rest.isEmpty() ? List.of() : List.of(rest.split(" "));
    }

    @ParameterizedTest
    @MethodSource("recorded")
    void readsWhatFFmpegWrote(Case one) {
        Failure failure = FailureReading.of(one.lines(), one.exitCode(), one.in(), one.out());
        assertThat(failure.kind() + " | "
                        + failure.stage().map(Enum::name).orElse("-") + " | "
                        + failure.culprit().map(FailureReadingTest::text).orElse("-") + " | " + failure.sentence())
                .isEqualTo(one.read());
    }

    private static String text(Culprit culprit) {
        return culprit.part() + " " + culprit.name();
    }

    /** Words that could not be provoked here, from FFmpeg's and glibc's tables of errors. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "in.mp4: Permission denied                       | PERMISSION_DENIED",
                "out.mp4: Operation not permitted                | PERMISSION_DENIED", // chattr +i
                "in.mp4: Too many open files                     | TOO_MANY_OPEN_FILES",
                "out.mp4: Read-only file system                  | READ_ONLY_FILE_SYSTEM",
                "in.mp4: Network is unreachable                  | NETWORK_UNREACHABLE",
                "in.mp4: No route to host                        | NETWORK_UNREACHABLE",
                "in.mp4: Software caused connection abort        | CONNECTION_LOST",
                "in.mp4: Input/output error                      | IO_ERROR",
                "in.mp4: No such device                          | NO_SUCH_DEVICE",
                "av_interleaved_write_frame(): Disk quota exceeded | DISK_FULL",
                "av_interleaved_write_frame(): File too large    | DISK_FULL",
                "av_interleaved_write_frame(): Input/output error | IO_ERROR",
                "[enc:x @ 0x55aa] Task finished with error code: -12 (Cannot allocate memory) | OUT_OF_MEMORY",
                "malloc of size 8388608 failed                   | OUT_OF_MEMORY",
                "Failed to inject frame into filter network: Cannot allocate memory | OUT_OF_MEMORY",
                "[mp4 @ 0x55aa] pts (3) < dts (4) in stream 0    | BAD_TIMESTAMPS",
                "[matroska @ 0x55aa] Can't write packet with unknown timestamp | BAD_TIMESTAMPS",
                "Decoder (codec av1) not found for input stream #0:0 | NO_DECODER",
                "Decoding requested, but no decoder found for: av1 | NO_DECODER",
                "[flv @ 0x55aa] Video codec 'vp9' for stream 0 is not compatible with FLV | CODEC_NOT_IN_CONTAINER",
                "[mp4 @ 0x55aa] truehd in MP4 support is experimental, add '-strict -2' | EXPERIMENTAL_CODEC",
                "[Parsed_hflip_0 @ 0x55aa] Media type mismatch between the 'a' filter output pad 0 (video) and | WRONG_MEDIUM",
                "Svt[error]: Instance 1: Source Width must be even for YUV_420 colorspace | ODD_DIMENSIONS",
                "ffmpeg: error while loading shared libraries: libx.so.1: cannot open shared object file | LIBRARY_NOT_LOADED"
            })
    void knowsWordsThatWereNotProvoked(String line, FailureKind kind) {
        assertThat(FailureReading.of(List.of(line), 1, List.of("in.mp4"), List.of("out.mp4"))
                        .kind())
                .isEqualTo(kind);
    }

    @ParameterizedTest
    @CsvSource({
        "254, NO_SUCH_FILE",
        "183, INVALID_DATA",
        "228, DISK_FULL",
        "145, CONNECTION_REFUSED",
        "88,  EXPERIMENTAL_CODEC",
        "69,  INVALID_DATA",
        "127, LIBRARY_NOT_LOADED",
        "137, KILLED",
        "143, TERMINATED",
        "139, CRASHED",
        "134, CRASHED",
        "153, DISK_FULL",
        "1,   UNRECOGNISED",
        "8,   UNRECOGNISED",
        "234, UNRECOGNISED",
        "255, UNRECOGNISED"
    })
    void takesTheExitCodeWhereNothingWasSaid(int exitCode, FailureKind kind) {
        Failure failure = FailureReading.of(List.of(), exitCode, List.of("in.mp4"), List.of());
        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure.causeLine()).isEmpty();
        assertThat(failure.sentence())
                .isEqualTo(
                        kind == FailureKind.UNRECOGNISED
                                ? "no reason was given"
                                : kind.name().toLowerCase(Locale.ROOT).replace('_', ' '));
    }

    /** FFmpeg has -1 and "out of memory" for reasons of its own; a retry would not help, and no right is lacking. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "in.mp4: Operation not permitted",
                "in.mp4: Cannot allocate memory",
                "[in#0 @ 0x55aa] Error opening input: Operation not permitted",
                "[in#0 @ 0x55aa] Error opening input: Cannot allocate memory",
                "av_interleaved_write_frame(): Operation not permitted",
                "av_interleaved_write_frame(): Cannot allocate memory",
                "[vost#0:0/x @ 0x55aa] Error submitting a packet to the muxer: Cannot allocate memory",
                "[out#0/x @ 0x55aa] Error writing trailer: Cannot allocate memory",
                "[out#0/x @ 0x55aa] Task finished with error code: -12 (Cannot allocate memory)",
                "[in#0/x @ 0x55aa] Task finished with error code: -12 (Cannot allocate memory)",
                "[in#0/x @ 0x55aa] Task finished with error code: -1 (Operation not permitted)",
                "Error while opening decoder for input stream #0:0 : Cannot allocate memory",
                "[dec:x @ 0x55aa] Error while opening decoder: Cannot allocate memory",
                "[Parsed_x_0 @ 0x55aa] y: Operation not permitted",
                "Error opening output files: Operation not permitted",
                "Error opening input files: Cannot allocate memory"
            })
    void takesNoNumberOfFFmpegsOwnForAReasonOfTheSystem(String line) {
        for (int exitCode : new int[] {1, 244, 255}) {
            Failure failure = FailureReading.of(List.of(line), exitCode, List.of("in.mp4"), List.of("out.mp4"));
            assertThat(failure.kind()).isEqualTo(FailureKind.UNRECOGNISED);
            assertThat(failure.causeLine()).isPresent();
        }
    }

    @Test
    void tellsWhichLimitOfAPolicyItWas() {
        Map<String, Failure.Limit> lines = Map.of(
                "[hls @ 0x55aa] Format not on whitelist 'mov'", Failure.Limit.FORMATS,
                "[svg @ 0x55aa] Codec (svg) not on whitelist 'h264'", Failure.Limit.DECODERS,
                "[png @ 0x55aa] Picture size 9000x9000 exceeds specified max pixel count 100, see the documentation",
                        Failure.Limit.PIXELS,
                "[mov @ 0x55aa] Number of streams exceeds max_streams parameter (64), see the documentation",
                        Failure.Limit.STREAMS);
        lines.forEach((line, limit) -> {
            Failure failure = FailureReading.of(List.of(line), 183, List.of("in.mp4"), List.of());
            assertThat(failure.kind()).isEqualTo(FailureKind.REFUSED_BY_POLICY);
            assertThat(failure.limit()).contains(limit);
            assertThat(failure.sentence()).startsWith("in.mp4: it ").doesNotContain("'");
        });
    }

    /** For people who do not know this machine. */
    @Test
    void callsTheFileByAnotherNameEverywhere() {
        Failure failure = FailureReading.of(
                List.of("File 'file:/srv/a b.mp4' already exists. Exiting."),
                1,
                List.of(),
                List.of("file:/srv/a b.mp4"));
        assertThat(failure.renamed(name -> "your file").sentence())
                .isEqualTo("File 'your file' already exists. Exiting.");
    }

    @Test
    void asksWhatWasMeantBeforeTheFullStop() {
        Failure read = FailureReading.of(List.of("Unrecognized option 'crff'."), 1, List.of(), List.of());
        Failure failure = new Failure(read.kind(), read.stage(), read.culprit(), read.causeLine(), List.of("crf"));
        assertThat(failure.sentence()).isEqualTo("Unrecognized option 'crff' (did you mean crf?)");
    }

    @Test
    void findsTheReasonBelowCodeOfTheProgram() {
        Failure missing =
                FailureReading.of(List.of("in.mp4: No such file or directory"), 1, List.of("in.mp4"), List.of());
        assertThat(new FFmpegMediaException(
                                "a source failed",
                                new IllegalStateException(process(missing, new Outcome.Failed(false))))
                        .failure())
                .isEqualTo(missing);
        Failure stall = new Failure(
                FailureKind.STALLED,
                Optional.empty(),
                Optional.empty(),
                Optional.of("it made no progress for 5 s"),
                List.of(),
                Optional.of(Failure.Limit.STALL));
        FFmpegMediaException cut = new FFmpegMediaException("a sink was cut short", new IllegalStateException());
        assertThat(cut.failure().kind()).isEqualTo(FailureKind.MEDIA_CODE_FAILED);
        cut.addSuppressed(process(missing, new Outcome.Failed(false))); // what follows from the broken source
        assertThat(cut.failure().kind()).isEqualTo(FailureKind.MEDIA_CODE_FAILED);
        cut.addSuppressed(process(stall, new Outcome.TimedOut(StopReason.STALL, Duration.ofSeconds(5), false)));
        assertThat(cut.failure()).isEqualTo(stall);
    }

    private static FFmpegProcessException process(Failure failure, Outcome outcome) {
        return new FFmpegProcessException(
                "",
                failure,
                new FFmpegProcessException.Run(1, List.of(), List.of(), Duration.ZERO, outcome, List.of(), List.of()),
                null);
    }

    @Test
    void aCrashIsACrashWhateverWasSaidBefore() {
        assertThat(FailureReading.of(
                                List.of("in.mp4: Invalid data found when processing input"), 139, List.of(), List.of())
                        .kind())
                .isEqualTo(FailureKind.CRASHED);
    }

    @Test
    void namesTheFileThatFFmpegNumbers() {
        List<String> lines =
                List.of("[out#1/webm @ 0x55aa] Could not write header (incorrect codec parameters ?): Broken pipe");
        assertThat(FailureReading.of(lines, 224, List.of("a"), List.of("b", "c"))
                        .culprit())
                .contains(new Culprit(Part.OUTPUT, "c"));
        assertThat(FailureReading.of(lines, 224, List.of("a"), List.of("b")).culprit())
                .isEqualTo(Optional.of(new Culprit(Part.OUTPUT, "b")));
    }

    /** The log of FFmpeg counts what it does not repeat; ffprobe's does so even in the first line that is kept. */
    @Test
    void aCountOfRepetitionsIsNoReason() {
        Failure failure = FailureReading.of(
                List.of("    Last message repeated 7 times", "Corrupt extradata", "    Last message repeated 1 times"),
                1,
                List.of("in.mkv"),
                List.of());
        assertThat(failure.sentence()).contains("Corrupt extradata").doesNotContain("repeated");
    }

    @Test
    void anUnknownReasonIsUnrecognisedAndKept() {
        Failure failure = FailureReading.of(
                List.of("[xyz @ 0x55aa] Something new is wrong", "Conversion failed!"), 1, List.of(), List.of());
        assertThat(failure.kind()).isEqualTo(FailureKind.UNRECOGNISED);
        assertThat(failure.causeLine()).contains("Something new is wrong");
    }

    @Test
    void anUnknownReasonNamesTheFileWhereFFmpegDoes() {
        Failure failure = FailureReading.of(
                List.of("[in#0 @ 0x55aa] Error opening input: Something new", "Error opening input file a.mp4."),
                1,
                List.of("a.mp4"),
                List.of("b.mp4"));
        assertThat(failure.kind()).isEqualTo(FailureKind.UNRECOGNISED);
        assertThat(failure.culprit()).contains(new Culprit(Part.INPUT, "a.mp4"));
        assertThat(failure.sentence()).isEqualTo("a.mp4: Error opening input: Something new");
    }

    /** Names are of users, and a log may hold anything. */
    @Test
    void survivesAnyLine() {
        for (String line : List.of(
                "", " ", "[", "] ", "[ @ 0x] ", "[a @ 0x1] ", ": ", "a: ", "[in#99999999999 @ 0x1] x", "$1\\E")) {
            assertThat(FailureReading.of(List.of(line), 1, List.of("$1\\E", ""), List.of("("))
                            .kind())
                    .isEqualTo(FailureKind.UNRECOGNISED);
        }
        String endless = "Error ".repeat(170);
        assertThat(FailureReading.of(List.of(endless), 1, List.of(), List.of()).kind())
                .isEqualTo(FailureKind.UNRECOGNISED);
    }

    /** The words of a rule in the name of a file prove nothing. Both ways of FFmpeg to name it: 5.1's, then 8.0's. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "certificate.mp4",
                "file:/a/My Certificate.mp4",
                "a: symbol lookup error: b.mp4",
                "a: error while loading shared libraries: b.mp4",
                "x codec y not compatible with z.mp4",
                "The muxer does not support x.mp4",
                "codec not currently supported in container",
                "Error while opening encoder",
                "a: No space left on device",
                "Unknown encoder 'x'",
                "File 'x' already exists. Exiting.",
                "Conversion failed!: Cannot allocate memory"
            })
    void takesNoNameOfAFileForAReason(String name) {
        List<List<String>> said = List.of(
                List.of(name + ": Invalid data found when processing input"),
                List.of(
                        "[in#0 @ 0x55aa] Error opening input: Invalid data found when processing input",
                        "Error opening input file " + name + ".",
                        "Error opening input files: Invalid data found when processing input"),
                List.of( // under a -loglevel of the user's the rest of the log is there as well
                        "Input #0, mp4, from '" + name + "':", name + ": Invalid data found when processing input"));
        for (List<String> lines : said) {
            Failure failure = FailureReading.of(lines, 1, List.of(name), List.of("out.mp4"));
            assertThat(failure.kind()).as(lines.toString()).isEqualTo(FailureKind.INVALID_DATA);
            assertThat(failure.culprit()).contains(new Culprit(Part.INPUT, name));
        }
    }

    @Test
    void takesNoAddressOfASegmentForATroubleWithTls() {
        Failure failure = FailureReading.of(
                List.of(
                        "[hls @ 0x55aa] Error when loading first segment 'https://host/certificate/1.ts'",
                        "[in#0 @ 0x55aa] Error opening input: Invalid data found when processing input"),
                183,
                List.of("https://host/a.m3u8"),
                List.of());
        assertThat(failure.kind()).isEqualTo(FailureKind.INVALID_DATA);
        assertThat(FailureReading.of(
                                List.of("[tls @ 0x55aa] error:0A000086:SSL routines::certificate verify failed"),
                                251,
                                List.of("https://host/a.mp4"),
                                List.of())
                        .kind())
                .isEqualTo(FailureKind.TLS_FAILED);
    }

    /** The words of rules over and over: nothing of it may take more than linear time, or not much more. */
    @Test
    @Timeout(60)
    void readsHostileLinesInTime() {
        List<String> pieces = List.of(
                "a",
                "'",
                ": ",
                "_1",
                "[x @ 0x1] ",
                " filter '",
                "Error opening output ",
                "Decoder (codec ",
                "Parsed_a_",
                "Filter 'a' has ",
                "Default encoder for format x ",
                "corrupt input packet ",
                "output stream #",
                "Option a (",
                "Codec a is not supported by the bitstream filter 'b",
                "muxer does not support ",
                " ");
        List<String> starts = List.of(
                "",
                "Automatic encoder selection failed ",
                "Option x (",
                "Error closing file ",
                "Filter '",
                "Codec ",
                "Impossible to convert between the formats supported by the filter '",
                "Unable to choose an output format for '",
                "Cannot find a unlabeled input pad ",
                "Failed to configure x pad on Parsed_",
                "[");
        for (String piece : pieces) {
            for (String start : starts) {
                String line = start + piece.repeat(8192 / piece.length());
                FailureReading.of(List.of(line), 1, List.of("in.mp4"), List.of("out.mp4"));
            }
        }
        List<String> many = Collections.nCopies(32_000, "a: b"); // as many as are kept of what an ffprobe says
        FailureReading.of(many, 1, List.of("in.mp4"), List.of());
    }
}
