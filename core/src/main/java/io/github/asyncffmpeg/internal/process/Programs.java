package io.github.asyncffmpeg.internal.process;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Small programs of the system, looked up once: on {@code PATH}, or in its usual folders where there is none. */
public final class Programs {

    private static final Map<String, Optional<Path>> FOUND = new ConcurrentHashMap<>();

    private Programs() {}

    /**
     * Looks a program up.
     *
     * @param name such as {@code setsid}
     * @return its file, if there is one that may be executed
     */
    public static Optional<Path> find(String name) {
        Optional<Path> found = FOUND.get(name);
        if (found == null) {
            found = lookUp(name);
            FOUND.put(name, found);
        }
        return found;
    }

    /**
     * Looks up a program that a setting cannot do without.
     *
     * @param name such as {@code nice}
     * @param setting what needs it, for messages
     * @return its file
     * @throws MissingProgramException if it is not there
     */
    public static String required(String name, String setting) throws MissingProgramException {
        Optional<Path> found = find(name);
        if (found.isEmpty()) {
            throw new MissingProgramException("the program `" + name + "`, which the limit " + setting
                    + " needs, is not on PATH of this JVM; install it, or leave the limit out");
        }
        return found.get().toString();
    }

    private static Optional<Path> lookUp(String name) {
        String path = System.getenv("PATH");
        String folders = path == null || path.isEmpty() ? "/usr/bin:/bin" : path;
        for (String folder : folders.split(File.pathSeparator, -1)) {
            try {
                Path file = Path.of(folder, name);
                // A relative entry of PATH is somebody's working directory.
                if (file.isAbsolute() && Files.isRegularFile(file) && Files.isExecutable(file)) {
                    return Optional.of(file);
                }
            } catch (InvalidPathException notAFolder) {
                // the next one
            }
        }
        return Optional.empty();
    }
}
