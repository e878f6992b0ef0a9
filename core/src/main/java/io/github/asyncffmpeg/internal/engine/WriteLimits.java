package io.github.asyncffmpeg.internal.engine;

import io.github.asyncffmpeg.error.FFmpegSpecException;
import io.github.asyncffmpeg.error.StopReason;
import io.github.asyncffmpeg.event.Progress;
import io.github.asyncffmpeg.internal.compile.CommandEdits;
import io.github.asyncffmpeg.internal.compile.CompiledCommand;
import io.github.asyncffmpeg.internal.compile.OutputForm;
import io.github.asyncffmpeg.internal.failure.MemoryWords;
import io.github.asyncffmpeg.internal.process.InternalThreads;
import io.github.asyncffmpeg.internal.process.Nanos;
import io.github.asyncffmpeg.internal.staging.StagedOutputs;
import io.github.asyncffmpeg.internal.value.ValueText;
import io.github.asyncffmpeg.run.ResourceLimits;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The limits on what one run writes: outputs and log. FFmpeg is told them too ({@code -fs}, {@code -t}), so that what it
 * writes beyond them is small however fast it is; here it is seen that it went over.
 *
 * <p>{@link #tick} and {@link #logged} belong to the poller; the rest is safe for any thread.
 */
final class WriteLimits {

    /** Files are looked at that often: an answer of a network file system may take a millisecond. */
    private static final long BETWEEN_LOOKS = TimeUnit.MILLISECONDS.toNanos(100);

    /** A look that takes long is not repeated before this many times as long. */
    private static final int LOOKS_SHARE = 10;

    /**
     * FFmpeg 8.0.1 was seen to wait for ever for a thread that could not be started for lack of memory. One that has said so
     * and does nothing for that long is stopped.
     */
    private static final long STARVING = TimeUnit.SECONDS.toNanos(10);

    /** What {@code -t} gives beyond the limit, so that a run which just keeps to it is not taken for one that broke it. */
    private static final Duration MARGIN = Duration.ofSeconds(1);

    private final ResourceLimits limits;
    private final OutputFiles outputs;
    private final StagedOutputs staged;
    private final RunControl run;
    private final boolean none;
    private final long maxLog;
    private long logged;
    private volatile long nextLook = System.nanoTime();
    private long nextReading = System.nanoTime();
    private volatile boolean looking;
    private volatile boolean over;
    private volatile @Nullable LimitBreach breach;

    /**
     * Begins to watch.
     *
     * @param limits the limits
     * @param outputs the files
     * @param staged knows how large the files are that an output of many has written
     * @param run is stopped
     */
    WriteLimits(ResourceLimits limits, OutputFiles outputs, StagedOutputs staged, RunControl run) {
        this.limits = limits;
        this.outputs = outputs;
        this.staged = staged;
        this.run = run;
        this.none = limits.equals(ResourceLimits.none());
        this.maxLog = none ? Long.MAX_VALUE : limits.maxLogSize().orElse(Long.MAX_VALUE);
    }

    /** The limits as options: what FFmpeg can keep to by itself. */
    static CommandEdits edits(ResourceLimits limits, CompiledCommand command) {
        CommandEdits edits = CommandEdits.none();
        if (limits.equals(ResourceLimits.none())) {
            return edits; // as mostly
        }
        if (limits.maxOutputSize().isPresent()) {
            checkCountable(command);
        }
        if (limits.threads().isPresent()) {
            String threads = "" + limits.threads().getAsInt();
            edits = edits.first("-filter_threads", threads, "-filter_complex_threads", threads);
            for (int input = 0; input < command.inputs().size(); input++) {
                if (!isAtMost(command.inputOption(input, "threads"), limits)) {
                    edits = edits.beforeInput(input, "-threads", threads);
                }
            }
        }
        for (int output = 0; output < command.outputs().size(); output++) {
            if (limits.threads().isPresent() && !isAtMost(command.outputOption(output, "threads"), limits)) {
                edits = edits.beforeOutput(
                        output, "-threads", "" + limits.threads().getAsInt());
            }
            if (limits.maxOutputSize().isPresent() && !command.hasOption("fs")) {
                edits = edits.beforeOutput(
                        output, "-fs", "" + (Math.min(limits.maxOutputSize().getAsLong(), Long.MAX_VALUE - 1) + 1));
            }
            if (limits.maxOutputDuration().isPresent() && isUnbounded(command, output)) {
                Duration most = Nanos.capped(limits.maxOutputDuration().get()).plus(MARGIN);
                edits = edits.beforeOutput(output, "-t", ValueText.of("maxOutputDuration", most));
            }
        }
        return edits;
    }

    /** FFmpeg's {@code -fs} does nothing for an output of many files; those that lie elsewhere cannot be counted here. */
    private static void checkCountable(CompiledCommand command) {
        for (int output = 0; output < command.outputs().size(); output++) {
            OutputForm form = command.outputForm(output);
            boolean tee =
                    command.outputOption(output, "f").filter("tee"::equals).isPresent();
            boolean many = form != OutputForm.ONE_FILE && form != OutputForm.NO_FILE;
            boolean unknown = form == OutputForm.OTHER && !tee;
            if (many && (unknown || command.outputNames(output).isEmpty())) {
                throw new FFmpegSpecException("maxOutputSize cannot be held for output '"
                        + command.outputs().get(output)
                        + "': it is written to many files whose sizes cannot be seen. Leave the limit out, or write to"
                        + " local files of HLS, DASH, segments or pictures");
            }
        }
    }

    /** Whether the spec has a bound on threads already that is narrower. */
    private static boolean isAtMost(Optional<String> given, ResourceLimits limits) {
        int most = limits.threads().orElse(Integer.MAX_VALUE);
        return given.filter(text -> text.matches("[1-9]\\d{0,5}"))
                .filter(text -> Integer.parseInt(text) <= most)
                .isPresent();
    }

    private static boolean isUnbounded(CompiledCommand command, int output) {
        return command.outputOption(output, "t").isEmpty()
                && command.outputOption(output, "to").isEmpty();
    }

    /** FFmpeg wrote to its log. */
    void logged(int bytes) {
        boolean within = logged <= maxLog;
        logged += bytes;
        if (within && logged > maxLog) {
            stopFor(LimitBreach.ofLog(maxLog, logged));
        }
    }

    /** Begins the ladder; the first breach counts. Safe for any thread. */
    void stopFor(LimitBreach how) {
        if (note(how)) {
            run.stop(StopReason.LIMIT);
        }
    }

    private synchronized boolean note(LimitBreach how) {
        if (breach != null) {
            return false;
        }
        breach = how;
        return true;
    }

    void tick(long now, RunLog log) {
        if (none) {
            return;
        }
        LimitBreach reported = breachOf(log.newest(), OptionalLong.empty()).orElse(null);
        if (reported != null) {
            stopFor(reported);
        }
        if (limits.memory().isPresent() && now - log.lastMove().nanos() >= STARVING && now - nextReading >= 0) {
            nextReading = now + STARVING;
            MemoryWords.among(log.errors())
                    .map(said -> LimitBreach.ofMemory(limits.memory().getAsLong(), said))
                    .ifPresent(this::stopFor);
        }
        if (limits.maxOutputSize().isPresent() && breach == null && !looking && now - nextLook >= 0) {
            looking = true;
            InternalThreads.WORKERS.execute(this::look); // a disk may block
        }
    }

    private void look() {
        long begun = System.nanoTime();
        try {
            OptionalLong written = OptionalLong.of(written());
            if (!over) { // a look may take long, and FFmpeg end meanwhile: then the last look counts
                breachOf(Optional.empty(), written).ifPresent(this::stopFor);
            }
        } finally {
            long ended = System.nanoTime();
            // a folder of many thousand files is not looked at all the time
            nextLook = ended + Math.max(BETWEEN_LOOKS, LOOKS_SHARE * (ended - begun));
            looking = false;
        }
    }

    private long written() {
        List<OptionalLong> sizes = outputs.sizes();
        long sum = 0;
        for (int output = 0; output < sizes.size(); output++) {
            OptionalLong many = staged.bytesOfMany(output);
            sum += many.isPresent() ? many.getAsLong() : sizes.get(output).orElse(0);
        }
        return sum;
    }

    /** The process has ended by itself or not: what it leaves counts. On a worker. */
    Optional<LimitBreach> atTheEnd(Optional<Progress> last) {
        over = true;
        if (breach == null && !none) {
            OptionalLong left = limits.maxOutputSize().isPresent() ? OptionalLong.of(written()) : OptionalLong.empty();
            LimitBreach broken = breachOf(last, left).orElse(null);
            if (broken != null) {
                note(broken);
            }
        }
        return Optional.ofNullable(breach);
    }

    private Optional<LimitBreach> breachOf(Optional<Progress> newest, OptionalLong written) {
        Duration mostTime = limits.maxOutputDuration().orElse(null);
        Progress last = newest.orElse(null);
        Duration reached = last == null ? Duration.ZERO : last.outTime().orElse(Duration.ZERO);
        if (mostTime != null && reached.compareTo(mostTime) > 0) {
            return Optional.of(LimitBreach.ofDuration(mostTime, reached));
        }
        long most = limits.maxOutputSize().orElse(Long.MAX_VALUE);
        long reported = last == null ? 0 : last.totalSize().orElse(0);
        long seen = Math.max(reported, written.orElse(0));
        return seen > most ? Optional.of(LimitBreach.ofSize(most, seen)) : Optional.empty();
    }
}
