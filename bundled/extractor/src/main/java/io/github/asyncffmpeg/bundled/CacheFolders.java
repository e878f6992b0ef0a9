package io.github.asyncffmpeg.bundled;

import io.github.asyncffmpeg.internal.locate.FFmpegSettings;
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
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where unpacked programs may lie, best first: what the user has set, the user's cache folder, a private folder among the
 * temporary files. A folder that cannot be used (read-only, mounted noexec, somebody else's) is passed over.
 */
final class CacheFolders {

    static final String PROPERTY = "asyncffmpeg.cache";
    static final String VARIABLE = "ASYNCFFMPEG_CACHE";

    private static final Set<PosixFilePermission> PRIVATE = PosixFilePermissions.fromString("rwx------");
    private static final Pattern LIST_SEPARATOR = Pattern.compile("[:;$]");

    private final FFmpegSettings settings;
    private final Platform platform;
    private final Ownership ownership;

    CacheFolders(FFmpegSettings settings, Platform platform) {
        this.settings = settings;
        this.platform = platform;
        this.ownership = new Ownership(userName());
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
                    String user = Ownership.ownUid().orElseGet(this::userName);
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

    /**
     * Why programs that lie there must not be started, as a clause; null if they may be: nobody else can have put or changed
     * the folder. What is in it is another question, see {@link Installation#isWhole}.
     */
    @Nullable
    String flaw(Path folder) {
        if (isTemporary(folder)) {
            return Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS) ? ownership.flaw(folder) : "it is not a folder";
        }
        Path real = real(folder);
        String itself = Files.exists(real, LinkOption.NOFOLLOW_LINKS) ? ownership.flaw(real) : null;
        return itself != null ? itself : ownership.flawAbove(real);
    }

    /** Whether the user has named this folder, and so is to be told when it is passed over. */
    boolean isChosen(Path folder) {
        return Stream.of(settings.property(PROPERTY), settings.variable(VARIABLE))
                .flatMap(Optional::stream)
                .flatMap(text -> absolute(text).stream())
                .anyMatch(folder::equals);
    }

    Ownership ownership() {
        return ownership;
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
            String above = ownership.flawAbove(real(folder));
            if (above != null) {
                throw new IOException(above);
            }
            createDirectories(folder);
            if (!isChosen(folder)) {
                ownership.close(folder); // made under a umask of 002: our own folder, by its name
            }
        }
        String flaw = flaw(folder);
        if (flaw != null) {
            throw new IOException(flaw);
        }
        Path trial = Files.createTempFile(folder, ".trial-", null);
        try {
            if (Ownership.isPosix(trial)) {
                Files.setPosixFilePermissions(trial, PRIVATE);
                if (!Files.isExecutable(trial)) { // access(2) answers no on a file system mounted noexec
                    throw new IOException("nothing can be executed there (mounted noexec)");
                }
            }
        } finally {
            Files.deleteIfExists(trial);
        }
    }

    /** What is missing is made for this user alone. */
    private static void createDirectories(Path folder) throws IOException {
        if (Ownership.isPosix(folder)) {
            Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(PRIVATE));
        } else {
            Files.createDirectories(folder);
        }
    }

    /** The folder without links, as far as it exists. */
    private static Path real(Path folder) {
        Path parent = folder.getParent();
        try {
            return folder.toRealPath();
        } catch (IOException notThere) {
            return parent == null ? folder : real(parent).resolve(folder.getFileName());
        }
    }

    private boolean isTemporary(Path folder) {
        return temporary().filter(folder::equals).isPresent();
    }

    private static void preparePrivate(Path folder) throws IOException {
        try {
            if (Ownership.isPosix(folder.getParent())) {
                Files.createDirectory(folder, PosixFilePermissions.asFileAttribute(PRIVATE));
            } else {
                Files.createDirectory(folder);
            }
        } catch (FileAlreadyExistsException e) {
            // it is looked at like any other
        }
    }

    private String userName() {
        return settings.property("user.name").orElse("user");
    }
}
