package io.github.asyncffmpeg.internal.compile;

/** Tells addresses from names of files. Stateless and safe for any thread. */
public final class Protocols {

    private Protocols() {}

    /**
     * Whether a target begins with a protocol: {@code rtmp://…}, {@code pipe:1}. A single letter would be a drive of Windows.
     *
     * @param target as FFmpeg is given it
     * @return whether it does; {@code file:} is one too
     */
    public static boolean isIn(String target) {
        int length = 0;
        while (length < target.length() && isOfAProtocol(target.charAt(length))) {
            length++;
        }
        return length > 1 && isLetter(target.charAt(0)) && length < target.length() && target.charAt(length) == ':';
    }

    private static boolean isOfAProtocol(char c) {
        return isLetter(c) || (c >= '0' && c <= '9') || c == '+' || c == '.' || c == ',' || c == '_' || c == '-';
    }

    private static boolean isLetter(char c) {
        return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    }
}
