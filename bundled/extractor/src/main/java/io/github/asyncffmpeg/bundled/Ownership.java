package io.github.asyncffmpeg.bundled;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who can have put or changed a file: a program counts only if that is this user or root. Where there are no owners and
 * permissions of POSIX (Windows), everything counts: there each user's folders are closed to others.
 *
 * @param user who this user is, for systems that do not tell their number
 */
record Ownership(String user) {

    private static final String ROOT = "0";

    private static final Set<PosixFilePermission> OTHERS_WRITE =
            EnumSet.of(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);

    /** Whether nobody else can have put or changed it. A link is never trusted: what it leads to may change. */
    boolean isTrusted(Path file) {
        return flaw(file) == null;
    }

    /** Why somebody else can have put or changed a file or a folder itself, as a clause; null if nobody can. */
    @Nullable
    String flaw(Path file) {
        if (!isPosix(file)) {
            return null;
        }
        try {
            if (Files.isSymbolicLink(file)) {
                return "it is a link";
            }
            if (!isOurs(file)) {
                return "it belongs to another user";
            }
            Set<PosixFilePermission> granted = Files.getPosixFilePermissions(file, LinkOption.NOFOLLOW_LINKS);
            return OTHERS_WRITE.stream().anyMatch(granted::contains) ? "other users may write to it" : null;
        } catch (IOException e) {
            return "it cannot be examined: " + e;
        }
    }

    /**
     * Why somebody else can exchange a folder for another, as a clause; null if nobody can. A folder above belongs to this
     * user, to root, or to who owns the root folder: in a user namespace that has no number for root, files of root belong
     * to nobody. A group that may write to one is trusted: with a umask of 002 that is the user's own.
     *
     * @param folder without links; it need not exist
     */
    @Nullable
    String flawAbove(Path folder) {
        if (!isPosix(folder)) {
            return null;
        }
        for (Path above = folder.getParent(); above != null; above = above.getParent()) {
            try {
                if (!Files.exists(above)) {
                    continue;
                }
                if (!isOurs(above) && !uid(above).equals(uid(above.getRoot()))) {
                    return "the folder " + above + " above it belongs to another user";
                }
                if (Files.getPosixFilePermissions(above).contains(PosixFilePermission.OTHERS_WRITE)
                        && !isSticky(above)) {
                    return "other users may change what is in the folder " + above + " above it";
                }
            } catch (IOException e) {
                return "the folder " + above + " above it cannot be examined: " + e;
            }
        }
        return null;
    }

    /** Takes the right to write away from all but the owner, where this user is the owner; else nothing happens. */
    void close(Path folder) throws IOException {
        if (isPosix(folder) && !Files.isSymbolicLink(folder) && isOwn(folder)) {
            Set<PosixFilePermission> granted =
                    new HashSet<>(Files.getPosixFilePermissions(folder, LinkOption.NOFOLLOW_LINKS));
            if (granted.removeAll(OTHERS_WRITE)) {
                Files.setPosixFilePermissions(folder, granted);
            }
        }
    }

    /** Whether it belongs to this user, and not to root in its stead. */
    boolean isOwn(Path file) throws IOException {
        Optional<String> own = ownUid();
        return own.isPresent()
                ? own.equals(uid(file))
                : Files.getOwner(file, LinkOption.NOFOLLOW_LINKS).getName().equals(user);
    }

    private boolean isOurs(Path file) throws IOException {
        return uid(file).filter(ROOT::equals).isPresent() || isOwn(file);
    }

    private static boolean isSticky(Path folder) throws IOException {
        return ((int) Files.getAttribute(folder, "unix:mode") & 01000) != 0;
    }

    /** The number of the user who runs this JVM: the owner of its entry in /proc (the link there is root's). */
    static Optional<String> ownUid() {
        return uid(Path.of("/proc/self"), new LinkOption[0]);
    }

    private static Optional<String> uid(Path file) {
        return uid(file, LinkOption.NOFOLLOW_LINKS);
    }

    private static Optional<String> uid(Path file, LinkOption... options) {
        try {
            return Optional.of(String.valueOf(Files.getAttribute(file, "unix:uid", options)));
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    static boolean isPosix(@Nullable Path path) {
        return path != null
                && path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    /** Sets permissions, where there are any. */
    static void set(Path file, String permissions) throws IOException {
        if (isPosix(file)) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
        }
    }
}
