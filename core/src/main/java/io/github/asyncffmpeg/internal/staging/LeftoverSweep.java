package io.github.asyncffmpeg.internal.staging;

import io.github.asyncffmpeg.error.OutputFate;
import io.github.asyncffmpeg.internal.process.ProgramLog;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Looks after what dead JVMs have left in whole folders, whichever output it was of: each folder once. What was being put in
 * place when its JVM died is left to the next run of that output, which can finish it.
 *
 * <p>Safe for any thread; it blocks. Whatever goes wrong is logged, and no reason not to start.
 */
public final class LeftoverSweep {

    private static final int MOST_FOLDERS = 10_000;

    private final @Nullable Abandonment owners;
    private final Set<Path> swept = ConcurrentHashMap.newKeySet();

    /** Makes one that has swept nothing yet. */
    public LeftoverSweep() {
        this(null);
    }

    /** Sees abandoned files with other eyes; {@code null} for those of this machine. */
    LeftoverSweep(@Nullable Abandonment owners) {
        this.owners = owners;
    }

    /**
     * Sweeps a folder, unless that was done.
     *
     * @param folder the folder, there or not
     * @param delete whether what holds media is deleted, too; otherwise it gets a marked name
     */
    public void sweep(Path folder, boolean delete) {
        if (swept.size() >= MOST_FOLDERS) {
            swept.clear();
        }
        if (!swept.add(folder)) {
            return;
        }
        for (Path left : temporary(folder)) {
            try {
                lookAfter(left, delete);
            } catch (IOException e) {
                if (Files.exists(left)) { // else somebody else has looked after it
                    log(System.Logger.Level.WARNING, "cannot look after what is left at " + left + ": " + e);
                }
            }
        }
    }

    private Abandonment owners() {
        return owners == null ? new Abandonment(HostSystem.THIS) : owners;
    }

    private static List<Path> temporary(Path folder) {
        List<Path> temporary = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                if (PartialOwner.in(String.valueOf(file.getFileName())).isPresent()) {
                    temporary.add(file);
                }
            }
        } catch (IOException | DirectoryIteratorException noFolder) {
            return List.of();
        }
        return temporary;
    }

    private void lookAfter(Path left, boolean delete) throws IOException {
        String name = String.valueOf(left.getFileName());
        Optional<PartialOwner> owner = PartialOwner.in(name);
        if (owner.isEmpty() || !owners().isAbandoned(owner.get(), name, AbandonedOutputs.modified(left))) {
            return;
        }
        boolean folder = Files.isDirectory(left, LinkOption.NOFOLLOW_LINKS);
        if (folder && FolderPlacement.isOnTheWay(left)) {
            return;
        }
        if (delete || !AbandonedOutputs.holdsMedia(left, folder)) {
            Placement.delete(left);
            log(System.Logger.Level.INFO, "a dead run left " + left + ": it was deleted");
        } else {
            Path marked = Placement.mark(left, names(name, owner.get()));
            log(System.Logger.Level.INFO, "a dead run left " + left + ": it is now " + marked.getFileName());
        }
    }

    /** Of the final name, from which the temporary one was made. */
    private static PartialName names(String temporary, PartialOwner owner) {
        String middle = PartialName.MARK + "-" + owner;
        int at = temporary.lastIndexOf(middle);
        return new PartialName(temporary.substring(0, at), temporary.substring(at + middle.length()));
    }

    private static void log(System.Logger.Level level, String what) {
        ProgramLog.log(ProgramLog.LIBRARY, level, what);
    }

    /**
     * What a policy says of a leftover.
     *
     * @param policy the policy of the job; {@code null} for none
     * @return whether it is deleted
     */
    public static boolean deletes(@Nullable PartialFates policy) {
        return policy != null && policy.ofBroken() == OutputFate.State.DELETED;
    }
}
