package io.github.asyncffmpeg.internal.staging;

import io.github.asyncffmpeg.error.FFmpegProcessException;
import io.github.asyncffmpeg.error.Failure;
import io.github.asyncffmpeg.error.Failure.Stage;
import io.github.asyncffmpeg.error.FailureKind;
import io.github.asyncffmpeg.error.Outcome;
import io.github.asyncffmpeg.internal.compile.CompiledCommand;
import io.github.asyncffmpeg.media.MediaTarget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Refuses, before FFmpeg starts, what would be written over: an output that is there already, unless the command says so, and
 * an input in any case. It looks at the disk. For one thread.
 */
final class ExistingOutputs {

    private final String run;
    private final CompiledCommand command;
    private final NameClashes clashes;

    ExistingOutputs(String run, @Nullable Path directory, CompiledCommand command) {
        this.run = run;
        this.command = command;
        this.clashes = new NameClashes(command, directory);
    }

    /**
     * Refuses outputs that are there.
     *
     * @param staged those that FFmpeg will write under other names, so that it cannot see it; of the others those of many
     *     files are looked for, whose names FFmpeg does not look at
     */
    void check(List<StagedOutput> staged) {
        for (StagedOutput output : staged) {
            if (!output.many() && Files.exists(output.last(), LinkOption.NOFOLLOW_LINKS)) {
                throw exists(output.target(), output.target().argument());
            }
        }
        for (int output = 0; output < command.outputs().size(); output++) {
            Optional<Path> there = clashes.existing(output);
            if (there.isPresent()) {
                throw exists(command.outputs().get(output), there.get().toString());
            }
        }
    }

    private FFmpegProcessException exists(MediaTarget output, String name) {
        return refusal(output, FailureKind.OUTPUT_EXISTS, "File '" + name + "' already exists", null);
    }

    /** Refuses outputs that may be written over an input. */
    void checkInputs() {
        Optional<NameClashes.Clash> clash = clashes.ofInputs();
        if (clash.isPresent()) {
            MediaTarget output = command.outputs().get(clash.get().output());
            throw refusal(output, FailureKind.SAME_FILE, clash.get().words(), null);
        }
    }

    /** The failure that FFmpeg would have ended with. */
    FFmpegProcessException refusal(MediaTarget output, FailureKind kind, String words, @Nullable IOException cause) {
        Failure failure = new Failure(
                kind,
                Optional.of(Stage.CONFIGURE),
                Optional.of(new Failure.Culprit(Failure.Part.OUTPUT, output.toString())),
                Optional.of(words),
                List.of());
        return new FFmpegProcessException(
                run + " was not started: " + failure.sentence(),
                failure,
                new FFmpegProcessException.Run(
                        1, List.of(), List.of(), Duration.ZERO, new Outcome.Failed(false), List.of(), List.of()),
                cause);
    }
}
