package io.github.asyncffmpeg.internal.staging;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The final names for which runs of this JVM write under temporary ones. Nothing on the disk shows them, and a run that
 * looks for a free name must not take one.
 *
 * <p>Safe for any thread.
 */
final class NamesInUse {

    private static final ConcurrentHashMap<Path, PartialOwner> NAMES = new ConcurrentHashMap<>();

    private NamesInUse() {}

    /**
     * Takes a name.
     *
     * @return whether nobody has it
     */
    static boolean take(StagedOutput output) {
        return NAMES.putIfAbsent(output.last().normalize(), output.owner()) == null;
    }

    /** Gives it back, if this output has it. */
    static void release(StagedOutput output) {
        NAMES.remove(output.last().normalize(), output.owner());
    }

    /** The names in one folder. */
    static List<String> in(Path folder) {
        Path normal = folder.toAbsolutePath().normalize();
        return NAMES.keySet().stream()
                .filter(name -> normal.equals(name.getParent()))
                .map(name -> String.valueOf(name.getFileName()))
                .toList();
    }
}
