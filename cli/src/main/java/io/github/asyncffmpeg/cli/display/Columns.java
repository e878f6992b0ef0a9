package io.github.asyncffmpeg.cli.display;

import java.util.Locale;
import org.jline.utils.WCWidth;

/** How many columns of a terminal a text takes. */
final class Columns {

    private static final int EMOJI_FORM = 0xFE0F;
    private static final int EMOJI_FROM = 0x2000;
    private static final int FLAG_LETTER_A = 0x1F1E6;
    private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
    private static final int ZERO_WIDTH_JOINER = 0x200D;

    private Columns() {}

    /**
     * The width of a text. Terminals disagree on emoji that consist of several characters: this is the most that any of them
     * takes, so that a row never wraps.
     */
    static int of(String text) {
        int columns = 0;
        int last = 0;
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            int c = text.codePointAt(i);
            int width = c == EMOJI_FORM && last == 1 ? 1 : width(c);
            columns += width;
            last = width;
        }
        return columns;
    }

    /** As many of the first characters as fit. */
    static String cut(String text, int columns) {
        int used = 0;
        int last = 0;
        int i = 0;
        while (i < text.length()) {
            int c = text.codePointAt(i);
            int width = c == EMOJI_FORM && last == 1 ? 1 : width(c);
            if (used + width > columns) {
                break;
            }
            used += width;
            last = width;
            i += Character.charCount(c);
        }
        return text.substring(0, i);
    }

    /** What fits of a name: its beginning and its end, as names of one batch often differ in either. */
    static String middle(String text, int columns, String ellipsis) {
        if (of(text) <= columns) {
            return text;
        }
        int room = Math.max(0, columns - of(ellipsis));
        String head = cut(text, room - room / 2);
        int tail = text.length();
        while (tail > head.length()) {
            int before = text.offsetByCodePoints(tail, -1);
            if (of(head) + of(text.substring(before)) > room) {
                break;
            }
            tail = before;
        }
        String end = text.substring(tail);
        // What combines with the character before it must not combine with the ellipsis.
        while (!end.isEmpty() && width(end.codePointAt(0)) == 0) {
            end = end.substring(Character.charCount(end.codePointAt(0)));
        }
        return columns < 1 ? "" : head + ellipsis + end;
    }

    /** How many rows a text takes where it wraps; one that is empty takes one. */
    static int rows(String text, int columns) {
        int rows = 1;
        int used = 0;
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            int width = width(text.codePointAt(i));
            if (used + width > columns && used > 0) {
                rows++;
                used = 0;
            }
            used += width;
        }
        return rows;
    }

    private static int width(int c) {
        if (c < 0x7F) {
            return 1;
        }
        // Part of the emoji before it, or one more.
        return isSkinColour(c) ? 2 : Math.max(0, WCWidth.wcwidth(c));
    }

    /**
     * A text from outside, without what would move the cursor, change a colour, or turn the reading direction: such
     * characters are shown by their number.
     */
    static String safe(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c > '~') {
                return escaped(text);
            }
        }
        return text;
    }

    private static String escaped(String text) {
        StringBuilder shown = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(c -> {
            if (c == '\n') {
                shown.append("\\n");
            } else if (c == '\t') {
                shown.append(' ');
            } else if (Character.isISOControl(c)) {
                shown.append(String.format(Locale.ROOT, "\\x%02x", c));
            } else if (isVisible(c)) {
                shown.appendCodePoint(c);
            } else {
                shown.append(String.format(Locale.ROOT, "\\u%04x", c));
            }
        });
        return shown.toString();
    }

    /**
     * A text of whose width all terminals think the same: emoji that consist of several are shown as these several, a flag
     * as its letters, a skin colour not at all.
     */
    static String agreed(String text) {
        if (text.codePoints().allMatch(c -> c < EMOJI_FROM)) {
            return text;
        }
        StringBuilder shown = new StringBuilder(text.length());
        int last = 0;
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            int c = text.codePointAt(i);
            boolean joinsEmoji = c == ZERO_WIDTH_JOINER && width(last) == 2;
            if (WCWidth.isRegionalIndicator(c)) {
                shown.append((char) ('A' + c - FLAG_LETTER_A));
            } else if (!joinsEmoji && c != EMOJI_FORM && !isSkinColour(c)) {
                shown.appendCodePoint(c);
                last = c;
            }
        }
        return shown.toString();
    }

    private static boolean isSkinColour(int c) {
        return c >= 0x1F3FB && c <= 0x1F3FF;
    }

    private static boolean isVisible(int c) {
        return switch (Character.getType(c)) {
            case Character.SURROGATE, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> false;
            case Character.FORMAT -> c == ZERO_WIDTH_JOINER || c == ZERO_WIDTH_NON_JOINER;
            default -> true;
        };
    }
}
