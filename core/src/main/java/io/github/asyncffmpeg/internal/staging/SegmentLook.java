package io.github.asyncffmpeg.internal.staging;

import io.github.asyncffmpeg.error.FailureKind;
import io.github.asyncffmpeg.internal.staging.FileLook.Seen;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Looks at a file that a playlist or a manifest names. Stateless; it blocks. */
final class SegmentLook {

    private SegmentLook() {}

    /**
     * What it lacks.
     *
     * @param name as it is named
     * @param places where it may lie
     * @param bytes how many it must have at least
     */
    static Optional<Lack> at(String name, List<Path> places, long bytes) throws IOException {
        for (Path place : places) {
            if (Files.isRegularFile(place)) {
                return at(name, place, bytes);
            }
        }
        return Optional.of(Lack.part("it names '" + name + "', which is not there"));
    }

    private static Optional<Lack> at(String name, Path file, long bytes) throws IOException {
        long size = Files.size(file);
        if (size == 0) {
            return Optional.of(Lack.part("it names '" + name + "', which is empty"));
        }
        if (size < bytes) {
            return Optional.of(Lack.part("it names " + bytes + " bytes of '" + name + "', which has " + size));
        }
        Seen seen = FileLook.at(file, 0);
        if (seen == Seen.CUT) {
            return Optional.of(Lack.part("it names '" + name + "', whose end is missing"));
        }
        return Optional.empty();
    }

    /** A list that can be read no further: a folder of that name, or the disk. */
    static Lack unreadable(IOException e) {
        FailureKind kind = OutputFault.kind(e);
        return new Lack(kind, "is not whole", OutputFault.words(e));
    }
}
