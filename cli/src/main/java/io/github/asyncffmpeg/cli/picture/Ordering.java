package io.github.asyncffmpeg.cli.picture;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Random;

/**
 * Orders the vertices of each column so that few edges cross: sweeps to and fro by the median of the neighbours, with
 * swaps of neighbours in between, and the best order seen is kept (Gansner and others, "A technique for drawing directed
 * graphs", 1993).
 */
final class Ordering {

    private static final int SWEEPS = 24;
    private static final int MANY_PIECES = 6_000;

    /** Small pictures begin anew from other orders: it costs milliseconds, and spares a third of the crossings. */
    private static final int FEW_PIECES = 400;

    private static final int RESTARTS = 12;

    private final Layers layers;
    private final boolean large;
    private long best = Long.MAX_VALUE;
    private int[][] bestColumns;

    private Ordering(Layers layers) {
        this.layers = layers;
        large = layers.from.length > MANY_PIECES;
        bestColumns = copy();
    }

    /** Orders the columns, and says how many crossings are left. */
    static long apply(Layers layers) {
        Ordering ordering = new Ordering(layers);
        for (boolean forwards : new boolean[] {true, false}) {
            if (ordering.best > 0) {
                ordering.begin(forwards);
                ordering.sweep(forwards);
            }
        }
        Random random = new Random(1); // the same picture each time
        for (int i = 0; i < RESTARTS && ordering.best > 0 && layers.from.length < FEW_PIECES; i++) {
            ordering.shuffle(random);
            ordering.sweep(i % 2 == 0);
        }
        ordering.restore();
        return ordering.best;
    }

    /** Depth first from one side: what belongs together comes together. */
    private void begin(boolean forwards) {
        int[][] next = forwards ? layers.behind : layers.before;
        int[] filled = new int[layers.columns.length];
        boolean[] seen = new boolean[layers.vertices];
        Deque<Integer> stack = new ArrayDeque<>();
        int first = forwards ? 0 : layers.columns.length - 1;
        for (int i = 0; i < layers.columns.length; i++) {
            int column = forwards ? i : first - i;
            for (int root : layers.columns[column].clone()) {
                if (seen[root] || (forwards ? layers.before : layers.behind)[root].length > 0) {
                    continue;
                }
                stack.push(root);
                while (!stack.isEmpty()) {
                    int vertex = stack.pop();
                    if (seen[vertex]) {
                        continue;
                    }
                    seen[vertex] = true;
                    layers.place[vertex] = filled[layers.rank[vertex]]++;
                    for (int k = next[vertex].length - 1; k >= 0; k--) {
                        stack.push(next[vertex][k]);
                    }
                }
            }
        }
        int[][] columns = layers.columns;
        for (int vertex = 0; vertex < layers.vertices; vertex++) {
            columns[layers.rank[vertex]][layers.place[vertex]] = vertex;
        }
        keepIfBetter();
    }

    private void shuffle(Random random) {
        for (int i = 0; i < layers.columns.length; i++) {
            int[] column = layers.columns[i];
            for (int k = column.length - 1; k > 0; k--) {
                int other = random.nextInt(k + 1);
                int vertex = column[k];
                column[k] = column[other];
                column[other] = vertex;
            }
            layers.number(i);
        }
    }

    private void sweep(boolean forwards) {
        int sweeps = large ? 4 : SWEEPS;
        int fruitless = 0;
        for (int i = 0; i < sweeps && best > 0 && fruitless < 8; i++) {
            boolean down = (i % 2 == 0) == forwards;
            for (int k = 1; k < layers.columns.length; k++) {
                int column = down ? k : layers.columns.length - 1 - k;
                sort(column, down ? layers.before : layers.behind, i % 4 >= 2);
            }
            if (!large) {
                swapNeighbours();
            }
            fruitless = keepIfBetter() ? 0 : fruitless + 1;
        }
    }

    private void sort(int column, int[][] neighbours, boolean mean) {
        int[] vertices = layers.columns[column];
        double[] wanted = new double[vertices.length];
        Integer[] order = new Integer[vertices.length];
        for (int i = 0; i < vertices.length; i++) {
            int[] places = places(neighbours[vertices[i]]);
            wanted[i] = places.length == 0 ? i : mean ? mean(places) : median(places);
            order[i] = i;
        }
        Arrays.sort(order, (a, b) -> Double.compare(wanted[a], wanted[b])); // stable
        int[] sorted = new int[vertices.length];
        for (int i = 0; i < sorted.length; i++) {
            sorted[i] = vertices[order[i]];
        }
        layers.columns[column] = sorted;
        layers.number(column);
    }

    private int[] places(int[] vertices) {
        int[] places = new int[vertices.length];
        for (int i = 0; i < places.length; i++) {
            places[i] = layers.place[vertices[i]];
        }
        Arrays.sort(places);
        return places;
    }

    private static double mean(int[] places) {
        double sum = 0;
        for (int place : places) {
            sum += place;
        }
        return sum / places.length;
    }

    /** Of an even number, between the two in the middle, nearer to where the others are closer together. */
    private static double median(int[] places) {
        int middle = places.length / 2;
        if (places.length % 2 == 1) {
            return places[middle];
        }
        if (places.length == 2) {
            return (places[0] + places[1]) / 2.0;
        }
        double left = places[middle - 1] - places[0];
        double right = places[places.length - 1] - places[middle];
        return left + right == 0
                ? (places[middle - 1] + places[middle]) / 2.0
                : (places[middle - 1] * right + places[middle] * left) / (left + right);
    }

    private void swapNeighbours() {
        boolean better = true;
        for (int round = 0; better && round < 6; round++) {
            better = false;
            for (int[] column : layers.columns) {
                for (int i = 0; i + 1 < column.length; i++) {
                    int upper = column[i];
                    int lower = column[i + 1];
                    if (crossings(upper, lower) > crossings(lower, upper)) {
                        column[i] = lower;
                        column[i + 1] = upper;
                        layers.place[lower] = i;
                        layers.place[upper] = i + 1;
                        better = true;
                    }
                }
            }
        }
    }

    private long crossings(int upper, int lower) {
        return inversions(places(layers.before[upper]), places(layers.before[lower]))
                + inversions(places(layers.behind[upper]), places(layers.behind[lower]));
    }

    /** How many pairs have the upper's neighbour below the lower's. */
    private static long inversions(int[] upper, int[] lower) {
        long count = 0;
        int below = 0;
        for (int place : upper) {
            while (below < lower.length && lower[below] < place) {
                below++;
            }
            count += below;
        }
        return count;
    }

    private boolean keepIfBetter() {
        long now = crossings(layers);
        if (now >= best) {
            return false;
        }
        best = now;
        bestColumns = copy();
        return true;
    }

    private int[][] copy() {
        return Arrays.stream(layers.columns).map(int[]::clone).toArray(int[][]::new);
    }

    private void restore() {
        for (int i = 0; i < bestColumns.length; i++) {
            layers.columns[i] = bestColumns[i];
            layers.number(i);
        }
    }

    /** How many pairs of pieces cross. */
    static long crossings(Layers layers) {
        long count = 0;
        for (int column = 0; column + 1 < layers.columns.length; column++) {
            int[] counts = new int[layers.columns[column + 1].length + 1]; // a Fenwick tree
            int seen = 0;
            for (int vertex : layers.columns[column]) {
                int[] behind = layers.behind[vertex];
                for (int each : behind) {
                    int notBelow = 0;
                    for (int i = layers.place[each] + 1; i > 0; i -= i & -i) {
                        notBelow += counts[i];
                    }
                    count += seen - notBelow;
                }
                for (int each : behind) {
                    for (int i = layers.place[each] + 1; i < counts.length; i += i & -i) {
                        counts[i]++;
                    }
                    seen++;
                }
            }
        }
        return count;
    }
}
