package io.github.asyncffmpeg.media;

import java.util.List;
import java.util.Objects;

/**
 * The version of an FFmpeg program, as the first line of {@code ffmpeg -version} gives it: {@code 8.0.1},
 * {@code 5.1.9-0+deb12u1}, {@code n7.1}, or a build from git such as {@code N-118193-g5f38c82536}, which counts as newer
 * than every release.
 *
 * <p>Immutable and safe for any thread.
 *
 * @param text the version as FFmpeg writes it
 * @param major the major number; {@link Integer#MAX_VALUE} for a build from git, 0 when the text has no number at all
 * @param minor the minor number, 0 when absent
 */
public record FFmpegVersion(String text, int major, int minor) {

    /** Checks the text. */
    public FFmpegVersion {
        Objects.requireNonNull(text, "text");
    }

    private static final List<String> PROGRAMS = List.of("ffmpeg version ", "ffprobe version ", "ffplay version ");

    /** Of either number. */
    private static final int MOST_DIGITS = 6;

    /**
     * Reads a version.
     *
     * @param text the version alone ({@code 8.0.1}), or the first line of {@code ffmpeg -version}
     * @return the version; a text that is not understood has major 0 and is kept as it is
     */
    public static FFmpegVersion parse(String text) {
        Objects.requireNonNull(text, "text");
        String version = isOneLine(text) ? inFirstLine(text) : text.strip();
        int start = version.startsWith("n") ? 1 : 0;
        int end = isOneLine(version) ? endOfNumber(version, start) : start;
        if (end > start) {
            int minorEnd = version.startsWith(".", end) ? endOfNumber(version, end + 1) : end;
            int minor = minorEnd > end + 1 ? Integer.parseInt(version, end + 1, minorEnd, 10) : 0;
            return new FFmpegVersion(version, Integer.parseInt(version, start, end, 10), minor);
        }
        return new FFmpegVersion(version, isOfGit(version) ? Integer.MAX_VALUE : 0, 0);
    }

    /** {@code ffmpeg version 8.0.1-3 Copyright (c) …}, or the version alone. */
    private static String inFirstLine(String line) {
        for (String program : PROGRAMS) {
            if (line.startsWith(program)) {
                int end = program.length();
                while (end < line.length() && line.charAt(end) > ' ') {
                    end++;
                }
                if (end > program.length()) {
                    return line.substring(program.length(), end);
                }
            }
        }
        return line.strip();
    }

    private static boolean isOfGit(String version) {
        return version.startsWith("git-") || (version.startsWith("N-") && endOfNumber(version, 2) > 2);
    }

    private static int endOfNumber(String text, int from) {
        int end = from;
        while (end < text.length() && end - from < MOST_DIGITS && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
            end++;
        }
        return end;
    }

    private static boolean isOneLine(String text) {
        return text.indexOf('\n') < 0 && text.indexOf('\r') < 0;
    }

    /**
     * Compares with a release.
     *
     * @param wantedMajor the major number of the release
     * @param wantedMinor the minor number of the release
     * @return whether this version is that release or a later one; {@code false} when this version is not understood
     */
    public boolean isAtLeast(int wantedMajor, int wantedMinor) {
        return major > wantedMajor || (major == wantedMajor && minor >= wantedMinor);
    }

    @Override
    public String toString() {
        return text;
    }
}
