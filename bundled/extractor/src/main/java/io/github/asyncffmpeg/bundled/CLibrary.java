package io.github.asyncffmpeg.bundled;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The C library of this Linux machine, read from the one the JVM itself has loaded. Only used before something is
 * unpacked: whether a program starts is decided by starting it.
 *
 * @param musl whether it is musl, for which there is no build
 * @param glibc the version of glibc, {@code 2.36}; empty when it is musl or cannot be read
 */
record CLibrary(boolean musl, Optional<String> glibc) {

    private static final Pattern GLIBC_FILE =
            Pattern.compile("(/\\S*/libc(?:-2\\.\\d+)?\\.so(?:\\.6)?)$", Pattern.MULTILINE);
    private static final Pattern MUSL_FILE = Pattern.compile("/(?:ld-musl-|libc\\.musl-)\\S*\\.so");
    private static final Pattern RELEASE = Pattern.compile("GNU C Library[^\\x00]{0,120}? version (\\d+\\.\\d+)");

    static CLibrary ofThisJvm() {
        return of(Path.of("/proc/self/maps"));
    }

    /** Reads a list of the files that a process has mapped, in the form of {@code /proc/self/maps}. */
    static CLibrary of(Path maps) {
        try {
            String mapped = Files.readString(maps, StandardCharsets.ISO_8859_1);
            Matcher glibc = GLIBC_FILE.matcher(mapped);
            if (glibc.find()) {
                Matcher release =
                        RELEASE.matcher(Files.readString(Path.of(glibc.group(1)), StandardCharsets.ISO_8859_1));
                return new CLibrary(false, release.find() ? Optional.of(release.group(1)) : Optional.empty());
            }
            return new CLibrary(MUSL_FILE.matcher(mapped).find(), Optional.empty());
        } catch (IOException e) {
            return new CLibrary(false, Optional.empty()); // no /proc, or not ours to read
        }
    }

    /** Whether it is known to be older than a release, {@code 2.35}. */
    boolean isOlderThan(String wanted) {
        return glibc.filter(present -> minor(present) < minor(wanted)).isPresent();
    }

    /** glibc has been at 2.x since 1997. */
    private static int minor(String version) {
        return Integer.parseInt(version.substring(version.indexOf('.') + 1));
    }
}
