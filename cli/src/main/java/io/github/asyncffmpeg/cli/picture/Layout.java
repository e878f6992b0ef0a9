package io.github.asyncffmpeg.cli.picture;

import java.util.List;

/**
 * Where everything is, in pixels: the boxes in columns from left to right, the edges between them.
 *
 * @param boxes of each node
 * @param routes of each edge; one that leads from a node to itself has no points
 */
record Layout(double width, double height, List<Box> boxes, List<Route> routes) {

    static final double MARGIN = 12;

    /** A box; x and y are its left upper corner. */
    record Box(BoxText text, int column, double x, double y, double width, double height) {}

    /**
     * An edge.
     *
     * @param points its corners, x and y: from each to the next it runs level, or in a curve that begins and ends level
     * @param label what is written at it; may be empty
     * @param labelX where the label begins, or ends
     * @param labelY the base line of the label
     * @param labelEndsThere whether the label ends at that place
     */
    record Route(List<double[]> points, String label, double labelX, double labelY, boolean labelEndsThere) {}

    static Layout of(List<PictureNode> nodes, List<Edge> edges) {
        Ranks ranks = new Ranks(nodes.size(), edges);
        Layers layers = new Layers(nodes.size(), edges, ranks);
        Ordering.apply(layers);
        return new Arrangement(nodes, edges, ranks, layers).layout();
    }
}
