package io.github.asyncffmpeg.internal.compile;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** Says which names are taken in a folder. This package opens no folder itself. */
@FunctionalInterface
public interface FolderListing {

    /**
     * The names of files and folders; what is neither (a FIFO, a device) can be written to again, and does not count.
     *
     * @param folder the folder; relative ones are relative to FFmpeg's working directory
     * @param name what the whole name must match
     * @return the names, in any order; none when the folder is not there
     */
    List<String> names(Path folder, Pattern name);
}
