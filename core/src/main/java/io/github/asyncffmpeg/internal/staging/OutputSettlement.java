package io.github.asyncffmpeg.internal.staging;

import io.github.asyncffmpeg.error.OutputFate;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What became of the outputs of a run. Pure data.
 *
 * @param fates of each that was written under a temporary name
 * @param fault the first thing that went wrong
 * @param whole whether what FFmpeg calls finished is so, as far as a look at it tells
 * @param files that each output has written, by the number of the output
 */
public record OutputSettlement(
        List<OutputFate> fates, Optional<OutputFault> fault, boolean whole, List<List<Path>> files) {

    /** Copies the lists. */
    public OutputSettlement {
        fates = List.copyOf(fates);
        List<List<Path>> copies = new ArrayList<>();
        for (List<Path> each : files) {
            copies.add(List.copyOf(each));
        }
        files = List.copyOf(copies);
    }
}
