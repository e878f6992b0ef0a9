package io.github.asyncffmpeg.cli.picture;

import java.util.Arrays;

/**
 * How far down each vertex is: as near as possible to where its neighbours are, at a distance from those above and below
 * it. Each column is solved exactly (least squares in a fixed order, by pooling), column after column, to and fro.
 */
final class Placing {

    private static final double GAP = 18;
    private static final double BEND_GAP = 12;
    private static final int ROUNDS = 10;

    private final Layers layers;
    private final double[] heights;
    private final Ports ports;
    /** The middle of each vertex. */
    private final double[] middle;

    private Placing(Layers layers, double[] heights, Ports ports) {
        this.layers = layers;
        this.heights = heights;
        this.ports = ports;
        this.middle = new double[layers.vertices];
    }

    /** The middles of the vertices; the topmost edge of a box is at 0. */
    static double[] apply(Layers layers, double[] heights, Ports ports) {
        Placing placing = new Placing(layers, heights, ports);
        placing.run();
        return placing.middle;
    }

    private void run() {
        for (int[] column : layers.columns) {
            double at = 0;
            for (int i = 0; i < column.length; i++) {
                at += i == 0 ? 0 : distance(column[i - 1], column[i]);
                middle[column[i]] = at;
            }
        }
        int count = layers.columns.length;
        for (int round = 0; round < ROUNDS; round++) {
            boolean last = round >= ROUNDS - 4;
            for (int i = 0; i < count; i++) {
                solve(i, true, last);
            }
            for (int i = count - 1; i >= 0; i--) {
                solve(i, last, true);
            }
        }
        new Straightening(layers, ports, middle, this::distance).run();
        double top = Double.MAX_VALUE;
        for (int i = 0; i < layers.vertices; i++) {
            top = Math.min(top, middle[i] - heights[i] / 2);
        }
        for (int i = 0; i < layers.vertices; i++) {
            middle[i] -= top;
        }
    }

    private double distance(int upper, int lower) {
        double gap = layers.isBend(upper) && layers.isBend(lower) ? BEND_GAP : GAP;
        return (heights[upper] + heights[lower]) / 2 + gap;
    }

    private void solve(int column, boolean useBefore, boolean useBehind) {
        int[] vertices = layers.columns[column];
        double[] wanted = new double[vertices.length];
        double[] weights = new double[vertices.length];
        double offset = 0;
        double[] offsets = new double[vertices.length];
        for (int i = 0; i < vertices.length; i++) {
            offset += i == 0 ? 0 : distance(vertices[i - 1], vertices[i]);
            offsets[i] = offset;
            Wish wish = wish(vertices[i], useBefore, useBehind);
            wanted[i] = wish.middle() - offset;
            weights[i] = wish.weight();
        }
        double[] solved = pooled(wanted, weights);
        for (int i = 0; i < vertices.length; i++) {
            middle[vertices[i]] = solved[i] + offsets[i];
        }
    }

    private record Wish(double middle, double weight) {}

    /** The weighted median of where the pieces would be straight. Bends want it most: a long edge should be a line. */
    private Wish wish(int vertex, boolean useBefore, boolean useBehind) {
        int[] before = useBefore ? layers.before[vertex] : new int[0];
        int[] behind = useBehind ? layers.behind[vertex] : new int[0];
        if (before.length + behind.length == 0) {
            return new Wish(middle[vertex], 1e-3);
        }
        double[][] points = new double[before.length + behind.length][];
        double weight = 0;
        for (int i = 0; i < points.length; i++) {
            boolean back = i < before.length;
            int other = back ? before[i] : behind[i - before.length];
            double at = back
                    ? middle[other] + ports.shiftBefore(vertex, i)
                    : middle[other] + ports.shiftBehind(vertex, i - before.length);
            double each = layers.isBend(vertex) ? layers.isBend(other) ? 8 : 2 : layers.isBend(other) ? 2 : 1;
            points[i] = new double[] {at, each};
            weight += each;
        }
        Arrays.sort(points, (a, b) -> Double.compare(a[0], b[0]));
        double sum = 0;
        for (int i = 0; i < points.length; i++) {
            sum += points[i][1];
            if (sum * 2 == weight && i + 1 < points.length) {
                // Either is as good: the nearer one, so that the line to it becomes straight.
                double upper = Math.abs(middle[vertex] - points[i][0]);
                return new Wish(points[upper <= Math.abs(points[i + 1][0] - middle[vertex]) ? i : i + 1][0], weight);
            }
            if (sum * 2 > weight) {
                return new Wish(points[i][0], weight);
            }
        }
        throw new IllegalStateException("weights do not add up");
    }

    /** The rising numbers that are nearest to those wanted, by weighted squares. */
    static double[] pooled(double[] wanted, double[] weights) {
        int n = wanted.length;
        double[] mean = new double[n];
        double[] weight = new double[n];
        int[] size = new int[n];
        int blocks = 0;
        for (int i = 0; i < n; i++) {
            mean[blocks] = wanted[i];
            weight[blocks] = weights[i];
            size[blocks] = 1;
            while (blocks > 0 && mean[blocks - 1] > mean[blocks]) {
                double both = weight[blocks - 1] + weight[blocks];
                mean[blocks - 1] = (mean[blocks - 1] * weight[blocks - 1] + mean[blocks] * weight[blocks]) / both;
                weight[blocks - 1] = both;
                size[blocks - 1] += size[blocks];
                blocks--;
            }
            blocks++;
        }
        double[] solved = new double[n];
        int at = 0;
        for (int block = 0; block < blocks; block++) {
            Arrays.fill(solved, at, at + size[block], mean[block]);
            at += size[block];
        }
        return solved;
    }
}
