package io.github.asyncffmpeg.cli.picture;

import java.util.Arrays;
import java.util.Comparator;

/**
 * Where the pieces of edges leave and enter their vertices: on the sides of a box one below the other, in the order of
 * what they lead to, so that they do not cross there.
 */
final class Ports {

    static final double SPACING = 11;
    static final double LABELLED_SPACING = 17;

    private final Layers layers;
    private final double[] outSpacing;
    private final double[] inSpacing;

    /** Of each piece, how far below the middle of its vertices it leaves and enters. */
    final double[] leaves;

    final double[] enters;

    /** Of each vertex, its pieces in the order of the neighbours' lists. */
    private final int[][] piecesBehind;

    private final int[][] piecesBefore;

    /** The spacings are those of each vertex. */
    Ports(Layers layers, double[] outSpacing, double[] inSpacing) {
        this.layers = layers;
        this.outSpacing = outSpacing;
        this.inSpacing = inSpacing;
        int pieces = layers.from.length;
        leaves = new double[pieces];
        enters = new double[pieces];
        piecesBehind = pieces(layers.from, layers.behind);
        piecesBefore = pieces(layers.to, layers.before);
        for (int vertex = 0; vertex < layers.vertices; vertex++) {
            spread(piecesBehind[vertex], layers.to, leaves, outSpacing[vertex]);
            spread(piecesBefore[vertex], layers.from, enters, inSpacing[vertex]);
        }
    }

    /** How high a box must be for its edges. */
    double height(int vertex) {
        return Math.max(
                layers.behind[vertex].length * outSpacing[vertex], layers.before[vertex].length * inSpacing[vertex]);
    }

    /** Added to the middle of a neighbour before a vertex, the middle at which the piece between them is straight. */
    double shiftBefore(int vertex, int neighbour) {
        int piece = piecesBefore[vertex][neighbour];
        return leaves[piece] - enters[piece];
    }

    /** The same of a neighbour behind it. */
    double shiftBehind(int vertex, int neighbour) {
        int piece = piecesBehind[vertex][neighbour];
        return enters[piece] - leaves[piece];
    }

    private int[][] pieces(int[] ends, int[][] neighbours) {
        int[] counts = new int[layers.vertices];
        int[][] pieces = new int[layers.vertices][];
        for (int i = 0; i < pieces.length; i++) {
            pieces[i] = new int[neighbours[i].length];
        }
        for (int piece = 0; piece < ends.length; piece++) {
            pieces[ends[piece]][counts[ends[piece]]++] = piece;
        }
        return pieces;
    }

    private void spread(int[] pieces, int[] others, double[] offsets, double spacing) {
        Integer[] order = Arrays.stream(pieces).boxed().toArray(Integer[]::new);
        Arrays.sort(order, Comparator.comparingInt((Integer piece) -> layers.place[others[piece]]));
        for (int i = 0; i < order.length; i++) {
            offsets[order[i]] = (i - (order.length - 1) / 2.0) * spacing;
        }
    }
}
