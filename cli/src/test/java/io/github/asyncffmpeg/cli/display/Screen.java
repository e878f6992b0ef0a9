package io.github.asyncffmpeg.cli.display;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jline.utils.WCWidth;

/**
 * A terminal as a person sees it: what is on its screen after some bytes, and what has scrolled away above. It knows what
 * the displays use, and fails for everything else: characters of all widths with wrapping at the margin, CR, LF, cursor up,
 * erase to the end of the line and of the screen, colours, synchronised output. It can be resized, and then wraps its lines
 * anew, as tmux and most terminals do. For one thread.
 */
final class Screen {

    private static final Pattern SEQUENCE = Pattern.compile("\033\\[(\\?)?([0-9;]*)([A-Za-z])");

    /** A line of the screen: its cells, the second of a wide character being empty; and whether the next continues it. */
    private static final class Row {
        final List<String> cells = new ArrayList<>();
        boolean wrapped;
    }

    private final List<Row> lines = new ArrayList<>(List.of(new Row()));
    private int columns;
    private int rows;
    private int top;
    private int y;
    private int x;
    private boolean pendingWrap;
    private boolean synchronised;
    private int frames;

    Screen(int columns, int rows) {
        this.columns = columns;
        this.rows = rows;
    }

    void write(String text) {
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            if (c == '\033') {
                Matcher sequence = SEQUENCE.matcher(text).region(i, text.length());
                if (!sequence.lookingAt()) {
                    throw new AssertionError("not a sequence: " + text.substring(i, Math.min(text.length(), i + 8)));
                }
                control(sequence.group(1) != null, sequence.group(2), sequence.group(3));
                i = sequence.end();
            } else {
                character(c);
                i += Character.charCount(c);
            }
        }
    }

    private void control(boolean mode, String number, String letter) {
        int n = number.isEmpty() ? 0 : Integer.parseInt(number.replaceAll(";.*", ""));
        switch ((mode ? "?" : "") + letter) {
            case "A" -> y = Math.max(top, y - Math.max(1, n));
            case "K" -> erase(y, x);
            case "J" -> {
                if (y == top && x == 0) {
                    throw new AssertionError("tmux would put a copy of the screen into its history");
                }
                erase(y, x);
                while (lines.size() > y + 1) {
                    lines.remove(lines.size() - 1);
                }
            }
            case "m" -> {}
            case "?h", "?l" -> {
                if (n != 2026 || synchronised == letter.equals("h")) {
                    throw new AssertionError("mode " + n + letter);
                }
                synchronised = letter.equals("h");
                frames += synchronised ? 1 : 0;
            }
            default -> throw new AssertionError("unknown: " + number + letter);
        }
        if (letter.equals("A")) {
            pendingWrap = false;
        }
    }

    private void erase(int line, int from) {
        Row row = lines.get(line);
        while (row.cells.size() > from) {
            row.cells.remove(row.cells.size() - 1);
        }
        row.wrapped = false;
    }

    private void character(int c) {
        if (c == '\r') {
            x = 0;
            pendingWrap = false;
        } else if (c == '\n') {
            lines.get(y).wrapped = false;
            next();
        } else if (c < ' ' || c >= 0x7F && c < 0xA0) {
            throw new AssertionError("control character " + c);
        } else {
            put(Character.toString(c), WCWidth.wcwidth(c));
        }
    }

    private void put(String character, int width) {
        if (width == 0) {
            Row row = lines.get(y);
            int before = Math.min(x, row.cells.size()) - 1;
            while (before > 0 && row.cells.get(before).isEmpty()) {
                before--;
            }
            if (before >= 0) {
                row.cells.set(before, row.cells.get(before) + character);
            }
            return;
        }
        if (pendingWrap || x + width > columns) {
            lines.get(y).wrapped = true;
            next();
            x = 0;
            pendingWrap = false;
        }
        List<String> cells = lines.get(y).cells;
        for (int i = 0; i < width; i++) {
            while (cells.size() <= x + i) {
                cells.add(" ");
            }
            cells.set(x + i, i == 0 ? character : "");
        }
        x += width;
        if (x >= columns) {
            x = columns - 1;
            pendingWrap = true;
        }
    }

    private void next() {
        y++;
        if (y == lines.size()) {
            lines.add(new Row());
        }
        top = Math.max(top, y - rows + 1);
    }

    void resize(int newColumns, int newRows) {
        List<Row> before = new ArrayList<>(lines);
        int cursor = y;
        int cursorX = x;
        lines.clear();
        columns = newColumns;
        rows = newRows;
        for (int i = 0; i < before.size(); i++) {
            List<String> cells = new ArrayList<>();
            boolean here = i == cursor;
            while (before.get(i).wrapped && i + 1 < before.size()) {
                cells.addAll(before.get(i++).cells);
                here |= i == cursor;
            }
            cells.addAll(before.get(i).cells);
            int first = lines.size();
            wrap(cells);
            if (here) {
                y = before.get(cursor).cells.isEmpty() ? lines.size() - 1 : first;
                x = Math.min(cursorX, columns - 1);
            }
        }
        pendingWrap = false;
        top = Math.max(0, Math.max(y - rows + 1, Math.min(y, lines.size() - rows)));
    }

    private void wrap(List<String> cells) {
        Row row = new Row();
        lines.add(row);
        for (int i = 0; i < cells.size(); i++) {
            int width = i + 1 < cells.size() && cells.get(i + 1).isEmpty() ? 2 : 1;
            if (row.cells.size() + width > columns) {
                row.wrapped = true;
                row = new Row();
                lines.add(row);
            }
            row.cells.add(cells.get(i));
            if (width == 2) {
                row.cells.add("");
                i++;
            }
        }
    }

    /** What is on the screen, without what is blank at the end of a line and below. */
    List<String> visible() {
        return texts(top);
    }

    /** That, and what has scrolled away above it. */
    List<String> all() {
        return texts(0);
    }

    private List<String> texts(int from) {
        List<String> texts = new ArrayList<>();
        for (Row row : lines.subList(from, lines.size())) {
            texts.add(String.join("", row.cells).stripTrailing());
        }
        while (!texts.isEmpty() && texts.get(texts.size() - 1).isEmpty()) {
            texts.remove(texts.size() - 1);
        }
        return texts;
    }

    /** The cursor's line of those that {@link #visible()} gives, from 0. */
    int cursorRow() {
        return y - top;
    }

    int cursorColumn() {
        return x;
    }

    boolean isSynchronised() {
        return synchronised;
    }

    int frames() {
        return frames;
    }
}
