package io.github.asyncffmpeg.internal.text;

import io.github.asyncffmpeg.error.FFmpegSpecException;
import org.jspecify.annotations.Nullable;

/**
 * What a text must be to reach another program as an argument: no NUL, where C strings end, and no half of a surrogate
 * pair, which has no encoding and would silently become a question mark.
 *
 * <p>Stateless and safe for any thread.
 */
public final class PlainText {

    private PlainText() {}

    /**
     * Checks a text.
     *
     * @param what what the text is, for the message
     * @param text the text; null, which callers outside null-marked code can hand over, is refused
     * @return the text
     * @throws NullPointerException when it is null
     * @throws FFmpegSpecException when it cannot be handed to a program exactly
     */
    public static String check(String what, @Nullable String text) {
        if (text == null) {
            throw new NullPointerException(what + ": expected a text, got null");
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\0') {
                throw new FFmpegSpecException(
                        what + ": a NUL character at index " + i + "; an argument cannot hold one");
            }
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(c)) {
                throw new FFmpegSpecException(
                        what + ": half of a surrogate pair at index " + i + "; it has no encoding outside Java");
            }
        }
        return text;
    }

    /**
     * Checks a name: like {@link #check}, and neither empty nor with white space or line breaks.
     *
     * @param what what the name is, for the message
     * @param name the name; null is refused
     * @return the name
     * @throws FFmpegSpecException when it cannot be a name
     */
    public static String checkName(String what, @Nullable String name) {
        if (name == null) {
            throw new NullPointerException(what + ": expected a name, got null");
        }
        if (name.isEmpty()) {
            throw new FFmpegSpecException(what + ": expected a name, got an empty text");
        }
        for (int i = 0; i < name.length(); i++) {
            if (Character.isWhitespace(name.charAt(i))) {
                throw new FFmpegSpecException(what + " '" + shown(name) + "': expected a name without white space");
            }
        }
        return check(what, name);
    }

    private static String shown(String name) {
        return name.replace("\n", "\\n").replace("\r", "\\r").replace("\t", "\\t");
    }
}
