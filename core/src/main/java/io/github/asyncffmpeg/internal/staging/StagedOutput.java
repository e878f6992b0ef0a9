package io.github.asyncffmpeg.internal.staging;

import io.github.asyncffmpeg.error.OutputFate;
import io.github.asyncffmpeg.media.MediaTarget;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One output that FFmpeg writes under a temporary name. Pure data.
 *
 * @param number its number among the outputs
 * @param target what the spec says
 * @param written what FFmpeg is told instead
 * @param options options that FFmpeg is told as well, because they name files
 * @param named the file by the name that the spec gives it, seen from this JVM; with a pattern where the target has one
 * @param folder where the final file or files lie, with no links of the last name left
 * @param tail the final name in that folder; with a pattern, and folders before it, where the target has them
 * @param names the names beside it
 * @param owner says in the temporary name whose it is
 * @param many whether the temporary name is a folder with all the files in it
 * @param lists names of further files that name others
 * @param masters names of playlists that name playlists
 * @param inside folders that must be made inside the temporary one
 */
record StagedOutput(
        int number,
        MediaTarget target,
        MediaTarget written,
        List<String> options,
        Path named,
        Path folder,
        String tail,
        PartialName names,
        PartialOwner owner,
        boolean many,
        Set<String> lists,
        Set<String> masters,
        List<String> inside) {

    String temporaryName() {
        return names.temporary(owner);
    }

    /** The temporary file, or the temporary folder. */
    Path temporary() {
        return folder.resolve(temporaryName());
    }

    /** What FFmpeg writes to, to look at its size and age. */
    Path observed() {
        return many ? temporary().resolve(tail) : temporary();
    }

    /** The final file; with a pattern where the target has one. */
    Path last() {
        return folder.resolve(tail);
    }

    boolean hasPattern() {
        return many && tail.indexOf('%') >= 0;
    }

    FolderPlacement placement() {
        return placement(temporary());
    }

    /** As if another folder beside it were its temporary one. */
    FolderPlacement placement(Path marked) {
        return new FolderPlacement(marked, folder, lists, masters);
    }

    /** The words of FFmpeg, with the name that the user knows. */
    String inWordsOfTheSpec(String text) {
        String known = text.replace(written.argument(), target.argument());
        return many
                ? known.replace(temporaryName() + "/", "").replace(temporaryName(), "")
                : known.replace(temporaryName(), tail);
    }

    OutputFate fate(OutputFate.State state, Optional<Path> file) {
        return new OutputFate(number, target.toString(), state, file);
    }
}
