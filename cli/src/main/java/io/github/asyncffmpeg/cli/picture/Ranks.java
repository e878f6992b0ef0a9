package io.github.asyncffmpeg.cli.picture;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/**
 * The column of each box: every edge leads to a later one, but those that close a circle. Longest path, then what can be
 * moved towards what it feeds is moved, since most edges are shorter so. Linear time.
 */
final class Ranks {

    final int[] rank;
    /** Of each edge, whether it leads backwards. */
    final boolean[] reversed;

    private final int[][] out;
    private final int[][] in;
    private final int[] order;

    Ranks(int nodes, List<Edge> edges) {
        rank = new int[nodes];
        reversed = new boolean[edges.size()];
        order = order(nodes, edges);
        int[] place = new int[nodes];
        for (int i = 0; i < nodes; i++) {
            place[order[i]] = i;
        }
        int[] from = new int[edges.size()];
        int[] to = new int[edges.size()];
        for (int i = 0; i < from.length; i++) {
            Edge edge = edges.get(i);
            reversed[i] = place[edge.from()] > place[edge.to()];
            from[i] = reversed[i] ? edge.to() : edge.from();
            to[i] = reversed[i] ? edge.from() : edge.to();
        }
        out = neighbours(nodes, from, to);
        in = neighbours(nodes, to, from);
        for (int node : order) {
            for (int before : in[node]) {
                rank[node] = Math.max(rank[node], rank[before] + 1);
            }
        }
        tighten();
    }

    /** Topological; where a circle stands in the way, its first node goes first. */
    private static int[] order(int nodes, List<Edge> edges) {
        int[] missing = new int[nodes];
        int[] from = edges.stream().mapToInt(Edge::from).toArray();
        int[] to = edges.stream().mapToInt(Edge::to).toArray();
        for (int i = 0; i < from.length; i++) {
            missing[to[i]] += from[i] == to[i] ? 0 : 1;
        }
        int[][] next = neighbours(nodes, from, to);
        Deque<Integer> ready = new ArrayDeque<>();
        for (int i = 0; i < nodes; i++) {
            if (missing[i] == 0) {
                ready.add(i);
            }
        }
        boolean[] placed = new boolean[nodes];
        int[] order = new int[nodes];
        int done = 0;
        int force = 0;
        while (done < nodes) {
            if (ready.isEmpty()) {
                while (placed[force]) {
                    force++;
                }
                ready.add(force);
            }
            int node = ready.remove();
            if (placed[node]) {
                continue;
            }
            placed[node] = true;
            order[done++] = node;
            for (int each : next[node]) {
                if (!placed[each] && --missing[each] == 0) {
                    ready.add(each);
                }
            }
        }
        return order;
    }

    /** Of each node, the nodes at the other ends; an edge from a node to itself is left out. */
    static int[][] neighbours(int nodes, int[] from, int[] to) {
        int[] counts = new int[nodes];
        for (int i = 0; i < from.length; i++) {
            counts[from[i]] += from[i] == to[i] ? 0 : 1;
        }
        int[][] lists = new int[nodes][];
        for (int i = 0; i < nodes; i++) {
            lists[i] = new int[counts[i]];
        }
        Arrays.fill(counts, 0);
        for (int i = 0; i < from.length; i++) {
            if (from[i] != to[i]) {
                lists[from[i]][counts[from[i]]++] = to[i];
            }
        }
        return lists;
    }

    private void tighten() {
        for (int i = order.length - 1; i >= 0; i--) {
            int node = order[i];
            if (out[node].length == 0 || out[node].length < in[node].length) {
                continue;
            }
            int latest = Integer.MAX_VALUE;
            for (int after : out[node]) {
                latest = Math.min(latest, rank[after] - 1);
            }
            rank[node] = Math.max(rank[node], latest);
        }
    }
}
