package io.github.asyncffmpeg.internal.staging;

import io.github.asyncffmpeg.error.FFmpegProcessException;
import io.github.asyncffmpeg.error.Failure;
import io.github.asyncffmpeg.error.Failure.Stage;
import io.github.asyncffmpeg.error.FailureKind;
import io.github.asyncffmpeg.error.Outcome;
import io.github.asyncffmpeg.internal.compile.CompiledCommand;
import io.github.asyncffmpeg.internal.compile.OutputForm;
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
    private final @Nullable Path directory;
    private final CompiledCommand command;
    private final NameClashes clashes;

    ExistingOutputs(String run, @Nullable Path directory, CompiledCommand command) {
        this.run = run;
        this.directory = directory;
        this.command = command;
        this.clashes = new NameClashes(command, directory);
    }

    /**
     * Refuses outputs that are there.
     *
     * @param staged those that FFmpeg will write under other names, so that it cannot see it. The others are looked for too:
     *     FFmpeg opens one output after the other, and would leave the first ones empty when it comes to one that is there;
     *     of many files it does not look at the names at all
     */
    void check(List<StagedOutput> staged) {
        for (StagedOutput output : staged) {
            if (!output.many() && Files.exists(output.last(), LinkOption.NOFOLLOW_LINKS)) {
                throw exists(output.target(), output.last());
            }
        }
        for (int output = 0; output < command.outputs().size(); output++) {
            if (command.outputForm(output) == OutputForm.ONE_FILE) {
                checkFile(command.outputs().get(output));
            }
            Optional<Path> there = clashes.existing(output);
            if (there.isPresent()) {
                throw refusal(
                        command.outputs().get(output),
                        FailureKind.OUTPUT_EXISTS,
                        "File '" + there.get() + "' already exists",
                        null);
            }
        }
    }

    /** A FIFO or a device is left to FFmpeg. */
    private void checkFile(MediaTarget output) {
        Path file = TargetFile.of(output, directory).orElse(null);
        if (file != null && Files.isRegularFile(file)) {
            throw exists(output, file);
        }
        if (file != null && Files.isDirectory(file)) {
            throw refusal(output, FailureKind.IS_A_DIRECTORY, "File '" + output + "': Is a directory", null);
        }
    }

    private FFmpegProcessException exists(MediaTarget output, Path file) {
        String empty = isEmpty(file) ? ", and is empty" : "";
        return refusal(output, FailureKind.OUTPUT_EXISTS, "File '" + output + "' already exists" + empty, null);
    }

    private static boolean isEmpty(Path file) {
        try {
            return Files.isRegularFile(file) && Files.size(file) == 0;
        } catch (IOException gone) {
            return false;
        }
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
