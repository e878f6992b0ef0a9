package io.github.asyncffmpeg.bundled;

import io.github.asyncffmpeg.internal.cache.Ownership;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;

/**
 * One build in one cache folder: the folder it lies in, and whether it lies there whole.
 *
 * @param cache the cache folder
 * @param build what it must consist of
 * @param ownership says whose files count
 */
record Installation(Path cache, Descriptor build, Ownership ownership) {

    /** Raised when the same build is laid out differently: other stand-in libraries, for example. */
    private static final int LAYOUT = 3;

    Path folder() {
        return cache.resolve("ffmpeg-" + build.release() + '-' + build.name() + '-' + LAYOUT);
    }

    /**
     * Whether every file is there with its size, nobody else can have put or changed it, and the programs may be executed.
     * Sizes catch what happens to a cache (a full disk, a half copied home) for one call of {@code stat} a file; the digests
     * were compared when the files were written. One marker in their place would not: a file that is cut short changes
     * nothing but itself.
     */
    boolean isWhole() {
        Path folder = folder();
        return Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
                && ownership.isTrusted(folder)
                && hasAllFiles(folder);
    }

    private boolean hasAllFiles(Path folder) {
        for (Map.Entry<String, Descriptor.PinnedFile> file : build.files().entrySet()) {
            if (!ownership.isTrusted(
                    folder.resolve(file.getKey()), file.getValue().size())) {
                return false;
            }
        }
        for (StubLibrary stub : build.stubs()) {
            if (!ownership.isTrusted(folder.resolve(stub.soname()), stub.size())) {
                return false;
            }
        }
        for (String program : build.programs()) {
            if (!Files.isExecutable(folder.resolve(program))) {
                return false;
            }
        }
        return true;
    }

    /** Whether something lies there, whole or not. */
    boolean isPresent() {
        return Files.exists(folder(), LinkOption.NOFOLLOW_LINKS);
    }

    /** What is missing or different, for the error that nobody should see. */
    String flaw() {
        for (Map.Entry<String, Descriptor.PinnedFile> file : build.files().entrySet()) {
            Path path = folder().resolve(file.getKey());
            if (!ownership.isTrusted(path, file.getValue().size())) {
                return path + " is missing, is not this user's alone, or has another size than "
                        + file.getValue().size() + " bytes";
            }
        }
        return "its stand-in libraries are missing, its programs are not executable, or it is not this user's alone";
    }
}
