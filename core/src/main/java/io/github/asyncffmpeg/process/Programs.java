package io.github.asyncffmpeg.process;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Small programs of the system, looked up once: in its usual folders, then on {@code PATH}. */
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
        return FOUND.computeIfAbsent(name, Programs::lookUp);
    }

    private static Optional<Path> lookUp(String name) {
        List<String> folders = new ArrayList<>(List.of("/usr/bin", "/bin"));
        String path = System.getenv("PATH");
        if (path != null) {
            folders.addAll(List.of(path.split(File.pathSeparator, -1)));
        }
        for (String folder : folders) {
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
