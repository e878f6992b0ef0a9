package io.github.asyncffmpeg.bundled;

import io.github.asyncffmpeg.internal.locate.FFmpegSettings;
import java.util.Locale;

/**
 * The machine, in the words of the artifacts: {@code linux-x86_64}, {@code macosx-arm64}, {@code windows-x86_64}.
 *
 * @param os {@code linux}, {@code macosx}, {@code windows}, or what the JVM calls a system we have no build for
 * @param arch {@code x86_64}, {@code arm64}, or what the JVM calls a processor we have no build for
 */
record Platform(String os, String arch) {

    static Platform of(FFmpegSettings settings) {
        String os = settings.property("os.name").orElse("unknown").toLowerCase(Locale.ROOT);
        String arch = settings.property("os.arch").orElse("unknown").toLowerCase(Locale.ROOT);
        return new Platform(
                os.startsWith("windows") ? "windows" : os.startsWith("mac") ? "macosx" : os,
                switch (arch) {
                    case "amd64", "x86_64", "x86-64" -> "x86_64";
                    case "aarch64", "arm64" -> "arm64";
                    default -> arch;
                });
    }

    boolean isLinux() {
        return os.equals("linux");
    }

    String name() {
        return os + '-' + arch;
    }

    @Override
    public String toString() {
        return name();
    }
}
