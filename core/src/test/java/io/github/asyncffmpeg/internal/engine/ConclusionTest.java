package io.github.asyncffmpeg.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.asyncffmpeg.error.FFmpegProcessException;
import io.github.asyncffmpeg.error.FailureKind;
import io.github.asyncffmpeg.error.OutputFate;
import io.github.asyncffmpeg.error.StopReason;
import io.github.asyncffmpeg.graph.StreamSpec;
import io.github.asyncffmpeg.internal.compile.CompiledCommand;
import io.github.asyncffmpeg.internal.staging.OutputSettlement;
import io.github.asyncffmpeg.internal.staging.StagedOutputs;
import io.github.asyncffmpeg.run.PartialOutput;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConclusionTest {

    private static final StreamSpec SPEC = StreamSpec.ofArguments("-i", "in.mp4", "out.mp4");

    private KnownNames names = KnownNames.NONE;
    private StreamSpec spec = SPEC;
    private StagedOutputs staged = StagedOutputs.of("a job", null, null, CompiledCommand.of(spec));

    /** done: a = asked, t = SIGTERM, k = SIGKILL, o = nothing; saw: a block with frames, an empty block, or none. */
    @ParameterizedTest(name = "exit {0}, {1}, done {2}, saw {3}, said {4}: {5}")
    @CsvSource(
            delimiter = ';',
            nullValues = "-",
            value = {
                "0  ; -       ; o  ; frames ; x     ; Completed[]",
                "0  ; -       ; o  ; none   ; x     ; Completed[]",
                "1  ; -       ; o  ; frames ; x     ; Failed[finalised=false]",
                "234; -       ; o  ; none   ; x     ; Failed[finalised=false]",
                "0  ; -       ; o  ; none   ; exists; Failed[finalised=false]",
                "0  ; QUIT    ; a  ; none   ; exists; Failed[finalised=false]",
                "0  ; QUIT    ; a  ; frames ; x     ; Stopped[reason=QUIT, finalised=true]",
                "0  ; QUIT    ; a  ; empty  ; x     ; Stopped[reason=QUIT, finalised=false]",
                "0  ; QUIT    ; o  ; frames ; x     ; Completed[]",
                "255; CANCEL  ; at ; frames ; x     ; Stopped[reason=CANCEL, finalised=true]",
                "255; CLOSE   ; t  ; empty  ; x     ; Stopped[reason=CLOSE, finalised=false]",
                "143; QUIT    ; t  ; none   ; x     ; Stopped[reason=QUIT, finalised=false]",
                "1  ; QUIT    ; t  ; none   ; x     ; Stopped[reason=QUIT, finalised=false]",
                "1  ; QUIT    ; a  ; frames ; x     ; Failed[finalised=false]",
                "123; QUIT    ; t  ; frames ; x     ; Failed[finalised=false]",
                "255; QUIT    ; at ; frames ; abort ; Failed[finalised=false]",
                "0  ; SHUTDOWN; a  ; frames ; x     ; Stopped[reason=SHUTDOWN, finalised=true]",
                "255; -       ; o  ; frames ; signal; Failed[finalised=true]",
                "255; -       ; o  ; empty  ; signal; Failed[finalised=false]",
                "255; -       ; o  ; frames ; x     ; Failed[finalised=false]",
                "1  ; QUIT    ; o  ; none   ; x     ; Failed[finalised=false]",
                "1  ; CLOSE   ; o  ; frames ; x     ; Failed[finalised=false]",
                "255; SHUTDOWN; o  ; frames ; signal; Stopped[reason=SHUTDOWN, finalised=true]",
                "255; SHUTDOWN; o  ; frames ; x     ; Stopped[reason=SHUTDOWN, finalised=true]",
                "137; -       ; o  ; frames ; x     ; Killed[reason=FOREIGN]",
                "137; KILL    ; k  ; frames ; x     ; Killed[reason=KILL]",
                "137; QUIT    ; atk; frames ; x     ; Killed[reason=QUIT]",
                "1  ; KILL    ; k  ; frames ; x     ; Killed[reason=KILL]",
                "0  ; QUIT    ; atk; frames ; x     ; Stopped[reason=QUIT, finalised=true]",
                "0  ; KILL    ; k  ; frames ; x     ; Completed[]",
                "0  ; TIMEOUT ; a  ; frames ; x     ; TimedOut[reason=TIMEOUT, limit=PT5S, finalised=true]",
                "255; TIMEOUT ; at ; frames ; x     ; TimedOut[reason=TIMEOUT, limit=PT5S, finalised=true]",
                "0  ; -       ; o  ; none   ; signal; Failed[finalised=false]",
                "0  ; SHUTDOWN; o  ; none   ; signal; Stopped[reason=SHUTDOWN, finalised=false]",
                "0  ; -       ; o  ; frames ; full  ; Failed[finalised=false]",
                "0  ; QUIT    ; a  ; frames ; full  ; Failed[finalised=false]",
                "0  ; TIMEOUT ; a  ; frames ; full  ; TimedOut[reason=TIMEOUT, limit=PT5S, finalised=false]",
                "255; TIMEOUT ; at ; frames ; abort ; TimedOut[reason=TIMEOUT, limit=PT5S, finalised=false]",
                "137; TIMEOUT ; atk; frames ; x     ; TimedOut[reason=TIMEOUT, limit=PT5S, finalised=false]",
                "0  ; TIMEOUT ; a  ; empty  ; x     ; TimedOut[reason=TIMEOUT, limit=PT5S, finalised=false]"
            })
    void judgesByWhatWasDoneAndSeen(
            int exitCode, StopReason reason, String done, String saw, String said, String outcome) {
        RunLog log = Meters.log();
        report(log, saw);
        stderr(
                log,
                switch (said) {
                    case "exists" -> "[fatal] File 'x.mp4' already exists. Exiting.";
                    case "abort" -> "[error] Error closing file: Immediate exit requested";
                    case "full" -> "[error] Error writing trailer of out.mp4: No space left on device";
                    case "signal" -> "[info] Exiting normally, received signal 2.";
                    default -> "[info] nothing of weight";
                });
        Conclusion how = conclude(log, exitCode, reason, done);
        boolean normal = outcome.startsWith("Completed") || outcome.startsWith("Stopped");
        assertThat(how.outcome()).hasToString(outcome);
        assertThat(how.result() != null).isEqualTo(normal);
        assertThat(how.failure() == null).isEqualTo(normal);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[fatal] File 'a b.mp4' already exists. Exiting.",
                "[out#0/mp4 @ 0x55aa] [fatal] File 'a.mp4' already exists. Exiting.",
                "[error] File 'a\nb.mp4' already exists. Exiting."
            })
    void takesNoRefusalToOverwriteForSuccess(String line) {
        RunLog log = Meters.log();
        stderr(log, line);
        assertThat(conclude(log, 0, null, "o").outcome()).hasToString("Failed[finalised=false]");
    }

    @Test
    void failsARunThatWasStoppedForWritingTooMuch() {
        RunLog log = Meters.log();
        report(log, "frames");
        Conclusion how = conclude(log, 0, StopReason.LIMIT, "ab");
        assertThat(how.result()).isNull();
        assertThat(how.outcome()).hasToString("Stopped[reason=LIMIT, finalised=true]");
        assertThat(how.failure()).hasMessageContaining("more to its standard output than captureStdout allows");
    }

    /** It told only of the file that could not be renamed. */
    @Test
    void tellsOfTheLimitFirstWhenTheOutputCannotBePutInItsPlaceEither(@TempDir Path folder) throws Exception {
        staged = StagedOutputs.of("a job", Fates.of(PartialOutput.KEEP), folder, CompiledCommand.of(spec));
        Files.writeString(staged.observed().get(0), "half a film");
        Files.writeString(folder.resolve("out.mp4"), "of somebody else");
        RunLog log = Meters.log();
        report(log, "frames");
        FFmpegProcessException failed = (FFmpegProcessException)
                conclude(log, 0, StopReason.LIMIT, "ab").failure();
        assertThat(failed.failure().kind()).isEqualTo(FailureKind.LIMIT_EXCEEDED);
        assertThat(failed.outcome()).hasToString("Stopped[reason=LIMIT, finalised=true]");
        assertThat(failed)
                .hasMessageContaining("more to its standard output than captureStdout allows")
                .hasMessageEndingWith("; 'out.mp4' could not be put in its place: File exists;"
                        + " what was written is kept as 'out.partial.mp4' beside it")
                .hasCauseInstanceOf(FileAlreadyExistsException.class);
        assertThat(failed.outputs()).extracting("state").containsExactly(OutputFate.State.MARKED);
    }

    @Test
    void believesNothingThatMetadataSays() {
        RunLog log = Meters.log();
        stderr(log, "[info]     title           : File 'x' already exists. Exiting.");
        stderr(log, "[info]     comment         : Immediate exit requested");
        stderr(log, "    artist          : Immediate exit requested");
        stderr(log, "[info]     album           : Exiting normally, received signal 2.");
        assertThat(log.facts().refusedToOverwrite() || log.facts().aborted() || log.signalled())
                .isFalse();
    }

    /** Found by chaos: SIGTERM while FFmpeg 8.0.1 opens a slow FIFO. The file was whole. */
    @Test
    void takesAReadThatWasBrokenOffForNoLostTrailer() {
        RunLog log = Meters.log();
        report(log, "frames");
        stderr(log, "[in#0/s16le @ 0x55aa] [error] Error during demuxing: Immediate exit requested");
        stderr(log, "[info] Exiting normally, received signal 15.");
        assertThat(conclude(log, 255, StopReason.SHUTDOWN, "t").outcome())
                .hasToString("Stopped[reason=SHUTDOWN, finalised=true]");
    }

    /** A line break in a name makes a line of its own, which has no level where all others have one. */
    @Test
    void believesNothingThatAFileNameSays() {
        RunLog log = Meters.log();
        stderr(log, "[info] Input #0, mov, from 'file:a");
        stderr(log, "File 'x' already exists. Exiting.");
        stderr(log, "Exiting normally, received signal 15.");
        stderr(log, "Error closing file: Immediate exit requested");
        stderr(log, "Error writing trailer of x: No space left on device");
        stderr(log, "[warning] Unknown type 'x\n[error] Error writing trailer: No space left on device\n'");
        stderr(log, "[error] forged");
        assertThat(log.facts().refusedToOverwrite() || log.facts().aborted() || log.signalled())
                .isFalse();
        assertThat(conclude(log, 0, null, "o").outcome()).hasToString("Completed[]");
    }

    @Test
    void takesNoRefusalToOverwriteANameWithALineBreakForSuccess() {
        RunLog log = Meters.log();
        stderr(log, "[out#0/matroska @ 0x55aa] [error] File 'file:two\n\nlines.mkv' already exists. Exiting.");
        assertThat(conclude(log, 0, null, "o").outcome()).hasToString("Failed[finalised=false]");
    }

    /** An FFmpeg that hangs when it is asked for its encoders must not keep the failure of a run. */
    @Test
    @Timeout(15)
    void waitsForSuggestionsASecondOrTwo() throws Exception {
        CountDownLatch done = new CountDownLatch(1);
        names = new KnownNames() {
            @Override
            public Collection<String> encoders() {
                try {
                    done.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                return List.of();
            }
        };
        RunLog log = Meters.log();
        stderr(log, "[fatal] Unknown encoder 'libx246'");
        try {
            assertThat(conclude(log, 1, null, "o").failure()).hasMessageContaining("Unknown encoder 'libx246'");
        } finally {
            done.countDown();
        }
    }

    @Test
    void carriesTheCauseTheCommandAndTheLog() {
        RunLog log = Meters.log();
        stderr(log, "[error] in.mp4: No such file or directory");
        assertThat(conclude(log, 1, null, "o").failure())
                .hasMessage("a job failed (exit code 1): in.mp4: No such file or directory")
                .extracting("logTail", "command", "exitCode")
                .containsExactly(List.of("in.mp4: No such file or directory"), List.of("ffmpeg"), 1);
    }

    @Test
    void asksForNamesNearAnUnknownOne() {
        List<String> asked = new ArrayList<>();
        names = new KnownNames() {
            @Override
            public Collection<String> encoders() {
                return List.of("aac", "libx264", "libx265");
            }

            @Override
            public List<String> nearest(String unknown, Collection<String> known) {
                asked.add(unknown);
                return known.stream().filter(name -> name.startsWith("libx")).toList();
            }
        };
        RunLog log = Meters.log();
        stderr(log, "[vost#0:0 @ 0x5589870d0d40] [fatal] Unknown encoder 'libx246'");
        FFmpegProcessException failed =
                (FFmpegProcessException) conclude(log, 8, null, "o").failure();
        assertThat(failed)
                .hasMessage("a job failed (exit code 8): Unknown encoder 'libx246' (did you mean libx264 or libx265?)");
        assertThat(failed.failure().suggestions()).containsExactly("libx264", "libx265");
        assertThat(asked).containsExactly("libx246");
    }

    @Test
    void knowsTheOptionsOfTheFilterThatHasNoSuchOption() {
        names = new KnownNames() {
            @Override
            public Collection<String> optionsOfFilter(String filter) {
                return List.of(filter + "-width");
            }

            @Override
            public List<String> nearest(String unknown, Collection<String> known) {
                return List.copyOf(known);
            }
        };
        RunLog old = Meters.log();
        stderr(old, "[Parsed_scale_0 @ 0x55b5499e5380] [error] Option 'widht' not found");
        assertThat(conclude(old, 1, null, "o").failure()).hasMessageEndingWith("(did you mean scale-width?)");
        RunLog recent = Meters.log();
        stderr(
                recent,
                "[fc#0 @ 0x55c84affbb80] [error] Error applying option 'widht' to filter 'scale': Option not found");
        assertThat(conclude(recent, 8, null, "o").failure()).hasMessageEndingWith("(did you mean scale-width?)");
    }

    @Test
    void aGuessThatFailsDoesNotCostTheReason() {
        names = new KnownNames() {
            @Override
            public Collection<String> filters() {
                throw new IllegalStateException("no answer");
            }
        };
        RunLog log = Meters.log();
        stderr(log, "[AVFilterGraph @ 0x555ed6cb1500] [error] No such filter: 'vflop'");
        assertThat(conclude(log, 8, null, "o").failure()).hasMessageEndingWith("No such filter: 'vflop'");
    }

    @Test
    void blamesFFmpegForNothingThatThisLibraryDid() {
        RunLog log = Meters.log();
        stderr(log, "[error] in.mp4: Connection refused");
        assertThat(conclude(log, 137, StopReason.KILL, "k").failure())
                .extracting("failure.kind")
                .isEqualTo(FailureKind.ABORTED);
        assertThat(conclude(log, 137, null, "o").failure())
                .extracting("failure.kind")
                .isEqualTo(FailureKind.KILLED);
    }

    /** Whatever ends it, there is a sentence for people. */
    @Test
    void saysWhyItWasEndedByThisLibrary() {
        RunLog log = Meters.log();
        assertThat(sentence(log, 255, StopReason.TIMEOUT, "t"))
                .isEqualTo("it did not end within its time limit of 5 s");
        assertThat(sentence(log, 137, StopReason.STALL, "k")).isEqualTo("it made no progress for 5 s");
        assertThat(sentence(log, 137, StopReason.KILL, "k")).isEqualTo("it was killed");
        assertThat(sentence(log, 137, StopReason.CANCEL, "k"))
                .isEqualTo("it did not end in time after it was asked to stop, and was killed");
        assertThat(sentence(log, 137, null, "o")).isEqualTo("killed");
        assertThat(sentence(log, 1, null, "o")).isEqualTo("no reason was given");
        assertThat(sentence(log, 0, null, "b")).startsWith("it wrote more to its standard output");
    }

    private String sentence(RunLog log, int exitCode, StopReason reason, String done) {
        return Objects.requireNonNull(conclude(log, exitCode, reason, done).failure())
                .failure()
                .sentence();
    }

    @Test
    void findsTheUnknownFilterThatAnUnnamedValueHides() {
        names = new KnownNames() {
            @Override
            public Collection<String> filters() {
                return List.of("scale", "hflip");
            }

            @Override
            public List<String> nearest(String unknown, Collection<String> known) {
                return unknown.equals("scael") ? List.of("scale") : List.of();
            }

            @Override
            public Optional<String> elsewhere(FailureKind kind, String name) {
                return name.equals("subtitles") ? Optional.of("/usr/bin/ffmpeg") : Optional.empty();
            }
        };
        RunLog log = Meters.log();
        stderr(log, "[AVFilterGraph @ 0x55e2f9e42080] [error] No option name near '10:10'");
        spec = filtered("hflip,scael=10:10");
        assertThat(sentence(log, 234, null, "o")).isEqualTo("No such filter: 'scael' (did you mean scale?)");
        spec = filtered("subtitles=x.srt");
        assertThat(sentence(log, 234, null, "o"))
                .isEqualTo("No such filter: 'subtitles' (this FFmpeg lacks it; /usr/bin/ffmpeg has it)");
        spec = filtered("scale=10:10:"); // its filters are all there
        assertThat(sentence(log, 234, null, "o")).isEqualTo("No option name near '10:10'");
    }

    private static StreamSpec filtered(String graph) {
        return StreamSpec.ofArguments("-i", "in.mp4", "-vf", graph, "out.mp4");
    }

    @Test
    void doesNotExplainOurOwnSignalByTheSignal() {
        RunLog log = Meters.log();
        stderr(log, "[info] Exiting normally, received signal 15.");
        assertThat(conclude(log, 255, StopReason.TIMEOUT, "t").failure()).hasMessageEndingWith("(exit code 255)");
        assertThat(conclude(log, 255, null, "o").failure())
                .extracting("failure.kind")
                .isEqualTo(FailureKind.TERMINATED);
    }

    private static void report(RunLog log, String saw) {
        String block = saw.equals("frames")
                ? "frame=12\nout_time_us=480000\nprogress=continue\n"
                : "frame=0\nout_time_us=N/A\nprogress=continue\n";
        if (!saw.equals("none")) {
            byte[] bytes = block.getBytes(StandardCharsets.UTF_8);
            log.report(bytes, 0, bytes.length);
        }
    }

    /** As FFmpeg writes it: what is graver than info in color. */
    private static void stderr(RunLog log, String line) {
        Matcher graver = Pattern.compile("((?:\\[.* @ 0x[0-9a-f]+] )?)(\\[(error|fatal|warning)] )(.*)", Pattern.DOTALL)
                .matcher(line);
        String text = line + "\n";
        if (graver.matches()) {
            String color =
                    Map.of("error", "1;31", "fatal", "4;31", "warning", "0;33").get(graver.group(3));
            text = in("1;35", graver.group(1)) + in(color, graver.group(2)) + in(color, graver.group(4) + "\n");
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        log.stderr(bytes, 0, bytes.length);
    }

    private static String in(String color, String text) {
        return text.isEmpty() ? "" : "\u001b[" + color + "m" + text + "\u001b[0m";
    }

    /** As {@link RunEnd} does it. */
    private Conclusion conclude(RunLog log, int exitCode, StopReason reason, String done) {
        CompiledCommand command = CompiledCommand.of(spec);
        Evidence evidence = new Evidence(
                new Evidence.Subject(
                        "a job", command, Optional.empty(), OptionalLong.empty(), staged::inWordsOfTheSpec),
                new Evidence.Exit(exitCode, done.contains("a"), done.contains("t"), done.contains("k")),
                new Evidence.Stop(reason, Duration.ofSeconds(5), done.contains("b") ? LimitBreach.ofStdout(1) : null),
                log.facts(),
                MediaEnd.NONE);
        OutputSettlement settled = staged.settle(evidence.outcome(), log.reported());
        Verdict verdict = evidence.judge(settled)
                .explained(failure -> Suggestions.added(
                        OutputPlace.read(failure, command.outputs(), null),
                        evidence.errors(true),
                        command.names().filters(),
                        names));
        Evidence.Remains remains = new Evidence.Remains(
                List.of("ffmpeg"), log.newest(), log.lines(), Duration.ofSeconds(1), new byte[0], Map.of());
        return Conclusion.of(evidence, verdict, remains, settled);
    }
}
