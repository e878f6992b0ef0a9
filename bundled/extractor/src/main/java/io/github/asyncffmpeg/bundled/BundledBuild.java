package io.github.asyncffmpeg.bundled;

import io.github.asyncffmpeg.internal.cache.CacheFolders;
import io.github.asyncffmpeg.internal.locate.FFmpegEnvironment;
import io.github.asyncffmpeg.internal.locate.FFmpegProvider;
import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A build that lies on the class path, and in a cache folder once it has been used.
 *
 * @param build what it consists of
 * @param marker the resource that shows where its files are
 * @param platform this machine
 * @param caches where it may lie
 */
record BundledBuild(Descriptor build, URL marker, Platform platform, CacheFolders caches)
        implements FFmpegProvider.Build {

    private static final String FALLBACK_GLIBC = "2.29";

    private static final Set<String> WARNED = ConcurrentHashMap.newKeySet();

    /** Where Linux distributions keep the certificates that they trust; OpenSSL inside the build looks elsewhere. */
    private static final List<String> CERTIFICATES = List.of(
            "/etc/ssl/certs/ca-certificates.crt", // Debian, Alpine, Arch
            "/etc/pki/tls/certs/ca-bundle.crt", // Fedora, RHEL
            "/etc/ssl/ca-bundle.pem"); // openSUSE

    @Override
    public String origin() {
        return "bundled FFmpeg " + build.version() + " (" + build.name() + ')';
    }

    @Override
    public FFmpegProvider.Folder unpack() throws IOException {
        Map<Path, String> folders = caches.candidates();
        List<String> distrusted = new ArrayList<>();
        for (Map.Entry<Path, String> candidate : folders.entrySet()) {
            Path cache = candidate.getKey();
            Installation installation = new Installation(cache, build, caches.ownership());
            String flaw = caches.flaw(cache);
            if (flaw == null && installation.isWhole()) {
                CacheLock.sweep(cache);
                warn(distrusted, installation);
                return folder(installation);
            }
            if (flaw != null && (caches.isChosen(cache) || installation.isPresent())) {
                distrusted.add(cache + " (" + candidate.getValue() + "): " + flaw);
            }
        }
        requireSystem();
        List<String> refused = new ArrayList<>();
        for (Map.Entry<Path, String> cache : folders.entrySet()) {
            try {
                Installation installation = unpackedTo(cache.getKey());
                warn(distrusted, installation);
                return folder(installation);
            } catch (Unpacker.UnpinnedContentException e) {
                throw e;
            } catch (IOException e) {
                refused.add(cache.getKey() + " (" + cache.getValue() + "): " + e.getMessage());
            }
        }
        throw new IOException("It could not be unpacked anywhere. " + String.join("; ", refused)
                + ". Set the system property " + CacheFolders.PROPERTY + " or the environment variable "
                + CacheFolders.VARIABLE + " to a folder that can be written to and executed from.");
    }

    /** Says once that a folder is passed over because it is not this user's alone. */
    private static void warn(List<String> distrusted, Installation used) {
        for (String folder : distrusted) {
            if (WARNED.add(folder)) {
                System.getLogger("io.github.asyncffmpeg.binary")
                        .log(
                                System.Logger.Level.WARNING,
                                "The bundled FFmpeg is not run from " + folder + ". It runs from " + used.folder()
                                        + " instead.");
            }
        }
    }

    private Installation unpackedTo(Path cache) throws IOException {
        caches.prepare(cache);
        Installation installation = new Installation(cache, build, caches.ownership());
        CacheLock lock = CacheLock.of(cache);
        try {
            if (!installation.isWhole()) { // another JVM may have unpacked it while this one waited
                new Unpacker(installation, marker).unpack();
            }
        } finally {
            lock.close();
        }
        if (!installation.isWhole()) {
            throw new IOException("after unpacking, " + installation.flaw());
        }
        return installation;
    }

    /** The system must be able to run it at all. Asked before 87 MB are written, not when they are there. */
    private void requireSystem() throws IOException {
        String wanted = build.glibc();
        if (wanted == null || !platform.isLinux()) {
            return;
        }
        CLibrary library = CLibrary.ofThisJvm();
        if (library.musl()) {
            throw new IOException("This machine's C library is musl, and the build needs glibc. Install the "
                    + "distribution's FFmpeg (apk add ffmpeg); it is found on PATH.");
        }
        if (library.isOlderThan(wanted)) {
            throw new IOException("This machine's glibc is " + library.glibc().orElse("unknown") + ", the build needs "
                    + wanted + ". " + olderGlibc());
        }
        Path loader =
                Path.of(platform.arch().equals("arm64") ? "/lib/ld-linux-aarch64.so.1" : "/lib64/ld-linux-x86-64.so.2");
        if (!Files.exists(loader)) {
            throw new IOException(
                    "This machine has no " + loader + ", by which programs for glibc are started. Install "
                            + "the distribution's FFmpeg; it is found on PATH.");
        }
    }

    private String olderGlibc() {
        return FALLBACK_GLIBC.equals(build.glibc())
                ? "Install the distribution's FFmpeg; it is found on PATH."
                : "Depend on io.github.asyncffmpeg:asyncffmpeg-bundled-" + platform + "-glibc229 instead of "
                        + "asyncffmpeg-bundled: its older FFmpeg runs on glibc " + FALLBACK_GLIBC + " and later.";
    }

    @Override
    public Optional<String> remedy(String complaint) {
        if (complaint.contains("GLIBC_")) {
            return Optional.of(olderGlibc());
        }
        if (complaint.contains("libstdc++") || complaint.contains("libgcc_s") || complaint.contains("GLIBCXX_")) {
            return Optional.of("Install the C++ runtime of the distribution (libstdc++6, or libstdc++).");
        }
        if (complaint.contains("ermission denied")) {
            return Optional.of("Set " + CacheFolders.VARIABLE + " to a folder that programs may be started from.");
        }
        return Optional.empty();
    }

    private FFmpegProvider.Folder folder(Installation installation) {
        return new FFmpegProvider.Folder(installation.folder(), environment(installation.folder()));
    }

    /**
     * On Linux the libraries find each other by {@code LD_LIBRARY_PATH}: the vendor's search path is in the programs only,
     * and does not reach from one library to the next. macOS and Windows look beside the program by themselves.
     */
    private FFmpegEnvironment environment(Path folder) {
        if (!platform.isLinux()) {
            return FFmpegEnvironment.UNCHANGED;
        }
        // LD_BIND_NOW makes the loader look for the functions that the stand-in libraries do not have.
        return new FFmpegEnvironment(
                Map.of("LD_LIBRARY_PATH", folder.toString()), certificates(), Set.of("LD_BIND_NOW"));
    }

    private static Map<String, String> certificates() {
        for (String file : CERTIFICATES) {
            if (new File(file).canRead()) {
                return Map.of("SSL_CERT_FILE", file);
            }
        }
        return Map.of();
    }
}
