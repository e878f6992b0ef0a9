package io.github.asyncffmpeg.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Writes shell scripts. Stateless. */
final class Scripts {

    private Scripts() {}

    static Path install(Path directory, String name, String script) throws IOException {
        Path executable = directory.resolve(name).toAbsolutePath();
        // A new file, never an overwritten one: writing into a script that still runs would change that run.
        Files.deleteIfExists(executable);
        Files.createFile(
                executable, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
        Files.writeString(executable, script);
        return executable;
    }

    static String quote(String word) {
        return "'" + word.replace("'", "'\\''") + "'";
    }
}
