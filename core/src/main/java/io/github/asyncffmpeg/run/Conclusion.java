package io.github.asyncffmpeg.run;

import io.github.asyncffmpeg.error.FFmpegException;
import io.github.asyncffmpeg.error.FFmpegProcessException;
import io.github.asyncffmpeg.error.Failure;
import io.github.asyncffmpeg.error.FailureKind;
import io.github.asyncffmpeg.error.Outcome;
import io.github.asyncffmpeg.error.OutputFate;
import io.github.asyncffmpeg.error.StopReason;
import io.github.asyncffmpeg.internal.compile.CompiledCommand;
import io.github.asyncffmpeg.internal.failure.FailureReading;
import io.github.asyncffmpeg.internal.process.MemoryWords;
import io.github.asyncffmpeg.internal.staging.OutputFault;
import io.github.asyncffmpeg.internal.staging.StagedOutputs;
import io.github.asyncffmpeg.media.MediaTarget;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How a run ended: a result, or the exception that tells of it. Decided from what was seen and done, by
 * {@link Evidence#conclude()}.
 *
 * @param outcome how it ended; {@code null} when it never began because starting failed
 * @param result the result, when the outcome is a normal one
 * @param failure the exception, when it is not
 */
record Conclusion(
        @Nullable Outcome outcome,
        @Nullable FFmpegResult result,
        @Nullable FFmpegException failure) {

    /** The run was stopped before a process was started. */
    static Conclusion neverStarted(StopReason reason) {
        Outcome outcome = new Outcome.Stopped(reason, false);
        return new Conclusion(
                outcome,
                new FFmpegResult(
                        outcome,
                        OptionalInt.empty(),
                        List.of(),
                        Optional.empty(),
                        List.of(),
                        Duration.ZERO,
                        new byte[0],
                        List.of()),
                null);
    }

    /** Nothing was started, for a reason that is an exception already. */
    static Conclusion failedToStart(FFmpegException failure) {
        return new Conclusion(null, null, failure);
    }

    /** What became of the outputs that had temporary names. */
    List<OutputFate> outputs() {
        if (result != null) {
            return result.outputs();
        }
        return failure instanceof FFmpegProcessException failed ? failed.outputs() : List.of();
    }

    /**
     * What is known of a process that has ended.
     *
     * @param name how the job is called in messages
     * @param exitCode as the operating system gave it
     * @param reason who asked it to end, if anybody of ours did
     * @param timeout the limit that was reached, if that was the reason
     * @param asked whether it had been asked by {@code q} or by the end of its input
     * @param terminated whether this library sent SIGTERM
     * @param killed whether this library sent SIGKILL
     * @param log what it wrote
     * @param command its command line
     * @param files what it reads and writes
     * @param directory its working directory; empty for that of this JVM
     * @param names asked for what may have been meant
     * @param elapsed how long it ran
     * @param stdout its kept output
     * @param breach the bound it went over, if it did
     * @param memory the limit on its memory in bytes, if it had one
     * @param staged its outputs that have temporary names; they are given their names here, which takes its time
     * @param media of inputs and outputs that are no files
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Evidence(
            String name,
            int exitCode,
            @Nullable StopReason reason,
            @Nullable Duration timeout,
            boolean asked,
            boolean terminated,
            boolean killed,
            RunLog log,
            List<String> command,
            CompiledCommand files,
            Optional<Path> directory,
            KnownNames names,
            Duration elapsed,
            byte[] stdout,
            @Nullable LimitBreach breach,
            OptionalLong memory,
            StagedOutputs staged,
            MediaEnd media) {

        private static final int SIGKILLED = 128 + 9;

        /** Only where the user has said {@code onfail=ignore}: else FFmpeg ends with the first one. */
        private static final Pattern LOST_SLAVE = Pattern.compile(
                "(?:\\[[^\\]]* @ 0x[0-9a-f]+\\] )*Slave muxer #\\d+ failed.*, continuing with \\d+/\\d+ slaves\\.");

        Conclusion conclude() {
            Outcome ended = broke() ? outcomeOfBreach() : outcome();
            StagedOutputs.Settlement settled = staged.settle(ended, log.reported());
            boolean well = ended instanceof Outcome.Completed || ended instanceof Outcome.Stopped;
            Optional<OutputFault> fault = settled.fault();
            boolean faulty = well && fault.isPresent() && !broke(); // a bound that decides is told first
            Outcome seen = settled.whole() ? ended : unfinished(ended);
            Outcome outcome = faulty ? new Outcome.Failed(seen.finalised()) : seen;
            log.concluded(outcome instanceof Outcome.Completed);
            if (!broke() && !faulty && well) {
                return new Conclusion(
                        outcome,
                        new FFmpegResult(
                                outcome,
                                OptionalInt.of(exitCode),
                                command,
                                log.newest(),
                                log.lines(),
                                elapsed,
                                stdout,
                                settled.fates()),
                        null);
            }
            Failure failure = faulty ? fault.orElseThrow().failure() : failure(outcome);
            return new Conclusion(
                    outcome,
                    null,
                    new FFmpegProcessException(
                            faulty
                                    ? name + " failed (exit code " + exitCode + "): "
                                            + fault.orElseThrow().words()
                                    : message(outcome, failure)
                                            + fault.map(each -> "; " + each.words())
                                                    .orElse(""),
                            failure,
                            new FFmpegProcessException.Run(
                                    exitCode, command, log.lines(), elapsed, outcome, settled.fates()),
                            fault.map(OutputFault::cause).orElse(null)));
        }

        /** FFmpeg has ended in good order, and its files show that they are not whole. */
        private static Outcome unfinished(Outcome ended) {
            if (ended instanceof Outcome.Stopped stopped) {
                return new Outcome.Stopped(stopped.reason(), false);
            }
            if (ended instanceof Outcome.TimedOut late) {
                return new Outcome.TimedOut(late.reason(), late.limit(), false);
            }
            return new Outcome.Failed(false);
        }

        /** Why FFmpeg failed. Where it was this library that ended it, its words are kept but prove nothing. */
        private Failure failure(Outcome outcome) {
            if (breach != null && broke()) {
                return breach.failure();
            }
            if (!byItself(outcome)) {
                return OurEnds.failure(outcome);
            }
            List<String> errors = errors(true);
            return Suggestions.added(
                    OutputPlace.read(
                            MemoryWords.read(read(errors), errors, memory), files.outputs(), directory.orElse(null)),
                    errors,
                    files.names().filters(),
                    names);
        }

        private static boolean byItself(Outcome outcome) {
            return outcome instanceof Outcome.Failed
                    || (outcome instanceof Outcome.Killed killed && killed.reason() == StopReason.FOREIGN);
        }

        private List<String> errors(boolean byItself) {
            return log.errors().stream()
                    .filter(line -> byItself || !line.startsWith("Exiting normally, received signal "))
                    .map(staged::inWordsOfTheSpec)
                    .map(media.words()::inWordsOfTheSpec)
                    .toList();
        }

        private Failure read(List<String> errors) {
            return FailureReading.of(errors, exitCode, texts(files.inputs()), texts(files.outputs()))
                    .renamed(this::inWordsOfTheSpec);
        }

        private static List<String> texts(List<MediaTarget> targets) {
            return targets.stream().map(MediaTarget::argument).toList();
        }

        /** FFmpeg is given {@code file:in.mp4} for a path; the user wrote {@code in.mp4}. */
        private String inWordsOfTheSpec(String name) {
            return Stream.concat(files.inputs().stream(), files.outputs().stream())
                    .filter(target -> target.argument().equals(name))
                    .map(MediaTarget::toString)
                    .findFirst()
                    .orElse(name);
        }

        /** Whether it is a bound that decides: it may be found only after FFmpeg, which was told it too, has ended. */
        private boolean broke() {
            return breach != null && (reason == StopReason.LIMIT || outcome() instanceof Outcome.Completed);
        }

        private Outcome outcomeOfBreach() {
            Outcome outcome = outcome();
            return outcome instanceof Outcome.Completed
                    ? new Outcome.Stopped(StopReason.LIMIT, log.producedOutput())
                    : outcome;
        }

        private Outcome outcome() {
            if ((reason == StopReason.TIMEOUT || reason == StopReason.STALL) && timeout != null) {
                return new Outcome.TimedOut(reason, timeout, endedGracefully() && log.producedOutput());
            }
            if (reason == StopReason.ENOUGH && !media.cutShort() && (media.allHadEnough() || endedGracefully())) {
                return new Outcome.Completed(); // all that was wanted is there
            }
            if (endedByForce()) {
                return new Outcome.Killed(reason == null ? StopReason.FOREIGN : reason);
            }
            if (reason != null && (media.cutShort() || media.sourceFailed()) && endedGracefully()) {
                return reason == StopReason.KILL
                        ? new Outcome.Killed(reason)
                        : new Outcome.Stopped(reason, log.producedOutput());
            }
            boolean touched = asked || terminated;
            boolean lost = log.refusedToOverwrite()
                    || log.lostItsEnd()
                    || (!log.producedOutput() && media.words().isUnreadable(log.errors()));
            // Signalled while it waits for a network peer, 8.0.1 exits with 0; one that was done does not speak of it.
            if (exitCode == 0 && !lost && !log.signalled() && !(reason != null && touched)) {
                // It was done before anything of a stop reached it.
                return lostASlave() ? new Outcome.Failed(true) : new Outcome.Completed();
            }
            // A stop that came when it had failed already does not make it stopped. At the end of the JVM the
            // terminal's own signal is what stopped it.
            boolean signalled = log.signalled() || (reason == StopReason.SHUTDOWN && exitCode == 255);
            if (reason == null || lost || !(touched || signalled)) {
                return new Outcome.Failed(log.signalled() && endedGracefully() && log.producedOutput());
            }
            if (endedGracefully()) {
                return new Outcome.Stopped(reason, log.producedOutput());
            }
            // Exit 1, 143 …: it was still opening, or it failed while it finished. In the second case a file is lost.
            return log.producedOutput() ? new Outcome.Failed(false) : new Outcome.Stopped(reason, false);
        }

        /** A SIGKILL that came a moment after FFmpeg had ended by itself has done no harm, and the exit code tells. */
        private boolean endedByForce() {
            return exitCode == SIGKILLED || (killed && exitCode != 0 && exitCode != 255);
        }

        /** 0 after {@code q}, 255 after one signal; a second signal is told by the words in the log, or by 123. */
        private boolean endedGracefully() {
            return (exitCode == 0 || exitCode == 255) && !log.aborted() && !log.lostItsEnd();
        }

        private boolean lostASlave() {
            return log.errors().stream().anyMatch(LOST_SLAVE.asMatchPredicate());
        }

        private String message(Outcome outcome, Failure failure) {
            String what;
            if (broke()) {
                return name + (endedByForce() ? " was killed: " : " was stopped: ") + failure.sentence()
                        + "; what it wrote is "
                        + (outcome.finalised() ? "whole but short" : "not to be trusted") + " (exit code " + exitCode
                        + ")";
            }
            if (outcome instanceof Outcome.TimedOut t) {
                what = name
                        + (t.reason() == StopReason.STALL
                                ? " made no progress for " + LimitBreach.seconds(t.limit())
                                : " did not end within its time limit of " + LimitBreach.seconds(t.limit()))
                        + " and was "
                        + (endedByForce()
                                ? "killed"
                                : t.finalised() ? "stopped; its output is whole but short" : "stopped");
            } else if (outcome instanceof Outcome.Killed k) {
                what = name
                        + (k.reason() == StopReason.FOREIGN
                                ? " was killed from outside"
                                : k.reason() == StopReason.KILL
                                        ? " was killed"
                                        : " did not end in time after it was asked to stop, and was killed")
                        + "; its output cannot be trusted";
            } else if (outcome.finalised() && exitCode == 0 && lostASlave()) {
                what = name + " could not write one of the outputs of its tee; the others are whole";
            } else if (outcome.finalised()) {
                what = name + " was ended by a signal from outside; its output is whole but short";
            } else {
                what = name + " failed";
            }
            return what + " (exit code " + exitCode + ")" + said(outcome, failure)
                    + MemoryWords.hint(failure.kind(), memory)
                    + media.words().hint(log.errors());
        }

        /** What FFmpeg said, also where it was this library that ended it. */
        private String said(Outcome outcome, Failure failure) {
            if (!byItself(outcome)) {
                return read(errors(false))
                        .causeLine()
                        .map(words -> ": " + words)
                        .orElse("");
            }
            boolean known = failure.causeLine().isPresent()
                    || (outcome instanceof Outcome.Failed && failure.kind() != FailureKind.UNRECOGNISED);
            return known ? ": " + failure.sentence() : "";
        }
    }
}
