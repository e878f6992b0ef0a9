package io.github.asyncffmpeg.internal.cache;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where programs and files may lie that outlive this JVM, best first: what the user has set, the user's cache folder, a
 * private folder among the temporary files. A folder that cannot be used (read-only, mounted noexec, somebody else's) is
 * passed over.
 *
 * <p>The first job of a JVM waits for it, so it loads few classes: no streams, no regular expressions, no random numbers.
 *
 * <p>Immutable and safe for any thread.
 */
public final class CacheFolders {

    /** The system property that names the folder: {@value}. */
    public static final String PROPERTY = "asyncffmpeg.cache";

    /** The environment variable that names the folder: {@value}. */
    public static final String VARIABLE = "ASYNCFFMPEG_CACHE";

    /** In place of a folder: nothing but a bundled FFmpeg is kept. */
    private static final String NONE = "none";

    private static final String PRIVATE = "rwx------";

    private static final String LIST_SEPARATORS = ":;$";

    private static final String[] PROPERTIES = {PROPERTY, "user.home", "user.name", "java.io.tmpdir", "os.name"};

    private final Map<String, String> properties;
    private final Map<String, String> environment;
    private final String os;
    private final Ownership ownership;

    /**
     * Folders by these settings.
     *
     * @param properties the system properties
     * @param environment the environment variables
     */
    public CacheFolders(Map<String, String> properties, Map<String, String> environment) {
        this.properties = properties;
        this.environment = environment;
        this.os = properties.getOrDefault("os.name", "").toLowerCase(Locale.ROOT);
        this.ownership = new Ownership(userName());
    }

    /**
     * Folders by the settings that this JVM has now.
     *
     * @return its folders
     */
    public static CacheFolders ofThisJvm() {
        Map<String, String> properties = new HashMap<>();
        for (String name : PROPERTIES) {
            String value = System.getProperty(name);
            if (value != null) {
                properties.put(name, value);
            }
        }
        return new CacheFolders(properties, System.getenv());
    }

    /**
     * Whether the library may keep small files of its own there, beside the build of a bundled FFmpeg.
     *
     * @return {@code false} if the user has set {@code none} in place of a folder
     */
    public boolean keepFiles() {
        return !NONE.equals(set(properties, PROPERTY)) && !NONE.equals(set(environment, VARIABLE));
    }

    /**
     * The folders, with where each comes from, in the order of preference. Nothing is created.
     *
     * @return a map that the caller may change
     */
    public Map<Path, String> candidates() {
        Map<Path, String> folders = new LinkedHashMap<>();
        add(folders, set(properties, PROPERTY), "", "the system property " + PROPERTY);
        add(folders, set(environment, VARIABLE), "", "the environment variable " + VARIABLE);
        String home = set(properties, "user.home");
        if (os.startsWith("windows")) {
            add(folders, set(environment, "LOCALAPPDATA"), "asyncffmpeg/cache", "LOCALAPPDATA");
            add(folders, home, "AppData/Local/asyncffmpeg/cache", "the home folder");
        } else if (os.startsWith("mac")) {
            add(folders, home, "Library/Caches/asyncffmpeg", "the home folder");
        } else {
            add(folders, set(environment, "XDG_CACHE_HOME"), "asyncffmpeg", "XDG_CACHE_HOME");
            add(folders, home, ".cache/asyncffmpeg", "the home folder");
        }
        Path temporary = temporary();
        if (temporary != null) {
            folders.putIfAbsent(temporary, "the folder of temporary files");
        }
        return folders;
    }

    private static @Nullable String set(Map<String, String> values, String name) {
        String value = values.get(name);
        return value == null || value.isBlank() ? null : value;
    }

    /** The private folder among the temporary files; its name has the user's number, since a name may be missing there. */
    private @Nullable Path temporary() {
        Path parent = absolute(set(properties, "java.io.tmpdir"));
        if (parent == null) {
            return null;
        }
        int uid = Ownership.ownUid();
        return parent.resolve("asyncffmpeg-" + (uid < 0 ? asFileName(userName()) : Integer.toString(uid)));
    }

    private static String asFileName(String name) {
        StringBuilder safe = new StringBuilder(name);
        for (int i = 0; i < safe.length(); i++) {
            char c = safe.charAt(i);
            boolean plain = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
            if (!plain && "_.-".indexOf(c) < 0) {
                safe.setCharAt(i, '_');
            }
        }
        return safe.toString();
    }

    private static void add(Map<Path, String> folders, @Nullable String base, String below, String origin) {
        // A relative XDG_CACHE_HOME is to be ignored, says its specification; "?" is the JDK's home of an unknown user.
        Path path = absolute(base);
        if (path != null) {
            folders.putIfAbsent(path.resolve(below), origin);
        }
    }

    private static @Nullable Path absolute(@Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            Path path = Path.of(text);
            return path.isAbsolute() ? path.normalize() : null;
        } catch (InvalidPathException e) {
            return null;
        }
    }

    /**
     * Why programs that lie there must not be started, as a clause; null if they may be: nobody else can have put or changed
     * the folder. What is in it is another question.
     *
     * @param folder one of the candidates
     */
    public @Nullable String flaw(Path folder) {
        if (isTemporary(folder)) {
            return Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS) ? ownership.flaw(folder) : "it is not a folder";
        }
        Path real = real(folder);
        String itself = Files.exists(real, LinkOption.NOFOLLOW_LINKS) ? ownership.flaw(real) : null;
        return itself != null ? itself : ownership.flawAbove(real);
    }

    /**
     * Whether the user has named this folder, and so is to be told when it is passed over.
     *
     * @param folder one of the candidates
     */
    public boolean isChosen(Path folder) {
        return folder.equals(absolute(set(properties, PROPERTY)))
                || folder.equals(absolute(set(environment, VARIABLE)));
    }

    /**
     * Whose files count.
     *
     * @return the judge of owners
     */
    public Ownership ownership() {
        return ownership;
    }

    /**
     * Makes a folder ready for a build of FFmpeg.
     *
     * @param folder one of the candidates
     * @throws IOException if programs cannot be put or started there; the message is a clause that says why
     */
    public void prepare(Path folder) throws IOException {
        if (os.startsWith("linux") && hasSeparator(folder.toString())) {
            throw new IOException("its name has a character that LD_LIBRARY_PATH gives a meaning to");
        }
        open(folder);
        Path trial = newFile(folder, ".trial-");
        try {
            if (Ownership.isPosix(trial)) {
                Ownership.set(trial, PRIVATE);
                if (!Files.isExecutable(trial)) { // access(2) answers no on a file system mounted noexec
                    throw new IOException("nothing can be executed there (mounted noexec)");
                }
            }
        } finally {
            Files.deleteIfExists(trial);
        }
    }

    private static boolean hasSeparator(String name) {
        for (int i = 0; i < LIST_SEPARATORS.length(); i++) {
            if (name.indexOf(LIST_SEPARATORS.charAt(i)) >= 0) {
                return true;
            }
        }
        return false;
    }

    /**
     * Makes a folder, if it is not there, that files may be put into.
     *
     * @param folder one of the candidates
     * @throws IOException if it cannot be made, or others may change it; the message is a clause that says why
     */
    void open(Path folder) throws IOException {
        if (isTemporary(folder)) {
            preparePrivate(folder);
        } else {
            String above = ownership.flawAbove(real(folder));
            if (above != null) {
                throw new IOException(above);
            }
            Files.createDirectories(folder, forThisUser(folder, PRIVATE));
            if (!isChosen(folder)) {
                ownership.close(folder); // made under a umask of 002: our own folder, by its name
            }
        }
        String flaw = flaw(folder);
        if (flaw != null) {
            throw new IOException(flaw);
        }
    }

    /**
     * Makes a file whose name nobody else has, and which nobody else can open, whatever the umask is. Not {@code
     * Files.createTempFile}, which loads 50 classes for its random numbers.
     */
    static Path newFile(Path folder, String prefix) throws IOException {
        Path file = folder.resolve(prefix + ProcessHandle.current().pid() + '-' + Long.toHexString(System.nanoTime()));
        return Files.createFile(file, forThisUser(folder, "rw-------"));
    }

    /** What is missing is made for this user alone. */
    private static FileAttribute<?>[] forThisUser(Path folder, String permissions) {
        return Ownership.isPosix(folder)
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
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
        return folder.equals(temporary());
    }

    private static void preparePrivate(Path folder) throws IOException {
        try {
            Files.createDirectory(folder, forThisUser(folder, PRIVATE));
        } catch (FileAlreadyExistsException e) {
            // it is looked at like any other
        }
    }

    private String userName() {
        String name = set(properties, "user.name");
        return name == null ? "user" : name;
    }
}
