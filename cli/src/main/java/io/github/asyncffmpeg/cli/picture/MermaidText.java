package io.github.asyncffmpeg.cli.picture;

import io.github.asyncffmpeg.jobs.internal.words.Words;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Writes a picture as a Mermaid flow chart. */
final class MermaidText {

    /** What needs no escape inside quotes; Mermaid knows the rest by number. */
    private static final String PLAIN = " .,:/+-_=()@%*!?…·";

    private static final int LONGEST = 60;

    private final CommandPicture picture;

    MermaidText(CommandPicture picture) {
        this.picture = picture;
    }

    String text() {
        StringBuilder text = new StringBuilder("flowchart LR\n");
        for (int i = 0; i < picture.nodes().size(); i++) {
            PictureNode node = picture.nodes().get(i);
            String words = label(node);
            text.append("  n").append(i);
            switch (node.kind()) {
                case INPUT, OUTPUT -> text.append("([\"" + words + "\"])");
                case FILTER -> text.append("[\"" + words + "\"]");
                case TEXT -> text.append("{{\"" + words + "\"}}");
            }
            text.append('\n');
        }
        Map<EdgeMedium, List<Integer>> colours = new EnumMap<>(EdgeMedium.class);
        for (int i = 0; i < picture.edges().size(); i++) {
            Edge edge = picture.edges().get(i);
            colours.computeIfAbsent(edge.medium(), each -> new ArrayList<>()).add(i);
            String label = edge.label().isEmpty() ? "" : "|\"" + escape(Words.name(edge.label())) + "\"|";
            text.append("  n" + edge.from() + (edge.chosen() ? " -.->" : " -->") + label + " n" + edge.to() + "\n");
        }
        colours.forEach((medium, numbers) -> text.append("  linkStyle ")
                .append(String.join(",", numbers.stream().map(String::valueOf).toList()))
                .append(" stroke:" + medium.colour() + "\n"));
        return text.toString();
    }

    private static String label(PictureNode node) {
        List<String> lines = new ArrayList<>();
        for (String line : List.of(node.caption(), node.name(), node.detail())) {
            if (!line.isEmpty()) {
                lines.add(escape(BoxText.cut(Words.name(line), LONGEST)));
            }
        }
        return String.join("<br>", lines);
    }

    static String escape(String text) {
        StringBuilder escaped = new StringBuilder();
        text.codePoints().forEach(c -> {
            if (Character.isLetterOrDigit(c) || PLAIN.indexOf(c) >= 0) {
                escaped.appendCodePoint(c);
            } else {
                escaped.append('#').append(c).append(';');
                if (c == '\\') {
                    escaped.append("#8203;"); // Mermaid makes a line break of a backslash and an n, escaped or not
                }
            }
        });
        return escaped.toString();
    }
}
