package io.github.asyncffmpeg.internal.engine;

import io.github.asyncffmpeg.error.Failure;
import io.github.asyncffmpeg.error.Outcome;
import io.github.asyncffmpeg.error.StopReason;
import io.github.asyncffmpeg.event.Progress;
import io.github.asyncffmpeg.internal.compile.CompiledCommand;
import io.github.asyncffmpeg.internal.failure.FailureReading;
import io.github.asyncffmpeg.internal.failure.MemoryWords;
import io.github.asyncffmpeg.internal.secret.Redactor;
import io.github.asyncffmpeg.internal.staging.OutputFault;
import io.github.asyncffmpeg.internal.staging.OutputSettlement;
import io.github.asyncffmpeg.media.MediaTarget;
import io.github.asyncffmpeg.run.FFmpegJob;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a process that has ended, and the judge of it. It looks at nothing and does nothing: the outputs get
 * their names between {@link #outcome} and {@link #judge}, by {@link RunEnd}.
 *
 * <p>Immutable and safe for any thread.
 *
 * @param run what it was to do
 * @param exit how the process ended
 * @param stop who asked it to, if anybody of ours did
 * @param log what it wrote
 * @param media of inputs and outputs that are no files
 */
record Evidence(Subject run, Exit exit, Stop stop, LogFacts log, MediaEnd media) {

    private static final int SIGKILLED = 128 + 9;

    /** Only where the user has said {@code onfail=ignore}: else FFmpeg ends with the first one. */
    private static final String LOST_SLAVE =
            "(?:\\[[^\\]]* @ 0x[0-9a-f]+\\] )*Slave muxer #\\d+ failed.*, continuing with \\d+/\\d+ slaves\\.";

    /**
     * What a run was to do.
     *
     * @param name how the job is called in messages
     * @param command what it reads and writes, in the words of its spec
     * @param directory its working directory; empty for that of this JVM
     * @param memory the limit on its memory in bytes, if it had one
     * @param words puts the words of the spec in the place of temporary names, in a line of FFmpeg's; {@code null} where
     *     there are none
     */
    record Subject(
            String name,
            CompiledCommand command,
            Optional<Path> directory,
            OptionalLong memory,
            @Nullable UnaryOperator<String> words) {

        static Subject of(LaunchPlan plan) {
            FFmpegJob job = plan.job();
            return new Subject(
                    job.toString(),
                    plan.named(),
                    job.directory(),
                    job.limits().memory(),
                    plan.staged().words());
        }

        private String inWordsOfTheSpec(String line) {
            return words == null ? line : words.apply(line);
        }
    }

    /**
     * How a process ended.
     *
     * @param code as the operating system gave it
     * @param asked whether it had been asked by {@code q} or by the end of its input
     * @param terminated whether this library sent SIGTERM
     * @param killed whether this library sent SIGKILL
     */
    record Exit(int code, boolean asked, boolean terminated, boolean killed) {}

    /**
     * Who asked it to end.
     *
     * @param reason why, if anybody of ours did
     * @param timeout the limit that was reached, if that was the reason
     * @param breach the bound it went over, if it did
     */
    record Stop(
            @Nullable StopReason reason,
            @Nullable Duration timeout,
            @Nullable LimitBreach breach) {}

    /**
     * What a run leaves for its result.
     *
     * @param command its command line
     * @param lastProgress the newest report
     * @param logTail the log as far as it is kept
     * @param elapsed how long it ran
     * @param stdout its kept output
     * @param variables the environment that the job sets, which may hold secrets
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Remains(
            List<String> command,
            Optional<Progress> lastProgress,
            List<String> logTail,
            Duration elapsed,
            byte[] stdout,
            Map<String, String> variables) {

        /** A text for people. The exception hides the secrets of the command itself. */
        String shown(String text) {
            return variables.isEmpty() ? text : Redactor.of(command, variables).text(text);
        }
    }

    /** How it ended, before anybody has looked at its outputs. */
    Outcome outcome() {
        return broke() ? outcomeOfBreach() : outcomeOfFFmpeg();
    }

    /**
     * Judges.
     *
     * @param settled what was seen of its outputs
     */
    Verdict judge(OutputSettlement settled) {
        Outcome ended = outcome();
        boolean well = ended instanceof Outcome.Completed || ended instanceof Outcome.Stopped;
        Optional<OutputFault> fault = settled.fault();
        Outcome seen = settled.whole() ? ended : unfinished(ended);
        if (broke()) { // a bound that decides is told first
            return failed(seen, breachFailure(), Verdict.Cause.THIS_LIBRARY, fault);
        }
        if (!well) {
            return isByItself(seen)
                    ? failed(seen, said(), Verdict.Cause.WORDS_OF_FFMPEG, fault)
                    : failed(seen, OurEnds.failure(seen), Verdict.Cause.THIS_LIBRARY, fault);
        }
        return fault.isEmpty()
                ? new Verdict(seen, Optional.empty(), Verdict.Cause.NONE, fault)
                : failed(new Outcome.Failed(seen.finalised()), fault.get().failure(), Verdict.Cause.OUTPUT, fault);
    }

    private static Verdict failed(Outcome outcome, Failure failure, Verdict.Cause cause, Optional<OutputFault> fault) {
        return new Verdict(outcome, Optional.of(failure), cause, fault);
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

    /** Whether it was not this library that ended it: else its words are kept but prove nothing. */
    static boolean isByItself(Outcome outcome) {
        return outcome instanceof Outcome.Failed
                || (outcome instanceof Outcome.Killed killed && killed.reason() == StopReason.FOREIGN);
    }

    private Failure breachFailure() {
        LimitBreach breach = stop.breach();
        if (breach == null) {
            throw new IllegalStateException("a bound decides, and there is none");
        }
        return breach.failure();
    }

    private Failure said() {
        List<String> errors = errors(true);
        Failure said = MemoryWords.read(read(errors), errors, run.memory());
        return log.producedOutput() ? said : media.words().withIndex(said, log.errors());
    }

    /** What FFmpeg called errors, in the words of the spec. */
    List<String> errors(boolean byItself) {
        return log.errors().stream()
                .filter(line -> byItself || !line.startsWith("Exiting normally, received signal "))
                .map(run::inWordsOfTheSpec)
                .map(media.words()::inWordsOfTheSpec)
                .toList();
    }

    /** What these errors say. */
    Failure read(List<String> errors) {
        CompiledCommand files = run.command();
        return FailureReading.of(errors, exit.code(), texts(files.inputs()), texts(files.outputs()))
                .renamed(this::inWordsOfTheSpec);
    }

    private static List<String> texts(List<MediaTarget> targets) {
        return targets.stream().map(MediaTarget::argument).toList();
    }

    /** FFmpeg is given {@code file:in.mp4} for a path; the user wrote {@code in.mp4}. */
    private String inWordsOfTheSpec(String name) {
        return Stream.concat(run.command().inputs().stream(), run.command().outputs().stream())
                .filter(target -> target.argument().equals(name))
                .map(MediaTarget::toString)
                .findFirst()
                .orElse(name);
    }

    /** Whether it is a bound that decides: it may be found only after FFmpeg, which was told it too, has ended. */
    boolean broke() {
        return stop.breach() != null
                && (stop.reason() == StopReason.LIMIT || outcomeOfFFmpeg() instanceof Outcome.Completed);
    }

    private Outcome outcomeOfBreach() {
        Outcome outcome = outcomeOfFFmpeg();
        return outcome instanceof Outcome.Completed
                ? new Outcome.Stopped(StopReason.LIMIT, log.producedOutput())
                : outcome;
    }

    private Outcome outcomeOfFFmpeg() {
        StopReason reason = stop.reason();
        Duration timeout = stop.timeout();
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
        return outcomeOfExit(reason);
    }

    private Outcome outcomeOfExit(@Nullable StopReason reason) {
        boolean touched = exit.asked() || exit.terminated();
        boolean lost = log.refusedToOverwrite()
                || log.lostItsEnd()
                || (!log.producedOutput() && media.words().isUnreadable(log.errors()));
        // Signalled while it waits for a network peer, 8.0.1 exits with 0; one that was done does not speak of it.
        if (exit.code() == 0 && !lost && !log.signalled() && !(reason != null && touched)) {
            // It was done before anything of a stop reached it.
            return lostASlave() ? new Outcome.Failed(true) : new Outcome.Completed();
        }
        // A stop that came when it had failed already does not make it stopped. At the end of the JVM it is the
        // terminal's own signal that stopped it.
        boolean signalled = log.signalled() || (reason == StopReason.SHUTDOWN && exit.code() == 255);
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
    boolean endedByForce() {
        return exit.code() == SIGKILLED || (exit.killed() && exit.code() != 0 && exit.code() != 255);
    }

    /** 0 after {@code q}, 255 after one signal; a second signal is told by the words in the log, or by 123. */
    private boolean endedGracefully() {
        return (exit.code() == 0 || exit.code() == 255) && !log.aborted() && !log.lostItsEnd();
    }

    /** Whether an output of a tee was lost, and FFmpeg was told to go on without it. */
    boolean lostASlave() {
        for (String error : log.errors()) {
            if (error.contains("Slave muxer #") && error.matches(LOST_SLAVE)) {
                return true;
            }
        }
        return false;
    }
}
