package io.github.asyncffmpeg.internal.locate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Writes programs that stand in for ffmpeg: shell scripts that answer {@code -version} in one way or another. */
public final class FakeProgram {

    private FakeProgram() {}

    /** An ffmpeg and an ffprobe in a folder, which tell this version. */
    public static Path installation(Path folder, String version) throws IOException {
        answering(folder.resolve("ffprobe"), version);
        return answering(folder.resolve("ffmpeg"), version);
    }

    public static Path answering(Path file, String version) throws IOException {
        return script(file, "echo 'ffmpeg version " + version + " Copyright (c) 2000-2026 the FFmpeg developers'");
    }

    public static Path script(Path file, String body) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/sh\n" + body + "\n");
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
