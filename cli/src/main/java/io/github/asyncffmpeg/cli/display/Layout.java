package io.github.asyncffmpeg.cli.display;

/** Which cells of a row there is room for, and how wide those are that can be wider. Immutable. */
final class Layout {

    /** The width of a bar, in the list of cells: at least 10, and what is left over. */
    static final int BAR = -1;

    private static final int GAP = 2;
    private static final int BAR_LEAST = 10;
    private static final int BAR_MOST = 30;

    private final boolean[] shown;
    private final int lead;
    private final int bar;

    /**
     * Divides a row.
     *
     * @param width of the row
     * @param leadLeast what comes first in the row needs so much; 0 if there is nothing
     * @param leadMost and would take so much
     * @param cells the columns of the others, the most important first
     */
    Layout(int width, int leadLeast, int leadMost, int... cells) {
        shown = new boolean[cells.length];
        int used = leadLeast;
        boolean hasBar = false;
        for (int i = 0; i < cells.length; i++) {
            int need = (used == 0 ? 0 : GAP) + (cells[i] == BAR ? BAR_LEAST : cells[i]);
            if (used + need <= width) {
                shown[i] = true;
                used += need;
                hasBar |= cells[i] == BAR;
            }
        }
        int spare = Math.max(0, width - used);
        int forLead = Math.min(spare, leadMost - leadLeast);
        lead = Math.min(width, leadLeast + forLead);
        bar = hasBar ? Math.min(BAR_MOST, BAR_LEAST + spare - forLead) : 0;
    }

    boolean shows(int cell) {
        return shown[cell];
    }

    int lead() {
        return lead;
    }

    /** 0 if there is none. */
    int bar() {
        return bar;
    }

    /** Begins a cell of a line, if there is one before it. */
    static Line gap(Line line) {
        return line.columns() == 0 ? line : line.add(" ".repeat(GAP));
    }

    /** Adds a bar to a line. */
    void bar(Line line, Look look, double fraction) {
        if (bar > 0) {
            gap(line).add(look.filled(fraction, bar), Style.BAR).add(look.unfilled(fraction, bar), Style.FAINT);
        }
    }
}
