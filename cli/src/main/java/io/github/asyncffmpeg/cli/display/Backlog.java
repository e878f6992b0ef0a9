package io.github.asyncffmpeg.cli.display;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Lines that wait to be written. Where nobody reads them the oldest go, and it is said how many. For one thread at a time. */
final class Backlog {

    private final int most;
    private final Deque<Line> lines = new ArrayDeque<>();
    private int lost;

    Backlog(int most) {
        this.most = most;
    }

    void add(List<Line> more) {
        for (Line line : more) {
            if (lines.size() >= most) {
                lines.removeFirst();
                lost++;
            }
            lines.add(line);
        }
    }

    boolean isEmpty() {
        return lines.isEmpty();
    }

    /** All of them, which are then no longer here. */
    List<Line> take(Look look) {
        List<Line> taken = new ArrayList<>(lines.size() + 1);
        if (lost > 0) {
            taken.add(
                    new Line(look).add("(" + lost + " lines are left out here: they came faster than they were read)"));
        }
        taken.addAll(lines);
        lines.clear();
        lost = 0;
        return taken;
    }
}
