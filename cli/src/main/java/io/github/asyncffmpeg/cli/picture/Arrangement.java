package io.github.asyncffmpeg.cli.picture;

import io.github.asyncffmpeg.jobs.internal.words.Words;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Gives ordered columns their places in pixels. Between two columns there is room for the labels that stand behind the
 * one, for the curves, and for the labels that stand before the other: so no curve runs through a label or a box. Used
 * once.
 */
final class Arrangement {

    private static final double BEND_HEIGHT = 4;
    private static final double LABEL_SIZE = 10;
    private static final int LONGEST_LABEL = 30;
    private static final double ARROW = 8;
    private static final double BELOW = 14;

    private final List<Edge> edges;
    private final Ranks ranks;
    private final Layers layers;
    private final BoxText[] texts;
    private final String[] labels;

    /** What is said of an output stands with it, the name of a stream where it comes from. */
    private final boolean[] labelAtEnd;

    private final Ports ports;
    private final double[] heights;
    private final double[] middle;

    /** Of the columns: where they begin, how wide they are, and the level pieces for labels behind and before them. */
    private final double[] left;

    private final double[] widths;
    private final double[] stubBehind;
    private final double[] stubBefore;
    private final List<Layout.Box> boxes = new ArrayList<>();

    Arrangement(List<PictureNode> nodes, List<Edge> edges, Ranks ranks, Layers layers) {
        this.edges = edges;
        this.ranks = ranks;
        this.layers = layers;
        texts = nodes.stream().map(BoxText::of).toArray(BoxText[]::new);
        labels = new String[edges.size()];
        labelAtEnd = new boolean[edges.size()];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = BoxText.cut(Words.name(edges.get(i).label()), LONGEST_LABEL);
            labelAtEnd[i] = nodes.get(edges.get(i).to()).kind() == PictureNode.Kind.OUTPUT;
        }
        ports = new Ports(layers, spacing(false), spacing(true));
        heights = new double[layers.vertices];
        Arrays.fill(heights, BEND_HEIGHT);
        for (int i = 0; i < texts.length; i++) {
            heights[i] = Math.max(texts[i].height(), ports.height(i) + 6);
        }
        middle = Placing.apply(layers, heights, ports);
        int columns = layers.columns.length;
        left = new double[columns];
        widths = new double[columns];
        stubBehind = new double[columns];
        stubBefore = new double[columns];
    }

    private double[] spacing(boolean atEnd) {
        double[] spacing = new double[layers.vertices];
        Arrays.fill(spacing, Ports.SPACING);
        for (int i = 0; i < labels.length; i++) {
            if (!labels[i].isEmpty() && labelAtEnd[i] == atEnd) {
                spacing[atEnd ? edges.get(i).to() : edges.get(i).from()] = Ports.LABELLED_SPACING;
            }
        }
        return spacing;
    }

    Layout layout() {
        measureColumns();
        double width = placeColumns();
        double bottom = placeBoxes();
        List<Layout.Route> routes = routes(bottom);
        boolean below = false;
        for (int i = 0; i < edges.size(); i++) {
            below |= layers.paths[i].length == 0;
        }
        return new Layout(width, bottom + Layout.MARGIN + (below ? BELOW : 0), boxes, routes);
    }

    private void measureColumns() {
        for (int i = 0; i < texts.length; i++) {
            widths[layers.rank[i]] = Math.max(widths[layers.rank[i]], texts[i].width());
        }
        for (int i = 0; i < labels.length; i++) {
            if (!labels[i].isEmpty()) {
                Edge edge = edges.get(i);
                double[] stubs = labelAtEnd[i] == ranks.reversed[i] ? stubBehind : stubBefore;
                int column = layers.rank[labelAtEnd[i] ? edge.to() : edge.from()];
                stubs[column] = Math.max(stubs[column], TextWidth.of(labels[i], LABEL_SIZE) + 10);
            }
        }
    }

    private double placeColumns() {
        double[] steepest = new double[left.length];
        for (int i = 0; i < layers.from.length; i++) {
            int column = layers.rank[layers.from[i]];
            steepest[column] = Math.max(steepest[column], Math.abs(y(i, true) - y(i, false)));
        }
        double x = Layout.MARGIN;
        for (int i = 0; i < left.length; i++) {
            if (i > 0) {
                x += stubBehind[i - 1] + Math.min(90, 24 + 0.25 * steepest[i - 1]) + stubBefore[i] + ARROW;
            }
            left[i] = x;
            x += widths[i];
        }
        return x + Layout.MARGIN;
    }

    private double placeBoxes() {
        double bottom = 0;
        for (int i = 0; i < layers.vertices; i++) {
            double y = Layout.MARGIN + middle[i] - heights[i] / 2;
            bottom = Math.max(bottom, y + heights[i]);
            if (!layers.isBend(i)) {
                int column = layers.rank[i];
                double x = left[column] + (widths[column] - texts[i].width()) / 2;
                boxes.add(new Layout.Box(texts[i], column, x, y, texts[i].width(), heights[i]));
            }
        }
        return bottom;
    }

    /** Where a piece leaves or enters. */
    private double y(int piece, boolean enters) {
        return enters
                ? Layout.MARGIN + middle[layers.to[piece]] + ports.enters[piece]
                : Layout.MARGIN + middle[layers.from[piece]] + ports.leaves[piece];
    }

    private List<Layout.Route> routes(double bottom) {
        List<Layout.Route> routes = new ArrayList<>();
        int piece = 0;
        for (int i = 0; i < edges.size(); i++) {
            Edge edge = edges.get(i);
            int[] path = layers.paths[i];
            List<double[]> points = new ArrayList<>();
            if (path.length == 0 && edge.from() != edge.to()) {
                points.addAll(below(edge, bottom + BELOW));
            }
            for (int k = 0; k + 1 < path.length; k++, piece++) {
                int column = layers.rank[path[k]];
                double behind = left[column] + widths[column];
                double before = left[column + 1];
                points.add(new double[] {layers.isBend(path[k]) ? behind : right(path[k]), y(piece, false)});
                points.add(new double[] {behind + stubBehind[column], y(piece, false)});
                points.add(new double[] {before - stubBefore[column + 1] - ARROW, y(piece, true)});
                points.add(new double[] {
                    layers.isBend(path[k + 1]) ? before : boxes.get(path[k + 1]).x(), y(piece, true)
                });
            }
            routes.add(labelled(i, points));
        }
        return routes;
    }

    private double right(int node) {
        return boxes.get(node).x() + boxes.get(node).width();
    }

    /** A long edge in a picture that has too many of them: down, along the bottom, up again. */
    private List<double[]> below(Edge edge, double y) {
        int first = layers.rank[edge.from()];
        int last = layers.rank[edge.to()];
        double begin = left[first] + widths[first];
        double y1 = Layout.MARGIN + middle[edge.from()];
        double y2 = Layout.MARGIN + middle[edge.to()];
        return List.of(
                new double[] {right(edge.from()), y1},
                new double[] {begin, y1},
                new double[] {begin + 12, y},
                new double[] {left[last] - ARROW - 12, y},
                new double[] {left[last] - ARROW, y2},
                new double[] {boxes.get(edge.to()).x(), y2});
    }

    private Layout.Route labelled(int i, List<double[]> points) {
        if (points.isEmpty()) {
            return new Layout.Route(List.of(), "", 0, 0, false);
        }
        boolean last = labelAtEnd[i] != ranks.reversed[i];
        double[] at = points.get(last ? points.size() - 1 : 0);
        double x = last ? at[0] - ARROW - 3 : at[0] + 5;
        return new Layout.Route(List.copyOf(points), labels[i], x, at[1] - 3.5, last);
    }
}
