package io.github.asyncffmpeg.cli.display;

/**
 * With which means a display draws.
 *
 * @param unicode whether there is more than ASCII
 * @param colours whether there are colours
 */
record Look(boolean unicode, boolean colours) {

    static Look of(Terminal terminal) {
        return new Look(terminal.unicode(), terminal.colours());
    }

    /** A text as it can be shown. */
    String text(String text) {
        String safe = Columns.safe(text);
        return unicode ? safe : safe.codePoints().allMatch(c -> c < 0x7F) ? safe : ascii(safe);
    }

    private static String ascii(String text) {
        StringBuilder shown = new StringBuilder(text.length());
        text.codePoints().forEach(c -> shown.append(c < 0x7F ? (char) c : '?'));
        return shown.toString();
    }

    /** Stands for what was cut off. */
    String ellipsis() {
        return unicode ? "\u2026" : "~";
    }

    String arrow() {
        return unicode ? "\u2192" : "->";
    }

    /** The part of a bar that is done. */
    String filled(double fraction, int columns) {
        int halves = halves(fraction, columns);
        return unicode ? "\u2588".repeat(halves / 2) + (halves % 2 == 1 ? "\u258c" : "") : "[" + "#".repeat(halves / 2);
    }

    /** The other part; both together are as wide as it was said. */
    String unfilled(double fraction, int columns) {
        int halves = halves(fraction, columns);
        return unicode ? "\u2591".repeat(columns - (halves + 1) / 2) : "-".repeat(columns - 2 - halves / 2) + "]";
    }

    private int halves(double fraction, int columns) {
        double done = Math.max(0, Math.min(1, fraction)); // NaN becomes 0 when it is cast
        if (unicode) {
            return (int) (done * columns * 2);
        }
        int whole = (int) (done * Math.max(0, columns - 2));
        return 2 * whole;
    }
}
