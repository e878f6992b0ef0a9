package io.github.asyncffmpeg.internal.compile;

import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A name that a command reads or writes, or the many names that a pattern stands for.
 *
 * <p>Immutable and safe for any thread.
 *
 * @param text the path of the file, or the pattern as FFmpeg is told it or as the muxer makes it up
 * @param folder the folder that all of the names lie in, or below, as FFmpeg sees it from its working directory
 * @param name what the path below that folder matches, with {@code /} between names; its first group is the count, where
 *     there is one
 * @param literal whether it is one name
 * @param first where the count begins; negative where the number means something else
 */
public record OutputName(String text, Path folder, Pattern name, boolean literal, long first) {

    /** Numbers farther on are dates or other numbers of somebody's own: no run counts so far. */
    private static final long MOST = 1_000_000;

    /**
     * Whether a file may be one of these.
     *
     * @param below its path below {@link #folder}
     * @return whether it has such a name, and a number that the count can come to
     */
    public boolean matches(Path below) {
        Matcher matcher =
                name.matcher(below.toString().replace(below.getFileSystem().getSeparator(), "/"));
        if (!matcher.matches()) {
            return false;
        }
        if (matcher.groupCount() == 0) {
            return true;
        }
        long count = matcher.group(1).length() > 18 ? Long.MAX_VALUE : Long.parseLong(matcher.group(1));
        return first < 0 || (count >= first && count < first + MOST);
    }

    /**
     * Whether both stand for the very same names in one folder.
     *
     * @param other another one
     * @return whether their patterns are equal
     */
    public boolean isLike(OutputName other) {
        return name.pattern().equals(other.name.pattern());
    }
}
