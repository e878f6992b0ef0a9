package io.github.asyncffmpeg.internal.compile;

import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

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
public record OutputName(String text, Path folder, Names name, boolean literal, long first) {

    /** Numbers farther on are dates or other numbers of somebody's own: no run counts so far. */
    private static final long MOST = 1_000_000;

    /**
     * Whether a file may be one of these.
     *
     * @param below its path below {@link #folder}
     * @return whether it has such a name, and a number that the count can come to
     */
    public boolean matches(Path below) {
        Matcher matcher = name.pattern()
                .matcher(below.toString().replace(below.getFileSystem().getSeparator(), "/"));
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
        return name.regex.equals(other.name.regex);
    }

    /** What the names below the folder match. Compiled when it is first asked for, which for one name it is not. */
    public static final class Names {

        private final String regex;
        private volatile @Nullable Pattern compiled;

        Names(String regex) {
            this.regex = regex;
        }

        /**
         * The pattern.
         *
         * @return of the path below the folder, with {@code /} between names
         */
        public Pattern pattern() {
            Pattern pattern = compiled;
            if (pattern == null) {
                pattern = Pattern.compile(regex, Pattern.DOTALL);
                compiled = pattern;
            }
            return pattern;
        }
    }
}
