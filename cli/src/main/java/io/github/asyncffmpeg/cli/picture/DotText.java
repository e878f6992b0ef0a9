package io.github.asyncffmpeg.cli.picture;

import io.github.asyncffmpeg.jobs.internal.words.Words;
import java.util.List;
import java.util.stream.Collectors;

/** Writes a picture for Graphviz. */
final class DotText {

    private static final int LONGEST = 80;

    private final CommandPicture picture;

    DotText(CommandPicture picture) {
        this.picture = picture;
    }

    String text() {
        StringBuilder text = new StringBuilder("""
                digraph ffmpeg {
                  rankdir=LR
                  node [shape=box, fontname="sans-serif", fontsize=11]
                  edge [fontname="sans-serif", fontsize=9]
                """);
        for (int i = 0; i < picture.nodes().size(); i++) {
            PictureNode node = picture.nodes().get(i);
            String style = switch (node.kind()) {
                case INPUT, OUTPUT -> ", style=rounded";
                case FILTER -> ", color=\"" + node.medium().colour() + "\"";
                case TEXT -> ", style=dashed";
            };
            text.append("  n" + i + " [label=\"" + label(node) + "\"" + style + "]\n");
        }
        for (Edge edge : picture.edges()) {
            text.append("  n" + edge.from() + " -> n" + edge.to() + " [color=\""
                    + edge.medium().colour() + "\"");
            text.append(edge.label().isEmpty() ? "" : ", label=\"" + escape(Words.name(edge.label())) + "\"");
            text.append(edge.chosen() ? ", style=dashed]\n" : "]\n");
        }
        return text.append("}\n").toString();
    }

    private static String label(PictureNode node) {
        return List.of(node.caption(), node.name(), node.detail()).stream()
                .filter(line -> !line.isEmpty())
                .map(line -> escape(BoxText.cut(Words.name(line), LONGEST)))
                .collect(Collectors.joining("\\n"));
    }

    /** Inside quotes a backslash begins an escape of a label, such as \N. */
    static String escape(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"");
    }
}
