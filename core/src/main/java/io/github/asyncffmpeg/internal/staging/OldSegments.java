package io.github.asyncffmpeg.internal.staging;

import io.github.asyncffmpeg.internal.compile.OutputName;
import io.github.asyncffmpeg.internal.process.ProgramLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The segments of an older playlist or manifest that a new one has replaced: those that the old one names, the new one does
 * not, and whose names this output itself may give. Nobody else would ever remove them. For one thread; it blocks.
 */
final class OldSegments {

    private final StagedOutput output;
    private final List<OutputName> names;
    private final Set<Path> old = new LinkedHashSet<>();
    private final List<Path> lists;

    /** Reads the old lists, before the new ones take their place. */
    OldSegments(StagedOutput output, List<OutputName> names) throws IOException {
        this.output = output;
        this.names = names;
        this.lists = output.placement().lists();
        for (Path list : lists) {
            old.addAll(named(output.folder().resolve(list)));
        }
    }

    /** After the new lists have taken their place. What cannot be removed stays, and is no fault of the new ones. */
    void remove() {
        try {
            for (Path list : lists) {
                old.removeAll(named(output.folder().resolve(list)));
            }
            removeOwn();
        } catch (IOException e) {
            String what = "cannot remove all segments that an older '" + output.target() + "' has left";
            ProgramLog.log(ProgramLog.LIBRARY, System.Logger.Level.WARNING, what, e);
        }
    }

    private void removeOwn() throws IOException {
        for (Path segment : old) {
            Path below = output.folder().relativize(segment);
            boolean own = names.stream().anyMatch(name -> !name.literal() && name.matches(below));
            if (own && Files.isRegularFile(segment, LinkOption.NOFOLLOW_LINKS)) {
                Files.deleteIfExists(segment);
            }
        }
    }

    private Set<Path> named(Path list) throws IOException {
        Set<Path> named = new LinkedHashSet<>();
        if (Files.isRegularFile(list)) {
            boolean manifest =
                    String.valueOf(list.getFileName()).toLowerCase(Locale.ROOT).endsWith(".mpd");
            String text = FileBytes.text(list);
            Collection<String> all = manifest ? DashLook.names(text) : HlsLook.names(text);
            for (String name : all) {
                try {
                    Path file = list.resolveSibling(name).normalize();
                    if (file.startsWith(output.folder())) {
                        named.add(file);
                    }
                } catch (InvalidPathException notAFile) {
                    // Then it is none of ours.
                }
            }
        }
        return named;
    }
}
