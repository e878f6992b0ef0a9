package io.github.asyncffmpeg.internal.staging;

import io.github.asyncffmpeg.error.FailureKind;
import io.github.asyncffmpeg.internal.compile.CompiledCommand;
import io.github.asyncffmpeg.internal.compile.OutputForm;
import io.github.asyncffmpeg.internal.staging.FileLook.Seen;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Looks at what FFmpeg has written when it says that all is well: it exits with 0 when a disk is full under HLS or DASH, and
 * when not one frame came into an output. A file costs a few small reads, a playlist one for each file that it names.
 *
 * <p>For one thread; it blocks.
 */
final class OutputLook {

    /** A file system with less is full: what is left is too little for the block that was to be written. */
    private static final long ALMOST_NOTHING = 64 * 1024;

    private final CompiledCommand command;
    private final @Nullable Path directory;
    private final Reported reported;
    private final boolean stopped;

    /**
     * For a run that has ended.
     *
     * @param command as FFmpeg was told it, under temporary names where there are some
     * @param directory FFmpeg's working directory; {@code null} for that of this JVM
     * @param reported what it said of its outputs
     * @param stopped whether it was stopped, so that more would have come
     */
    OutputLook(CompiledCommand command, @Nullable Path directory, Reported reported, boolean stopped) {
        this.command = command;
        this.directory = directory;
        this.reported = reported;
        this.stopped = stopped;
    }

    /** Whether an output is a file, or many, that can be looked at. */
    boolean sees(int output) {
        return file(output).isPresent();
    }

    /** What an output lacks. */
    Optional<Lack> at(int output) {
        Optional<Path> file = file(output);
        if (file.isEmpty()) {
            return Optional.empty();
        }
        try {
            Optional<Lack> lack = at(output, file.get());
            return lack.isEmpty() ? lack : Optional.of(onAFullDisk(lack.get(), file.get()));
        } catch (IOException | RuntimeException unreadable) {
            return Optional.empty(); // whoever reads it later will know; nothing is known against it
        }
    }

    private Optional<Path> file(int output) {
        OutputForm form = command.outputForm(output);
        if (form == OutputForm.NO_FILE || form == OutputForm.OTHER) {
            return Optional.empty();
        }
        Optional<Path> named = TargetFile.of(command.outputs().get(output), directory);
        return named.isPresent() && isOrdinary(named.get()) ? named : Optional.empty();
    }

    private static boolean isOrdinary(Path file) {
        return file.getFileName() != null
                && !file.startsWith("/dev")
                && !file.startsWith("/proc")
                && (!Files.exists(file) || Files.isRegularFile(file));
    }

    private Optional<Lack> at(int output, Path file) throws IOException {
        boolean media = command.holdsPicturesOrSound(output);
        boolean calledEmpty = media && reported.calledEmpty(output);
        boolean empty = calledEmpty || (media && reported.still());
        return switch (command.outputForm(output)) {
            case HLS -> {
                Optional<Lack> lack = listed(empty, new HlsLook(command, output, directory).at(file), file);
                yield lack.isEmpty() && lacksAStream(output) ? Optional.of(partlyEmpty()) : lack;
            }
            case DASH ->
                command.outputOption(output, "remove_at_exit").isPresent()
                        ? Optional.empty()
                        : listed(empty, DashLook.at(file), file);
            case ONE_FILE -> one(output, file, media, calledEmpty);
            default -> listed(empty, Optional.empty(), file);
        };
    }

    private static Optional<Lack> listed(boolean empty, Optional<Lack> lack, Path file) {
        if (!isInAFolder(file)) {
            return Optional.of(noFolder());
        }
        return empty ? Optional.of(nothingEncoded()) : lack;
    }

    /** A stream that FFmpeg itself has chosen may be as empty as it was. */
    private boolean lacksAStream(int output) {
        return reported.partlyEmpty().contains(output) && (stopped || command.namedStreams(output) > 0);
    }

    private Optional<Lack> one(int output, Path file, boolean media, boolean calledEmpty) throws IOException {
        if (!Files.exists(file)) {
            if (!isInAFolder(file)) {
                return Optional.of(noFolder());
            }
            // Else somebody has taken it away, which is theirs to do.
            return calledEmpty || (media && reported.still()) ? Optional.of(nothingEncoded()) : Optional.empty();
        }
        Seen seen = FileLook.at(file, command.namedStreams(output));
        if (seen == Seen.CUT) {
            return Optional.of(Lack.part("its end is missing, or its index"));
        }
        boolean empty =
                calledEmpty || seen == Seen.EMPTY || (seen == Seen.UNKNOWN && reported.still() && reported.noFrame());
        if (media && empty) {
            return Optional.of(nothingEncoded());
        }
        return seen == Seen.PARTLY_EMPTY || lacksAStream(output) ? Optional.of(partlyEmpty()) : Optional.empty();
    }

    private static boolean isInAFolder(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        while (folder != null && folder.toString().indexOf('%') >= 0) {
            folder = folder.getParent();
        }
        return folder == null || Files.isDirectory(folder);
    }

    private static Lack noFolder() {
        return new Lack(FailureKind.NO_SUCH_FILE, "is lost", "its folder is not there");
    }

    private static Lack nothingEncoded() {
        return new Lack(
                FailureKind.OUTPUT_EMPTY,
                "is empty",
                "nothing was encoded into it: look at -ss, -t, -frames and the mapping");
    }

    private static Lack partlyEmpty() {
        return new Lack(
                FailureKind.OUTPUT_EMPTY,
                "lacks a stream",
                "nothing came into one of its streams: look at -ss, -t and the filters, or mark its -map with '?'");
    }

    private Lack onAFullDisk(Lack lack, Path file) {
        boolean other = lack.kind() == FailureKind.NO_SUCH_FILE
                || (lack.kind() == FailureKind.OUTPUT_EMPTY && reported.still());
        if (other || !isFull(file)) {
            return lack;
        }
        return new Lack(FailureKind.DISK_FULL, "is not whole", lack.words() + "; No space left on device");
    }

    private static boolean isFull(Path file) {
        try {
            Path folder = file.toAbsolutePath().getParent();
            return folder != null && Files.getFileStore(folder).getUsableSpace() < ALMOST_NOTHING;
        } catch (IOException | RuntimeException unknown) {
            return false;
        }
    }
}
