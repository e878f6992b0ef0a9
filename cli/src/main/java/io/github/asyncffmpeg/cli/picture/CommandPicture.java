package io.github.asyncffmpeg.cli.picture;

import io.github.asyncffmpeg.command.FFmpegCommand;
import io.github.asyncffmpeg.graph.StreamSpec;
import java.util.List;

/**
 * A command as a picture: its inputs, filters and outputs, and what flows between them.
 *
 * <p>What cannot be understood is drawn as far as it is: a graph that is no graph becomes one box, and a note says why.
 *
 * <p>Immutable and safe for any thread.
 */
public final class CommandPicture {

    private final List<PictureNode> nodes;
    private final List<Edge> edges;
    private final List<String> notes;

    CommandPicture(List<PictureNode> nodes, List<Edge> edges, List<String> notes) {
        this.nodes = List.copyOf(nodes);
        this.edges = List.copyOf(edges);
        this.notes = List.copyOf(notes);
    }

    /**
     * Draws a command. Nothing is started, no file is opened.
     *
     * @param arguments FFmpeg's arguments, without the program
     * @throws io.github.asyncffmpeg.error.FFmpegSpecException if these can be no arguments: one holds a zero byte
     */
    public static CommandPicture of(List<String> arguments) {
        return new CommandReading(
                        FFmpegCommand.of(StreamSpec.ofArguments(arguments)).outline())
                .picture();
    }

    /** What was not understood, or leads nowhere; a sentence each, mostly none. Not yet safe for a terminal. */
    public List<String> notes() {
        return notes;
    }

    /** Self-contained SVG: for a page as it is (it takes the page's colour of text), or for a file of its own. */
    public String svg() {
        return new SvgText(this, Layout.of(nodes, edges)).text();
    }

    /** A Mermaid flow chart, which GitHub shows. */
    public String mermaid() {
        return new MermaidText(this).text();
    }

    /** For Graphviz. */
    public String dot() {
        return new DotText(this).text();
    }

    List<PictureNode> nodes() {
        return nodes;
    }

    List<Edge> edges() {
        return edges;
    }

    /** What it is of, in a sentence. */
    String caption() {
        return counted(PictureNode.Kind.INPUT, "input") + ", " + counted(PictureNode.Kind.FILTER, "filter") + ", "
                + counted(PictureNode.Kind.OUTPUT, "output");
    }

    private String counted(PictureNode.Kind kind, String word) {
        long count = nodes.stream().filter(node -> node.kind() == kind).count();
        return count + " " + word + (count == 1 ? "" : "s");
    }
}
