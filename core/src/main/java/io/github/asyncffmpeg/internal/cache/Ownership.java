package io.github.asyncffmpeg.internal.cache;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who can have put or changed a file: a program counts only if that is this user or root. Where there are no owners and
 * permissions of POSIX (Windows), everything counts: there each user's folders are closed to others.
 *
 * <p>It takes one call of {@code stat} for each file, because the first job of a JVM waits for it.
 *
 * @param user who this user is, for systems that do not tell their number
 */
public record Ownership(String user) {

    private static final int ROOT = 0;

    private static final int KIND = 0170000;
    private static final int LINK = 0120000;
    private static final int REGULAR = 0100000;
    private static final int STICKY = 01000;
    private static final int OTHERS_WRITE = 0002;
    private static final int GROUP_OR_OTHERS_WRITE = 0022;

    private static final LinkOption[] ITSELF = {LinkOption.NOFOLLOW_LINKS};
    private static final LinkOption[] TARGET = {};

    /** Of an owner whose number is not known. */
    private static final int UNKNOWN = -1;

    /** Owner, mode and size of a file, in one call. */
    private record Stat(int uid, int mode, long size) {

        static Stat of(Path file, LinkOption... options) throws IOException {
            Map<String, Object> found = Files.readAttributes(file, "unix:uid,mode,size", options);
            return new Stat(
                    number(found, "uid").intValue(),
                    number(found, "mode").intValue(),
                    number(found, "size").longValue());
        }

        private static Number number(Map<String, Object> found, String name) {
            return (Number) Objects.requireNonNull(found.get(name), name);
        }

        boolean has(int bits) {
            return (mode & bits) != 0;
        }
    }

    /**
     * Whether nobody else can have put or changed it. A link is never trusted: what it leads to may change.
     *
     * @param file to look at
     */
    public boolean isTrusted(Path file) {
        return flaw(file) == null;
    }

    /**
     * Whether it is a file of this size, and nobody else can have put or changed it.
     *
     * @param file to look at
     * @param size in bytes
     */
    public boolean isTrusted(Path file, long size) {
        try {
            if (!isPosix(file)) {
                return Files.isRegularFile(file, ITSELF) && Files.size(file) == size;
            }
            Stat stat = Stat.of(file, ITSELF);
            return (stat.mode() & KIND) == REGULAR && stat.size() == size && flaw(file, stat) == null;
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * Why somebody else can have put or changed a file or a folder itself, as a clause; null if nobody can.
     *
     * @param file to look at
     */
    public @Nullable String flaw(Path file) {
        if (!isPosix(file)) {
            return null;
        }
        try {
            return flaw(file, Stat.of(file, ITSELF));
        } catch (IOException e) {
            return "it cannot be examined: " + e;
        }
    }

    private @Nullable String flaw(Path file, Stat stat) throws IOException {
        if ((stat.mode() & KIND) == LINK) {
            return "it is a link";
        }
        if (!isOurs(file, stat)) {
            return "it belongs to another user";
        }
        return stat.has(GROUP_OR_OTHERS_WRITE) ? "other users may write to it" : null;
    }

    /**
     * Why somebody else can exchange a folder for another, as a clause; null if nobody can. A folder above belongs to this
     * user, to root, or to who owns the root folder: in a user namespace that has no number for root, files of root belong
     * to nobody. A group that may write to one is trusted: with a umask of 002 that is the user's own.
     *
     * @param folder without links; it need not exist
     */
    public @Nullable String flawAbove(Path folder) {
        if (!isPosix(folder)) {
            return null;
        }
        for (Path above = folder.getParent(); above != null; above = above.getParent()) {
            try {
                Stat stat = Stat.of(above, TARGET);
                if (!isOurs(above, stat) && stat.uid() != uid(above.getRoot(), TARGET)) {
                    return "the folder " + above + " above it belongs to another user";
                }
                if (stat.has(OTHERS_WRITE) && !stat.has(STICKY)) {
                    return "other users may change what is in the folder " + above + " above it";
                }
            } catch (NoSuchFileException e) {
                // it will be made
            } catch (IOException e) {
                return "the folder " + above + " above it cannot be examined: " + e;
            }
        }
        return null;
    }

    /** Takes the right to write away from all but the owner, where this user is the owner; else nothing happens. */
    void close(Path folder) throws IOException {
        if (!isPosix(folder)) {
            return;
        }
        Stat stat = Stat.of(folder, ITSELF);
        if ((stat.mode() & KIND) != LINK && stat.has(GROUP_OR_OTHERS_WRITE) && isOwn(folder, stat)) {
            Set<PosixFilePermission> granted = new HashSet<>(Files.getPosixFilePermissions(folder, ITSELF));
            granted.remove(PosixFilePermission.GROUP_WRITE);
            granted.remove(PosixFilePermission.OTHERS_WRITE);
            Files.setPosixFilePermissions(folder, granted);
        }
    }

    private boolean isOurs(Path file, Stat stat) throws IOException {
        return stat.uid() == ROOT || isOwn(file, stat);
    }

    /** Whether it belongs to this user, and not to root in its stead. */
    private boolean isOwn(Path file, Stat stat) throws IOException {
        int own = ownUid();
        return own == UNKNOWN ? Files.getOwner(file, ITSELF).getName().equals(user) : own == stat.uid();
    }

    /**
     * The number of the user who runs this JVM: the owner of its entry in /proc (the link there is root's).
     *
     * @return the number, or {@value #UNKNOWN} where the system does not tell it
     */
    static int ownUid() {
        return OwnUid.NUMBER;
    }

    /** It never changes. */
    private static final class OwnUid {
        static final int NUMBER = uid(Path.of("/proc/self"), TARGET);
    }

    private static int uid(Path file, LinkOption... options) {
        try {
            return Stat.of(file, options).uid();
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
            return UNKNOWN;
        }
    }

    /**
     * Whether files of a path have owners and permissions of POSIX.
     *
     * @param path of the file system that is meant
     */
    public static boolean isPosix(@Nullable Path path) {
        return path != null
                && path.getFileSystem().supportedFileAttributeViews().contains("unix");
    }

    /**
     * Sets permissions, where there are any.
     *
     * @param file whose permissions they are
     * @param permissions in the form {@code rwxr-xr-x}
     * @throws IOException when that is refused
     */
    public static void set(Path file, String permissions) throws IOException {
        if (isPosix(file)) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
        }
    }
}
