package io.github.asyncffmpeg.internal.engine;

import io.github.asyncffmpeg.error.FFmpegSpecException;
import io.github.asyncffmpeg.event.InputAnnounced;
import io.github.asyncffmpeg.internal.compile.CommandEdits;
import io.github.asyncffmpeg.internal.compile.CompiledCommand;
import io.github.asyncffmpeg.internal.process.MemoryBound;
import io.github.asyncffmpeg.internal.process.Nanos;
import io.github.asyncffmpeg.internal.value.ValueText;
import io.github.asyncffmpeg.media.MediaTarget;
import io.github.asyncffmpeg.media.UntrustedMedia;
import io.github.asyncffmpeg.run.FFmpegJob;
import io.github.asyncffmpeg.run.ResourceLimits;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The inputs of one run under a policy for untrusted media. Immutable and safe for any thread; the check touches the disk. */
final class UntrustedInputs {

    private static final Duration WALL = Duration.ofHours(1);
    private static final Duration STALL = Duration.ofMinutes(1);
    private static final long LOG = 64L * 1024 * 1024;
    private static final long MEMORY = 4L * 1024 * 1024 * 1024;

    /** One allocation; the portable part of a bound on memory. */
    private static final String MAX_ALLOC = Long.toString(1024L * 1024 * 1024);

    private static final List<String> OPENERS = List.of("enable_drefs", "use_absolute_path");

    private UntrustedInputs() {}

    /** The job with the limits that the policy implies, where it has none of its own. */
    static FFmpegJob limited(FFmpegJob job, CompiledCommand command) {
        if (job.untrusted().isEmpty()) {
            return job;
        }
        FFmpegJob limited = job.timeout().isPresent() ? job : job.timeout(WALL);
        if (limited.stallTimeout().isEmpty() && !command.hasOption("progress")) {
            limited = limited.stallTimeout(STALL);
        }
        ResourceLimits limits = limited.limits();
        if (limits.maxLogSize().isEmpty()) {
            limits = limits.maxLogSize(LOG);
        }
        if (limits.memory().isEmpty() && MemoryBound.canBeHeld()) {
            limits = limits.memory(MEMORY);
        }
        return limited.limits(limits);
    }

    /**
     * Checks the inputs, and gives the policy as options.
     *
     * @throws FFmpegSpecException if an input is not a regular file, or the spec undoes the policy
     */
    static CommandEdits edits(FFmpegJob job, CompiledCommand command) {
        Optional<UntrustedMedia> policy = job.untrusted();
        if (policy.isEmpty()) {
            return CommandEdits.none();
        }
        for (String opener : OPENERS) {
            if (command.hasOption(opener)) {
                throw new FFmpegSpecException(job + " has untrusted inputs, and its spec the option " + opener
                        + ", which lets a file name others: leave one of the two out");
            }
        }
        CommandEdits edits = CommandEdits.none();
        if (!command.hasOption("max_alloc")) {
            edits = edits.first("-max_alloc", MAX_ALLOC);
        }
        for (int input = 0; input < command.inputs().size(); input++) {
            Path file = file(job, command.inputs().get(input));
            policy.get().check(file);
            boolean literal = command.inputOption(input, "pattern_type")
                    .filter("none"::equals)
                    .isPresent();
            edits = edits.beforeInput(
                    input, policy.get().inputOptions(file, literal).toArray(String[]::new));
            if (command.inputOption(input, "t").isEmpty()
                    && command.inputOption(input, "to").isEmpty()) {
                // What is announced may be a lie. A second more, so that a file of just that length is whole.
                Duration most = Nanos.capped(policy.get().maxDuration()).plusSeconds(1);
                edits = edits.beforeInput(input, "-t", ValueText.of("maxDuration", most));
            }
        }
        return edits;
    }

    private static Path file(FFmpegJob job, MediaTarget input) {
        Path file = input.file()
                .orElseThrow(() -> new FFmpegSpecException(job + " has untrusted inputs, and its input '" + input
                        + "' is in FFmpeg's own syntax, which may be an address or a script: give a Path"
                        + " (FFmpeg.input(Path)); a command written by hand has none"));
        return job.directory().map(directory -> directory.resolve(file)).orElse(file);
    }

    /** Why an input that was opened is refused, if it is. */
    static Optional<LimitBreach> refusal(FFmpegJob job, CompiledCommand command, InputAnnounced input) {
        UntrustedMedia policy = job.untrusted().orElse(null);
        Duration length = input.duration().orElse(Duration.ZERO);
        if (policy == null || length.compareTo(policy.maxDuration()) <= 0) {
            return Optional.empty();
        }
        String name = input.index() < command.inputs().size()
                ? command.inputs().get(input.index()).toString()
                : input.target();
        return Optional.of(LimitBreach.ofInput(name, policy.maxDuration(), length));
    }
}
