package io.github.asyncffmpeg.media;

import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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

    private static final Pattern RELEASE = Pattern.compile("^n?(\\d{1,6})(?:\\.(\\d{1,6}))?.*");
    private static final Pattern GIT = Pattern.compile("^(?:N-\\d+|git-).*");
    private static final Pattern FIRST_LINE = Pattern.compile("^ff(?:mpeg|probe|play) version (\\S+).*");

    /**
     * Reads a version.
     *
     * @param text the version alone ({@code 8.0.1}), or the first line of {@code ffmpeg -version}
     * @return the version; a text that is not understood has major 0 and is kept as it is
     */
    public static FFmpegVersion parse(String text) {
        Objects.requireNonNull(text, "text");
        Matcher line = FIRST_LINE.matcher(text);
        String version = line.matches() ? line.group(1) : text.strip();
        Matcher release = RELEASE.matcher(version);
        if (release.matches()) {
            String minor = release.group(2);
            return new FFmpegVersion(
                    version, Integer.parseInt(release.group(1)), minor == null ? 0 : Integer.parseInt(minor));
        }
        return new FFmpegVersion(version, GIT.matcher(version).matches() ? Integer.MAX_VALUE : 0, 0);
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
