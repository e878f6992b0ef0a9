package io.github.asyncffmpeg.cli.picture;

import io.github.asyncffmpeg.command.CommandOutline;
import io.github.asyncffmpeg.command.CommandOutline.Option;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Turns a command into a picture: the inputs, then the graphs of the whole command, then the outputs. One thread. */
final class CommandReading {

    private static final Set<String> GRAPHS = Set.of("filter_complex", "lavfi");

    private final CommandOutline outline;
    private final PictureDraft draft = new PictureDraft();
    private final List<Integer> inputs = new ArrayList<>();

    /** What the graphs give under a label, until an output takes it. */
    private final Map<String, GraphReading.Source> named = new LinkedHashMap<>();

    /** What they give without one: FFmpeg puts it into the first output. */
    private final List<GraphReading.Source> ends = new ArrayList<>();

    private final Set<String> usedStreams = new HashSet<>();
    private final Map<Integer, Integer> textNodes = new HashMap<>();

    CommandReading(CommandOutline outline) {
        this.outline = outline;
    }

    CommandPicture picture() {
        for (int i = 0; i < outline.inputs().size(); i++) {
            inputs.add(draft.add(FileNodes.input(i, outline.inputs().get(i))));
        }
        List<Option> options = outline.options();
        for (Option option : options) {
            String text = option.value().orElse("");
            if (GRAPHS.contains(option.name())) {
                graph(text);
            } else if (option.name().equals("filter_complex_script")
                    || option.name().equals("/filter_complex")) {
                unread(
                        "filter graph in a file",
                        text,
                        "The filter graph is in the file " + text + ", which is not read.");
            }
        }
        for (int i = 0; i < outline.outputs().size(); i++) {
            CommandOutline.File output = outline.outputs().get(i);
            int node = draft.add(FileNodes.output(i, outline.outputs().size(), output));
            new OutputReading(this, draft, output, node).read(i == 0 ? ends : List.of());
        }
        if (outline.outputs().isEmpty()) {
            draft.note("The command has no output.");
        }
        if (!textNodes.isEmpty()) {
            return draft.picture(); // what leads nowhere may be used in the text
        }
        named.keySet().forEach(label -> draft.note("[" + label + "] comes out of the filter graph and goes nowhere."));
        return draft.picture();
    }

    private void graph(String text) {
        CommandOutline.Graph graph = CommandOutline.Graph.of(text);
        if (!graph.isWhole()) {
            unread("filter graph", text, "This is no filter graph that FFmpeg would take: " + text);
            return;
        }
        GraphReading reading = new GraphReading(draft, graph, EdgeMedium.ANY);
        for (GraphReading.Want want : reading.wants()) {
            satisfy(want, reading.mediumWanted(want));
        }
        reading.named().forEach(named::putIfAbsent);
        ends.addAll(reading.ends());
    }

    /** A graph that cannot be seen takes all inputs, as far as is known, and whatever is asked of it comes out of it. */
    private void unread(String caption, String text, String note) {
        int node = draft.add(new PictureNode(PictureNode.Kind.TEXT, caption, text, "", EdgeMedium.ANY));
        textNodes.put(node, node);
        inputs.forEach(input -> draft.connect(input, node, EdgeMedium.ANY, "", false));
        draft.note(note);
    }

    private void satisfy(GraphReading.Want want, EdgeMedium medium) {
        if (want.label().isEmpty()) {
            EdgeMedium wanted = medium == EdgeMedium.ANY ? EdgeMedium.VIDEO : medium;
            chosenFor(wanted).ifPresent(input -> draft.connect(inputs.get(input), want.node(), wanted, "", true));
            return;
        }
        GraphReading.Source other = named.remove(want.label());
        if (other != null) {
            draft.connect(other.node(), want.node(), other.medium(), want.label(), false); // of an earlier graph
            return;
        }
        Optional<StreamName> stream = StreamName.of(want.label()).filter(name -> name.input() < inputs.size());
        stream.ifPresentOrElse(
                name -> {
                    usedStreams.add(name.input() + " " + name.medium());
                    EdgeMedium flows = name.medium() == EdgeMedium.ANY ? medium : name.medium();
                    draft.connect(inputs.get(name.input()), want.node(), flows, want.label(), false);
                },
                () -> draft.note(
                        "[" + want.label() + "] is neither a stream of an input nor a link of the filter graph."));
    }

    /** FFmpeg takes the first stream of the medium that nothing has taken yet. */
    private Optional<Integer> chosenFor(EdgeMedium medium) {
        for (int i = 0; i < inputs.size(); i++) {
            if (FileNodes.mayHave(outline.inputs().get(i), medium) && usedStreams.add(i + " " + medium)) {
                return Optional.of(i);
            }
        }
        return inputs.isEmpty() ? Optional.empty() : Optional.of(0);
    }

    List<Integer> inputs() {
        return inputs;
    }

    CommandOutline.File input(int number) {
        return outline.inputs().get(number);
    }

    /** What a graph gives under a name; a graph that could not be read may give anything. */
    Optional<GraphReading.Source> take(String label) {
        GraphReading.Source source = named.remove(label);
        return Optional.ofNullable(source)
                .or(() -> textNodes.keySet().stream()
                        .findFirst()
                        .map(text -> new GraphReading.Source(text, EdgeMedium.ANY)));
    }

    /** The graphs that could not be read and have given nothing yet: FFmpeg may put their outputs into the first file. */
    Optional<Integer> unreadGraph() {
        return textNodes.keySet().stream().findFirst();
    }
}
