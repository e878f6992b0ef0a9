package io.github.asyncffmpeg.cli.display;

import java.util.ArrayList;
import java.util.List;

/**
 * What of the screen is ours: some rows at the bottom, and the cursor in the line below them. Everything else scrolls away
 * above. The cursor is never hidden and no mode is left switched on, so a program that is killed leaves a terminal that
 * works. For one thread at a time.
 */
final class LiveArea {

    /** Terminals that know it show all of a frame at once; the others ignore it. */
    private static final String BEGIN = "\033[?2026h";

    private static final String END = "\033[?2026l";
    private static final String ERASE_LINE = "\033[K";
    private static final String ERASE_BELOW = "\033[J";

    /**
     * The cursor's line and all below, of which there is one. Not in one go: at the top left, tmux takes that for the wish
     * to clear the screen, and puts a copy of what was there into its history.
     */
    private static final String ERASE_ALL = ERASE_LINE + "\n" + ERASE_BELOW + up(1);

    private static final String NEXT = "\r\n"; // FFmpeg may have switched off the terminal's own carriage return

    /** What is on the screen: rendered, and without colours. */
    private List<String> drawn = List.of();

    private List<String> texts = List.of();
    private Size drawnFor = Size.USUAL;

    /**
     * The next frame.
     *
     * @param above lines that stay, above the rows
     * @param rows the rows from now on
     * @param size of the terminal now
     * @return what is to be written, in one go; nothing if the screen is right already
     */
    String frame(List<Line> above, List<Line> rows, Size size) {
        int limit = size.columns() - 1; // a row that fills the last column would wrap on some terminals
        List<String> next = new ArrayList<>(rows.size());
        List<String> nextTexts = new ArrayList<>(rows.size());
        for (Line row : rows) {
            // Terminals disagree on whether blanks at the end take part when a row wraps.
            next.add(row.render(limit).stripTrailing());
            nextTexts.add(row.text(limit).stripTrailing());
        }
        boolean inPlace = above.isEmpty() && next.size() == drawn.size() && size.equals(drawnFor);
        if (inPlace && next.equals(drawn)) {
            return "";
        }
        StringBuilder frame = new StringBuilder(BEGIN).append('\r');
        int height = height(size);
        int up = Math.min(height, size.rows() - 1);
        if (up > 0) {
            frame.append(up(up));
        }
        if (!inPlace) {
            // Lines that wrap would leave the remains of old rows beside them.
            frame.append(up > 0 ? ERASE_ALL : ERASE_LINE);
        }
        if (height > up) {
            // The top of it has scrolled away, maybe in the midst of a row, which the next line would continue.
            frame.append(NEXT);
        }
        for (Line line : above) {
            frame.append(line.isWhole() ? line.render() : line.render(limit)).append(NEXT);
        }
        for (int i = 0; i < next.size(); i++) {
            if (!inPlace || !next.get(i).equals(drawn.get(i))) {
                frame.append(next.get(i)).append(ERASE_LINE);
            }
            frame.append(NEXT);
        }
        // The terminal may have written ^C where the cursor was.
        frame.append(next.isEmpty() ? ERASE_LINE : ERASE_BELOW).append(END);
        drawn = next;
        texts = nextTexts;
        drawnFor = size;
        return frame.toString();
    }

    /** The screen is somebody else's now: what we drew stays where it is. */
    void forget() {
        drawn = List.of();
        texts = List.of();
    }

    private static String up(int rows) {
        return "\033[" + rows + "A";
    }

    /** How many lines of the screen our rows take: in a terminal that was made narrower each has wrapped. */
    private int height(Size size) {
        if (size.columns() >= drawnFor.columns()) {
            return drawn.size();
        }
        return texts.stream()
                .mapToInt(text -> Columns.rows(text, size.columns()))
                .sum();
    }
}
