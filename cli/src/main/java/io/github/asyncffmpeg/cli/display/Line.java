package io.github.asyncffmpeg.cli.display;

import java.util.ArrayList;
import java.util.List;

/**
 * A line for a terminal, in colours. No text in it can move the cursor, wherever it came from. Not safe for several
 * threads while it is being written.
 */
final class Line {

    private record Piece(String text, Style style) {}

    private final Look look;
    private final List<Piece> pieces = new ArrayList<>();
    private int columns;
    private boolean whole;

    Line(Look look) {
        this.look = look;
    }

    Line add(String text) {
        return add(text, Style.PLAIN);
    }

    Line add(String text, Style style) {
        String shown = look.text(text);
        if (!shown.isEmpty()) {
            pieces.add(new Piece(shown, style));
            columns += Columns.of(shown);
        }
        return this;
    }

    /** Spaces up to a column. */
    Line to(int column) {
        return add(" ".repeat(Math.max(0, column - columns)));
    }

    /** At a terminal it wraps, where others are cut: it is meant to be copied, or not to be missed. */
    Line whole() {
        whole = true;
        return this;
    }

    boolean isWhole() {
        return whole;
    }

    int columns() {
        return columns;
    }

    /** All of it, without colours. */
    String text() {
        StringBuilder text = new StringBuilder();
        pieces.forEach(piece -> text.append(piece.text));
        return text.toString();
    }

    /** All of it. */
    String render() {
        StringBuilder rendered = new StringBuilder();
        pieces.forEach(piece -> paint(rendered, piece.text, piece.style));
        return rendered.toString();
    }

    /** What fits. */
    String render(int limit) {
        if (columns <= limit) {
            return render();
        }
        StringBuilder rendered = new StringBuilder();
        int left = limit - 1; // for the ellipsis
        for (Piece piece : pieces) {
            String fits = Columns.cut(piece.text, left);
            paint(rendered, fits, piece.style);
            left -= Columns.of(fits);
            if (fits.length() < piece.text.length()) {
                break;
            }
        }
        return limit < 1 ? "" : rendered.append(look.ellipsis()).toString();
    }

    /** What fits, without colours. */
    String text(int limit) {
        return columns <= limit ? text() : limit < 1 ? "" : Columns.cut(text(), limit - 1) + look.ellipsis();
    }

    private void paint(StringBuilder to, String text, Style style) {
        (look.colours() ? style : Style.PLAIN).paint(to, text);
    }
}
