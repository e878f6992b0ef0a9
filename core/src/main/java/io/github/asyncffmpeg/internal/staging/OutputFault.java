package io.github.asyncffmpeg.internal.staging;

import io.github.asyncffmpeg.error.Failure;
import io.github.asyncffmpeg.error.Failure.Stage;
import io.github.asyncffmpeg.error.FailureKind;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Why an output is not where it should be, although FFmpeg has done its part.
 *
 * @param kind the class of the failure
 * @param target the output, as the spec names it
 * @param words a sentence without its end, with both names
 * @param cause the error below
 */
public record OutputFault(
        FailureKind kind,
        String target,
        String words,
        @Nullable IOException cause) {

    static FailureKind kind(IOException e) {
        if (e instanceof FileAlreadyExistsException) {
            return FailureKind.OUTPUT_EXISTS;
        }
        if (e instanceof NoSuchFileException || e instanceof NotDirectoryException) {
            return FailureKind.NO_SUCH_FILE;
        }
        if (e instanceof AccessDeniedException) {
            return FailureKind.PERMISSION_DENIED;
        }
        String reason = words(e);
        if (reason.contains("Operation not permitted")) {
            return FailureKind.PERMISSION_DENIED;
        }
        if (reason.contains("No space left") || reason.contains("quota exceeded")) {
            return FailureKind.DISK_FULL;
        }
        if (reason.contains("Read-only file system")) {
            return FailureKind.READ_ONLY_FILE_SYSTEM;
        }
        if (reason.contains("File name too long")) {
            return FailureKind.NAME_TOO_LONG;
        }
        return reason.contains("Is a directory") ? FailureKind.IS_A_DIRECTORY : FailureKind.IO_ERROR;
    }

    /** The reason without the names, as the system or FFmpeg would say it. */
    static String words(IOException e) {
        if (e instanceof FileAlreadyExistsException) {
            return "File exists";
        }
        if (e instanceof NoSuchFileException) {
            return "No such file or directory";
        }
        if (e instanceof AccessDeniedException) {
            return "Permission denied";
        }
        String reason = e instanceof FileSystemException system ? system.getReason() : e.getMessage();
        return reason == null ? e.getClass().getSimpleName() : reason;
    }

    /**
     * The same as FFmpeg's own failures are told.
     *
     * @return at the stage of the muxer, with the output as what is at fault
     */
    public Failure failure() {
        return new Failure(
                kind,
                Optional.of(Stage.MUX),
                Optional.of(new Failure.Culprit(Failure.Part.OUTPUT, target)),
                Optional.of(words),
                List.of());
    }
}
