package io.github.asyncffmpeg.internal.staging;

import io.github.asyncffmpeg.error.FailureKind;
import io.github.asyncffmpeg.error.Outcome;
import io.github.asyncffmpeg.error.OutputFate;
import io.github.asyncffmpeg.error.OutputFate.State;
import io.github.asyncffmpeg.internal.compile.OutputName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Settles one output when FFmpeg has ended: a look first, then its name. For one thread; it blocks.
 */
final class OutputSettling {

    private final StagedOutput output;
    private final PartialFates policy;
    private final boolean overwrite;
    private final boolean media;
    private final List<OutputName> names;
    private State meant = State.ABSENT;
    private @Nullable OutputFault fault;
    private List<Path> files = List.of();

    /**
     * For an output.
     *
     * @param output the output
     * @param policy what becomes of it if it is not whole
     * @param overwrite whether it may replace what has its name
     * @param media whether it is to hold pictures or sound
     * @param names under which it may write, seen from the folder of this output
     */
    OutputSettling(StagedOutput output, PartialFates policy, boolean overwrite, boolean media, List<OutputName> names) {
        this.output = output;
        this.policy = policy;
        this.overwrite = overwrite;
        this.media = media;
        this.names = names;
    }

    /** What went wrong, once it is settled. */
    Optional<OutputFault> fault() {
        return Optional.ofNullable(fault);
    }

    /** The files that it has left, by their names now; once it is settled. */
    List<Path> files() {
        return files;
    }

    /**
     * Looks at it. What does not get its name is deleted or marked now.
     *
     * @param outcome how FFmpeg ended
     * @param lack what it lacks although FFmpeg calls it finished; {@code null} for nothing
     * @return what became of it; empty if it is to get its name, by {@link #commit}
     */
    Optional<OutputFate> check(Outcome outcome, @Nullable Lack lack) {
        boolean complete = outcome instanceof Outcome.Completed;
        boolean empty = lack != null && lack.kind() == FailureKind.OUTPUT_EMPTY;
        meant = complete ? State.COMMITTED : outcome.finalised() ? policy.ofShort() : policy.ofBroken();
        try {
            boolean nothing = !holdsMedia();
            if (nothing || empty) {
                if (complete) {
                    fault = nothing || lack == null ? nothingThere() : lack.of(output.target());
                }
                Placement.delete(output.temporary());
                return Optional.of(output.fate(State.ABSENT, Optional.empty()));
            }
            if (lack != null) {
                fault = lack.of(output.target());
                meant = policy.ofBroken();
            }
            if (meant == State.COMMITTED || meant == State.SHORT) {
                return Optional.empty();
            }
            if (meant == State.DELETED) {
                Placement.delete(output.temporary());
                return Optional.of(output.fate(meant, Optional.empty()));
            }
        } catch (IOException e) {
            return Optional.of(notSettled(e));
        }
        return Optional.of(marked());
    }

    /** What it is to become. */
    State meant() {
        return meant;
    }

    /** The output. */
    StagedOutput output() {
        return output;
    }

    /** Gives it its name, after a {@link #check} that found nothing wrong. */
    OutputFate commit() {
        return commit(meant);
    }

    /**
     * Gives it its name, without a look of its own.
     *
     * @param state what it becomes
     */
    OutputFate commit(State state) {
        try {
            place();
            return output.fate(state, Optional.of(output.named()));
        } catch (IOException e) {
            return notSettled(e);
        }
    }

    boolean overwrites() {
        return overwrite;
    }

    /** Under which it may write, seen from its folder. */
    List<OutputName> names() {
        return names;
    }

    private boolean holdsMedia() throws IOException {
        Path temporary = output.temporary();
        if (output.many()) {
            return FolderPlacement.holdsMedia(temporary);
        }
        // Subtitles may have nothing to say.
        return Files.isRegularFile(temporary, LinkOption.NOFOLLOW_LINKS) && (!media || Files.size(temporary) > 0);
    }

    private OutputFault nothingThere() {
        if (!Files.isDirectory(output.folder())) {
            return fault(
                    FailureKind.NO_SUCH_FILE,
                    "'" + output.target() + "' is lost: its folder was taken away while FFmpeg wrote to it as '"
                            + output.temporaryName() + "'",
                    null);
        }
        boolean gone = !Files.exists(output.temporary(), LinkOption.NOFOLLOW_LINKS);
        return fault(
                FailureKind.OUTPUT_EMPTY,
                "nothing was written to '" + output.target() + "' (as '" + output.temporaryName() + "', which is "
                        + (gone ? "not there" : "empty") + ")",
                null);
    }

    private void place() throws IOException {
        if (output.many()) {
            if (!output.hasPattern() && !Files.exists(output.observed())) {
                throw new NoSuchFileException(output.observed().toString()); // segments that nobody will find
            }
            OldSegments old = overwrite ? new OldSegments(output, names) : null;
            List<Path> moved = inside(output.temporary(), output.folder());
            output.placement().move(overwrite);
            files = moved;
            if (old != null) {
                old.remove();
            }
            return;
        }
        Placement.force(output.temporary());
        Placement.move(output.temporary(), output.last(), overwrite);
        files = List.of(output.named());
        Placement.forceNames(output.folder());
    }

    /** The data stays, whatever the policy: it was to be given its name. */
    OutputFate notSettled(IOException e) {
        OutputFate fate = marked();
        Path left = fate.file().map(Path::getFileName).orElse(null);
        fault = fault(
                OutputFault.kind(e),
                "'" + output.target() + "' could not be put in its place: " + OutputFault.words(e)
                        + (left == null
                                ? "; what was written as '" + output.temporaryName() + "' is gone"
                                : "; what was written is kept as '" + left + "' beside it"),
                e);
        return fate;
    }

    /** What was written gets a marked name. */
    OutputFate marked() {
        Path temporary = output.temporary();
        try {
            return marked(Placement.mark(temporary, output.names()));
        } catch (NoSuchFileException gone) {
            return output.fate(State.ABSENT, Optional.empty());
        } catch (IOException cannotBeNamed) {
            // It keeps its temporary name, which is marked too; the next start will try again.
            return marked(temporary);
        }
    }

    private OutputFate marked(Path now) {
        try {
            files = output.many() ? inside(now, now) : List.of(now);
        } catch (IOException unreadable) {
            files = List.of();
        }
        return output.fate(State.MARKED, Optional.of(now));
    }

    /** The files of a folder, as if it were elsewhere. */
    private List<Path> inside(Path folder, Path place) throws IOException {
        return WrittenFiles.inOrder(
                output.placement(folder).files().stream().map(place::resolve).toList());
    }

    private OutputFault fault(FailureKind kind, String words, @Nullable IOException cause) {
        return new OutputFault(kind, output.target().toString(), words, cause);
    }
}
