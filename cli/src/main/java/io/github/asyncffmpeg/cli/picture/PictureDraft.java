package io.github.asyncffmpeg.cli.picture;

import java.util.ArrayList;
import java.util.List;

/** A picture that is being made. One thread. */
final class PictureDraft {

    private final List<PictureNode> nodes = new ArrayList<>();
    private final List<Edge> edges = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    /** Adds a box, and gives its number. */
    int add(PictureNode node) {
        nodes.add(node);
        return nodes.size() - 1;
    }

    void connect(int from, int to, EdgeMedium medium, String label, boolean chosen) {
        edges.add(new Edge(from, to, medium, label, chosen));
    }

    void note(String sentence) {
        notes.add(sentence);
    }

    CommandPicture picture() {
        return new CommandPicture(nodes, edges, notes);
    }
}
