package io.github.asyncffmpeg.cli.report;

import java.util.ArrayList;
import java.util.List;

/** How fast a job was and how far it had come, at moments that are evenly spread over it; a bounded number of them. */
final class Curve {

    private static final int MOST = 96;

    /**
     * One moment.
     *
     * @param at seconds since the run began
     * @param speed media time per wall time, negative if not known
     * @param fraction 0 to 1, negative if not known
     */
    record Point(double at, double speed, double fraction) {}

    private final List<Point> points = new ArrayList<>();
    private int every = 1;
    private int seen;

    void add(Point point) {
        if (seen++ % every != 0) {
            return;
        }
        points.add(point);
        if (points.size() == MOST) {
            for (int i = 0; i < MOST / 2; i++) {
                points.set(i, points.get(2 * i));
            }
            points.subList(MOST / 2, MOST).clear();
            every *= 2;
        }
    }

    List<Point> points() {
        return points;
    }

    double fastest() {
        return points.stream().mapToDouble(Point::speed).max().orElse(0);
    }
}
