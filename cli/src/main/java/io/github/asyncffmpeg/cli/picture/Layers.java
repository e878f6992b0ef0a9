package io.github.asyncffmpeg.cli.picture;

import java.util.Arrays;
import java.util.List;

/**
 * The boxes in their columns, with a bend in each column that an edge passes, so that all pieces of edges lead from one
 * column to the next. A vertex is a box (its number is that of the node) or a bend.
 */
final class Layers {

    /** With more bends than these, long edges run below the picture: one input that feeds a thousand filters in a row. */
    private static final int MOST_BENDS = 30_000;

    final int nodes;
    final int vertices;
    final int[] rank;
    /** The vertices of each edge, in the direction of the columns; empty of one that runs below, or from a node to itself. */
    final int[][] paths;

    /** The pieces. */
    final int[] from;

    final int[] to;
    /** Of each vertex, the neighbours in the column before and in that behind. */
    final int[][] before;

    final int[][] behind;

    /** The vertices of each column, in their order from above. */
    final int[][] columns;

    /** Of each vertex, its place in its column. */
    final int[] place;

    Layers(int nodes, List<Edge> edges, Ranks ranks) {
        this.nodes = nodes;
        int[] spans = new int[edges.size()];
        long bends = 0;
        for (int i = 0; i < spans.length; i++) {
            Edge edge = edges.get(i);
            spans[i] = Math.abs(ranks.rank[edge.to()] - ranks.rank[edge.from()]);
            bends += Math.max(0, spans[i] - 1);
        }
        boolean below = bends > MOST_BENDS;
        int count = nodes;
        int pieces = 0;
        for (int span : spans) {
            if (span == 1 || (!below && span > 0)) {
                count += span - 1;
                pieces += span;
            }
        }
        vertices = count;
        rank = Arrays.copyOf(ranks.rank, vertices);
        paths = new int[spans.length][];
        from = new int[pieces];
        to = new int[pieces];
        int vertex = nodes;
        int piece = 0;
        for (int i = 0; i < spans.length; i++) {
            if (spans[i] == 0 || (below && spans[i] > 1)) {
                paths[i] = new int[0];
                continue;
            }
            Edge edge = edges.get(i);
            int[] path = new int[spans[i] + 1];
            path[0] = ranks.reversed[i] ? edge.to() : edge.from();
            path[spans[i]] = ranks.reversed[i] ? edge.from() : edge.to();
            for (int k = 1; k < spans[i]; k++) {
                path[k] = vertex;
                rank[vertex++] = rank[path[0]] + k;
            }
            for (int k = 0; k < spans[i]; k++) {
                from[piece] = path[k];
                to[piece++] = path[k + 1];
            }
            paths[i] = path;
        }
        behind = Ranks.neighbours(vertices, from, to);
        before = Ranks.neighbours(vertices, to, from);
        int columnCount = Arrays.stream(rank).max().orElse(-1) + 1;
        int[] sizes = new int[columnCount];
        for (int each : rank) {
            sizes[each]++;
        }
        columns = new int[columnCount][];
        for (int i = 0; i < columnCount; i++) {
            columns[i] = new int[sizes[i]];
        }
        place = new int[vertices];
        Arrays.fill(sizes, 0);
        for (int i = 0; i < vertices; i++) {
            place[i] = sizes[rank[i]];
            columns[rank[i]][sizes[rank[i]]++] = i;
        }
    }

    boolean isBend(int vertex) {
        return vertex >= nodes;
    }

    /** Makes the places agree with the columns. */
    void number(int column) {
        for (int i = 0; i < columns[column].length; i++) {
            place[columns[column][i]] = i;
        }
    }
}
