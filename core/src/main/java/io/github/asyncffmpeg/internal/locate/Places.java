package io.github.asyncffmpeg.internal.locate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/** How the two programs are called on this machine, and where one lies relative to the other. */
final class Places {

    private final String suffix;

    Places(FFmpegSettings settings) {
        suffix = settings.isWindows() ? ".exe" : "";
    }

    /** The file name of ffmpeg. */
    String program() {
        return "ffmpeg" + suffix;
    }

    /** The ffmpeg that a user means by a file, or by a folder that holds it. */
    Path ffmpegAt(Path fileOrFolder) {
        Path absolute = fileOrFolder.toAbsolutePath().normalize();
        return Files.isDirectory(absolute) ? absolute.resolve(program()) : absolute;
    }

    /**
     * The ffprobe of the same installation: {@code ffprobe} beside {@code ffmpeg}, {@code ffprobe-7} beside
     * {@code ffmpeg-7}; beside the link first, then beside the file that the link leads to.
     */
    Optional<Path> ffprobeBeside(Path ffmpeg) {
        Optional<Path> beside = sibling(ffmpeg);
        if (beside.isPresent()) {
            return beside;
        }
        try {
            return sibling(ffmpeg.toRealPath());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private Optional<Path> sibling(Path ffmpeg) {
        String name = ffmpeg.getFileName().toString();
        String probe = name.contains("ffmpeg") ? name.replace("ffmpeg", "ffprobe") : "ffprobe" + suffix;
        Path path = ffmpeg.resolveSibling(probe);
        return Files.isRegularFile(path) && Files.isExecutable(path) ? Optional.of(path) : Optional.empty();
    }

    /** What is wrong with a program before it is started: the rest of a sentence that begins with its path. */
    static Optional<String> flaw(Path program) {
        if (!Files.exists(program)) {
            return Optional.of("does not exist.");
        }
        if (!Files.isRegularFile(program)) {
            return Optional.of("is not a file.");
        }
        if (!Files.isExecutable(program)) {
            return Optional.of("is not executable (its mode, or a file system mounted noexec).");
        }
        return Optional.empty();
    }

    /** A path as a user wrote it; empty when this file system cannot have such a path. */
    static Optional<Path> path(String text) {
        try {
            return Optional.of(Path.of(text));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }
}
