package io.github.asyncffmpeg.bundled;

import io.github.asyncffmpeg.binary.FFmpegSettings;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where unpacked programs may lie, best first: what the user has set, the user's cache folder, a private folder among the
 * temporary files. A folder that cannot be used (read-only, mounted noexec, somebody else's) is passed over.
 */
final class CacheFolders {

    static final String PROPERTY = "asyncffmpeg.cache";
    static final String VARIABLE = "ASYNCFFMPEG_CACHE";

    private static final Set<PosixFilePermission> PRIVATE = PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> OTHERS_WRITE =
            Set.of(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);

    private static final Pattern LIST_SEPARATOR = Pattern.compile("[:;$]");

    private final FFmpegSettings settings;
    private final Platform platform;

    CacheFolders(FFmpegSettings settings, Platform platform) {
        this.settings = settings;
        this.platform = platform;
    }

    /** The folders, with where each comes from, in the order of preference. Nothing is created. */
    Map<Path, String> candidates() {
        Map<Path, String> folders = new LinkedHashMap<>();
        add(folders, settings.property(PROPERTY), "", "the system property " + PROPERTY);
        add(folders, settings.variable(VARIABLE), "", "the environment variable " + VARIABLE);
        Optional<String> home = settings.property("user.home");
        switch (platform.os()) {
            case "windows" -> {
                add(folders, settings.variable("LOCALAPPDATA"), "asyncffmpeg/cache", "LOCALAPPDATA");
                add(folders, home, "AppData/Local/asyncffmpeg/cache", "the home folder");
            }
            case "macosx" -> add(folders, home, "Library/Caches/asyncffmpeg", "the home folder");
            default -> {
                add(folders, settings.variable("XDG_CACHE_HOME"), "asyncffmpeg", "XDG_CACHE_HOME");
                add(folders, home, ".cache/asyncffmpeg", "the home folder");
            }
        }
        temporary().ifPresent(folder -> folders.putIfAbsent(folder, "the folder of temporary files"));
        return folders;
    }

    /** The private folder among the temporary files; its name has the user's number, since a name may be missing there. */
    private Optional<Path> temporary() {
        return settings.property("java.io.tmpdir")
                .flatMap(CacheFolders::absolute)
                .map(parent -> {
                    String user = ownUid().orElseGet(this::userName);
                    return parent.resolve("asyncffmpeg-" + user.replaceAll("[^A-Za-z0-9_.-]", "_"));
                });
    }

    private static void add(Map<Path, String> folders, Optional<String> base, String below, String origin) {
        // A relative XDG_CACHE_HOME is to be ignored, says its specification; "?" is the JDK's home of an unknown user.
        base.flatMap(CacheFolders::absolute).ifPresent(path -> folders.putIfAbsent(path.resolve(below), origin));
    }

    private static Optional<Path> absolute(String text) {
        try {
            return Optional.of(Path.of(text)).filter(Path::isAbsolute).map(Path::normalize);
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    /** Whether programs that lie there already may be started: nobody else can have put or changed them. */
    boolean isTrusted(Path folder) {
        return !isTemporary(folder) || flawOfTemporary(folder) == null;
    }

    /**
     * Makes a folder ready to be written to.
     *
     * @throws IOException if programs cannot be put or started there; the message is a clause that says why
     */
    void prepare(Path folder) throws IOException {
        if (platform.isLinux() && LIST_SEPARATOR.matcher(folder.toString()).find()) {
            throw new IOException("its name has a character that LD_LIBRARY_PATH gives a meaning to");
        }
        if (isTemporary(folder)) {
            preparePrivate(folder);
        } else {
            Files.createDirectories(folder);
        }
        Path trial = Files.createTempFile(folder, ".trial-", null);
        try {
            if (isPosix(trial)) {
                Files.setPosixFilePermissions(trial, PRIVATE);
                if (!Files.isExecutable(trial)) { // access(2) answers no on a file system mounted noexec
                    throw new IOException("nothing can be executed there (mounted noexec)");
                }
            }
        } finally {
            Files.deleteIfExists(trial);
        }
    }

    private boolean isTemporary(Path folder) {
        return temporary().filter(folder::equals).isPresent();
    }

    private void preparePrivate(Path folder) throws IOException {
        try {
            if (isPosix(folder.getParent())) {
                Files.createDirectory(folder, PosixFilePermissions.asFileAttribute(PRIVATE));
            } else {
                Files.createDirectory(folder);
            }
        } catch (FileAlreadyExistsException e) {
            String flaw = flawOfTemporary(folder);
            if (flaw != null) {
                throw new IOException(flaw, e);
            }
        }
    }

    /** Everybody may make folders among the temporary files: one of ours counts only if it is ours alone. */
    private @Nullable String flawOfTemporary(Path folder) {
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            return "it is not a folder";
        }
        if (!isPosix(folder)) {
            return null; // Windows gives each user a folder for temporary files
        }
        try {
            if (!isOurs(folder)) {
                return "it belongs to another user";
            }
            Set<PosixFilePermission> granted = Files.getPosixFilePermissions(folder, LinkOption.NOFOLLOW_LINKS);
            return OTHERS_WRITE.stream().anyMatch(granted::contains) ? "other users may write to it" : null;
        } catch (IOException e) {
            return "it cannot be examined: " + e;
        }
    }

    private boolean isOurs(Path folder) throws IOException {
        Optional<String> own = ownUid();
        return own.isPresent()
                ? own.equals(uid(folder, LinkOption.NOFOLLOW_LINKS))
                : Files.getOwner(folder, LinkOption.NOFOLLOW_LINKS).getName().equals(userName());
    }

    private String userName() {
        return settings.property("user.name").orElse("user");
    }

    /** The number of the user who runs this JVM: the owner of its entry in /proc (the link there is root's). */
    private static Optional<String> ownUid() {
        return uid(Path.of("/proc/self"));
    }

    private static Optional<String> uid(Path file, LinkOption... options) {
        try {
            return Optional.of(String.valueOf(Files.getAttribute(file, "unix:uid", options)));
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static boolean isPosix(@Nullable Path path) {
        return path != null
                && path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
