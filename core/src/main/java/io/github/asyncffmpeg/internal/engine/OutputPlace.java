package io.github.asyncffmpeg.internal.engine;

import io.github.asyncffmpeg.error.Failure;
import io.github.asyncffmpeg.error.FailureKind;
import io.github.asyncffmpeg.internal.staging.TargetFile;
import io.github.asyncffmpeg.media.MediaTarget;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the disk tells of an output that FFmpeg could not write, where FFmpeg has no words for it. Stateless. */
final class OutputPlace {

    private OutputPlace() {}

    /**
     * The failure, with what is there on the disk.
     *
     * @param outputs of the command
     * @param directory FFmpeg's working directory; {@code null} for that of this JVM
     */
    static Failure read(Failure failure, List<MediaTarget> outputs, @Nullable Path directory) {
        boolean concerned = switch (failure.kind()) {
            case UNKNOWN_FORMAT, IO_ERROR, NO_SUCH_FILE -> true;
            default -> false;
        };
        Optional<Path> place = failure.culprit()
                .filter(culprit -> concerned && culprit.part() == Failure.Part.OUTPUT)
                .flatMap(culprit -> outputs.stream()
                        .filter(output -> output.toString().equals(culprit.name()))
                        .findFirst())
                .flatMap(output -> TargetFile.of(output, directory));
        if (place.isEmpty()) {
            return failure;
        }
        if (failure.kind() == FailureKind.UNKNOWN_FORMAT) {
            return Files.isDirectory(place.get())
                    ? with(failure, FailureKind.IS_A_DIRECTORY, "Is a directory")
                    : failure;
        }
        Path folder = place.get().toAbsolutePath().getParent();
        boolean lacking = folder != null && !folder.toString().contains("%") && !Files.isDirectory(folder);
        return lacking
                ? with(
                        failure,
                        FailureKind.NO_SUCH_FILE,
                        "No such file or directory (there is no folder " + folder + ")")
                : failure;
    }

    private static Failure with(Failure failure, FailureKind kind, String words) {
        return new Failure(kind, failure.stage(), failure.culprit(), Optional.of(words), List.of());
    }
}
