package io.github.asyncffmpeg.internal.value;

import java.util.Comparator;

/** The order of ffmpeg-python, which sorts options by code point. Stateless and safe for any thread. */
public final class CodePoints {

    /** By code point. {@link String}'s own order compares UTF-16 units, in which an emoji comes before U+FF5E. */
    public static final Comparator<String> ORDER = new Order();

    private CodePoints() {}

    private static final class Order implements Comparator<String> {

        @Override
        public int compare(String a, String b) {
            int i = 0;
            while (i < a.length() && i < b.length()) {
                int left = a.codePointAt(i);
                int right = b.codePointAt(i);
                if (left != right) {
                    return Integer.compare(left, right);
                }
                i += Character.charCount(left);
            }
            return Integer.compare(a.length(), b.length());
        }
    }
}
