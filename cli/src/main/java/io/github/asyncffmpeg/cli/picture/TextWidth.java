package io.github.asyncffmpeg.cli.picture;

/** About how wide a text will be: the program has no fonts. Rather too wide than too narrow. */
final class TextWidth {

    private static final String NARROW = "iljtfrI.,:;'|!()[]{}-/\\ `";
    private static final String WIDE = "mwMW@%—…";

    private TextWidth() {}

    /** In pixels, of the system's usual font. */
    static double of(String text, double fontSize) {
        double ems = 0;
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            ems += ems(text.codePointAt(i));
        }
        return ems * fontSize;
    }

    private static double ems(int c) {
        if (c >= 0x1100) {
            return 1.05; // East Asian scripts, and pictures
        }
        if (NARROW.indexOf(c) >= 0) {
            return 0.36;
        }
        if (WIDE.indexOf(c) >= 0) {
            return 0.95;
        }
        return Character.isUpperCase(c) ? 0.72 : 0.6;
    }

    /** In pixels, of a font whose letters are all as wide. */
    static double ofMono(String text, double fontSize) {
        double ems = 0;
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            ems += text.codePointAt(i) >= 0x1100 ? 1.2 : 0.61;
        }
        return ems * fontSize;
    }
}
