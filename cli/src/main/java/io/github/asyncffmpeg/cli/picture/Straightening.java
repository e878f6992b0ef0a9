package io.github.asyncffmpeg.cli.picture;

import java.util.ArrayList;
import java.util.List;

/**
 * Moves vertices that are joined by straight lines, as one, to where another line becomes straight and all together are
 * not longer: what the columns one by one do not find. Keeps every distance. About linear time.
 */
final class Straightening {

    /** How far apart the middles of two vertices must be, of which the first is right above the second. */
    interface Distance {
        double between(int upper, int lower);
    }

    private static final double STRAIGHT = 0.01;
    private static final int ROUNDS = 6;

    private final Layers layers;
    private final Ports ports;
    private final double[] middle;
    private final Distance distance;
    private final int[] block;
    private final double[] weights;

    Straightening(Layers layers, Ports ports, double[] middle, Distance distance) {
        this.layers = layers;
        this.ports = ports;
        this.middle = middle;
        this.distance = distance;
        block = new int[middle.length];
        weights = new double[layers.from.length];
        for (int i = 0; i < weights.length; i++) {
            int bends = (layers.isBend(layers.from[i]) ? 1 : 0) + (layers.isBend(layers.to[i]) ? 1 : 0);
            weights[i] = 1 << bends;
        }
    }

    void run() {
        boolean moved = true;
        for (int round = 0; moved && round < ROUNDS; round++) {
            moved = false;
            List<List<Integer>> members = findBlocks();
            List<List<Integer>> borders = findBorders(members.size());
            for (int i = 0; i < members.size(); i++) {
                moved |= move(i, members.get(i), borders.get(i));
            }
        }
    }

    private double rise(int piece) {
        return middle[layers.to[piece]] + ports.enters[piece] - middle[layers.from[piece]] - ports.leaves[piece];
    }

    private List<List<Integer>> findBlocks() {
        int[] root = new int[middle.length];
        for (int i = 0; i < root.length; i++) {
            root[i] = i;
        }
        for (int piece = 0; piece < layers.from.length; piece++) {
            if (Math.abs(rise(piece)) < STRAIGHT) {
                root[find(root, layers.from[piece])] = find(root, layers.to[piece]);
            }
        }
        int[] number = new int[root.length];
        List<List<Integer>> members = new ArrayList<>();
        for (int i = 0; i < root.length; i++) {
            int top = find(root, i);
            if (number[top] == 0) {
                members.add(new ArrayList<>());
                number[top] = members.size();
            }
            block[i] = number[top] - 1;
            members.get(block[i]).add(i);
        }
        return members;
    }

    private static int find(int[] root, int vertex) {
        int top = vertex;
        while (root[top] != top) {
            root[top] = root[root[top]];
            top = root[top];
        }
        return top;
    }

    /** Of each block, the pieces that lead into or out of it. */
    private List<List<Integer>> findBorders(int blocks) {
        List<List<Integer>> borders = new ArrayList<>();
        for (int i = 0; i < blocks; i++) {
            borders.add(new ArrayList<>());
        }
        for (int piece = 0; piece < layers.from.length; piece++) {
            int from = block[layers.from[piece]];
            int to = block[layers.to[piece]];
            if (from != to) {
                borders.get(from).add(piece);
                borders.get(to).add(piece);
            }
        }
        return borders;
    }

    private boolean move(int number, List<Integer> members, List<Integer> borders) {
        double up = Double.NEGATIVE_INFINITY;
        double down = Double.POSITIVE_INFINITY;
        for (int vertex : members) {
            int[] column = layers.columns[layers.rank[vertex]];
            int place = layers.place[vertex];
            if (place > 0 && block[column[place - 1]] != number) {
                int above = column[place - 1];
                up = Math.max(up, middle[above] + distance.between(above, vertex) - middle[vertex]);
            }
            if (place + 1 < column.length && block[column[place + 1]] != number) {
                int below = column[place + 1];
                down = Math.min(down, middle[below] - distance.between(vertex, below) - middle[vertex]);
            }
        }
        double best = 0;
        double least = cost(number, borders, 0);
        int tried = 0;
        for (int piece : borders) {
            double shift = block[layers.to[piece]] == number ? -rise(piece) : rise(piece);
            if (Math.abs(shift) > STRAIGHT && shift >= up && shift <= down && tried++ < 16) {
                double cost = cost(number, borders, shift);
                if (cost < least - STRAIGHT) {
                    least = cost;
                    best = shift;
                }
            }
        }
        for (int vertex : members) {
            middle[vertex] += best;
        }
        return best != 0;
    }

    /** The climbs of the lines at its border, and something for each that is not straight. */
    private double cost(int number, List<Integer> borders, double shift) {
        double cost = 0;
        for (int piece : borders) {
            double rise = Math.abs(rise(piece) + (block[layers.to[piece]] == number ? shift : -shift));
            cost += weights[piece] * (rise + (rise < STRAIGHT ? 0 : 4));
        }
        return cost;
    }
}
