package io.github.asyncffmpeg.internal.staging;

import io.github.asyncffmpeg.error.OutputFate;
import io.github.asyncffmpeg.internal.process.ProgramLog;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Looks after what runs have left whose JVM died: under the same output's temporary name, and used by nobody any more.
 * It gets a marked name, or is deleted, as the policy of the new run says; of an output of many files that was being put in
 * place, the rest is put in place.
 *
 * <p>For one thread; it blocks. Whatever goes wrong is logged, and no reason not to start.
 */
final class AbandonedOutputs {

    /** A folder of many files is not listed anew for each of many jobs: for so many times what the listing took… */
    private static final long SHARE = 50;

    /** …but at most this. */
    private static final long LONGEST = TimeUnit.SECONDS.toNanos(2);

    private static final int MOST_FOLDERS = 1000;

    private static final ConcurrentHashMap<Path, Look> LOOKS = new ConcurrentHashMap<>();

    /** What was seen in a folder: temporary files of any output, but for those that this JVM was using. */
    private record Look(long until, List<Path> temporary) {}

    private final Abandonment owners;
    private final PartialFates policy;
    private final boolean overwrite;

    AbandonedOutputs(Abandonment owners, PartialFates policy, boolean overwrite) {
        this.owners = owners;
        this.policy = policy;
        this.overwrite = overwrite;
    }

    void lookAfter(StagedOutput output) {
        for (Path left : temporary(output.folder())) {
            try {
                lookAfter(output, left);
            } catch (IOException e) {
                if (Files.exists(left)) { // else somebody else has looked after it
                    String what = "cannot look after what is left at " + left;
                    ProgramLog.log(ProgramLog.LIBRARY, System.Logger.Level.WARNING, what, e);
                }
            }
        }
    }

    private static List<Path> temporary(Path folder) {
        Look look = LOOKS.get(folder);
        long begun = System.nanoTime();
        if (look != null && begun - look.until < 0) {
            return look.temporary;
        }
        List<Path> temporary = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                PartialOwner.in(String.valueOf(file.getFileName()))
                        .filter(owner -> !Abandonment.isInUseHere(owner))
                        .ifPresent(owner -> temporary.add(file));
            }
        } catch (IOException | DirectoryIteratorException noFolder) {
            return List.of();
        }
        long now = System.nanoTime();
        if (LOOKS.size() >= MOST_FOLDERS) {
            LOOKS.clear();
        }
        LOOKS.put(folder, new Look(now + Math.min((now - begun) * SHARE, LONGEST), temporary));
        return temporary;
    }

    private void lookAfter(StagedOutput output, Path left) throws IOException {
        String name = String.valueOf(left.getFileName());
        Optional<PartialOwner> owner = output.names().owner(name);
        if (owner.isEmpty() || !owners.isAbandoned(owner.get(), name, modified(left))) {
            return;
        }
        boolean folder = Files.isDirectory(left, LinkOption.NOFOLLOW_LINKS);
        if (folder && FolderPlacement.isOnTheWay(left)) {
            output.placement(left).move(overwrite);
            log(output, left, "its files were complete, and were put in their place");
        } else if (policy.ofBroken() == OutputFate.State.DELETED
                || !holdsMedia(left, folder)
                || isCommitted(output, left)) {
            Placement.delete(left);
            log(output, left, "it was deleted");
        } else {
            Path marked = Placement.mark(left, output.names());
            log(output, left, "it is now " + marked.getFileName());
        }
    }

    private static void log(StagedOutput output, Path left, String what) {
        ProgramLog.log(
                ProgramLog.LIBRARY,
                System.Logger.Level.INFO,
                "an earlier run of output '" + output.target() + "' left " + left + ": " + what,
                null);
    }

    /** The newest moment at which it, or something in it, was written to. */
    static Instant modified(Path left) throws IOException {
        Instant newest =
                Files.getLastModifiedTime(left, LinkOption.NOFOLLOW_LINKS).toInstant();
        if (Files.isDirectory(left, LinkOption.NOFOLLOW_LINKS)) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(left)) {
                for (Path file : files) {
                    Instant time = Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS)
                            .toInstant();
                    newest = time.isAfter(newest) ? time : newest;
                }
            } catch (DirectoryIteratorException e) {
                throw e.getCause();
            }
        }
        return newest;
    }

    static boolean holdsMedia(Path left, boolean folder) throws IOException {
        return folder ? FolderPlacement.holdsMedia(left) : Files.size(left) > 0;
    }

    /** It has its final name as well: whoever gave it that died before the other one was gone. */
    private static boolean isCommitted(StagedOutput output, Path left) throws IOException {
        return !output.many()
                && Files.exists(output.last(), LinkOption.NOFOLLOW_LINKS)
                && Files.isSameFile(output.last(), left);
    }
}
