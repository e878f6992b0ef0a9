package io.github.asyncffmpeg.internal.engine;

import io.github.asyncffmpeg.internal.staging.TargetFile;
import io.github.asyncffmpeg.media.MediaTarget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The outputs of a command as far as they are files that can be looked at. Its methods touch the disk, so they are not
 * for the poller; otherwise safe for any thread, but {@link #lookAt} for one at a time.
 */
final class OutputFiles {

    private volatile List<Optional<Path>> files;

    OutputFiles(List<MediaTarget> outputs, @Nullable Path directory) {
        List<Optional<Path>> all = new ArrayList<>();
        for (MediaTarget output : outputs) {
            all.add(TargetFile.of(output, directory));
        }
        this.files = List.copyOf(all);
    }

    /** Looks at other files from now on. */
    void lookAt(int output, Optional<Path> file) {
        List<Optional<Path>> changed = new ArrayList<>(files);
        changed.set(output, file);
        files = List.copyOf(changed);
    }

    /** The sizes in bytes, by the number of the output; empty for what is no regular file, or not there. */
    List<OptionalLong> sizes() {
        List<OptionalLong> sizes = new ArrayList<>();
        for (Optional<Path> file : files) {
            sizes.add(file.isEmpty() ? OptionalLong.empty() : size(file.get()));
        }
        return sizes;
    }

    private static OptionalLong size(Path file) {
        try {
            return Files.isRegularFile(file) ? OptionalLong.of(Files.size(file)) : OptionalLong.empty();
        } catch (IOException gone) {
            return OptionalLong.empty();
        }
    }

    /**
     * Whether an output was written to after a moment; of many files the folder tells, when a new one is begun. Not of one
     * that is not there yet: others may write to its folder all the time.
     */
    boolean modifiedAfter(Instant moment) {
        for (Optional<Path> file : files) {
            if (file.isPresent() && modified(file.get()).isAfter(moment)) {
                return true;
            }
        }
        return false;
    }

    private static Instant modified(Path file) {
        boolean ofMany = file.toString().indexOf('%') >= 0 && !Files.exists(file);
        Path looked = ofMany ? file.toAbsolutePath().getParent() : file;
        try {
            return looked == null
                    ? Instant.MIN
                    : Files.getLastModifiedTime(looked).toInstant();
        } catch (IOException gone) {
            return Instant.MIN;
        }
    }
}
