package io.github.asyncffmpeg.cli.picture;

import io.github.asyncffmpeg.command.CommandOutline;
import io.github.asyncffmpeg.command.CommandOutline.File;
import io.github.asyncffmpeg.command.CommandOutline.Option;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What goes into one output: what is mapped, or chosen by FFmpeg, through the filters of the output. One thread. */
final class OutputReading {

    private static final List<EdgeMedium> KNOWN = List.of(EdgeMedium.VIDEO, EdgeMedium.AUDIO, EdgeMedium.SUBTITLE);

    /** Something on its way into the output. */
    private record Flow(int node, EdgeMedium medium, String label, boolean chosen, boolean filtered) {}

    private final CommandReading command;
    private final PictureDraft draft;
    private final File file;
    private final int node;
    private final List<Flow> flows = new ArrayList<>();

    OutputReading(CommandReading command, PictureDraft draft, File file, int node) {
        this.command = command;
        this.draft = draft;
        this.file = file;
        this.node = node;
    }

    /** Draws the edges. The open ends of the graphs go into the first output. */
    void read(List<GraphReading.Source> ends) {
        for (GraphReading.Source end : ends) {
            flows.add(new Flow(end.node(), end.medium(), "", false, true));
        }
        List<String> maps = file.options().stream()
                .filter(option -> option.name().equals("map"))
                .flatMap(option -> option.value().stream())
                .toList();
        maps.forEach(this::mapped);
        if (maps.isEmpty()) {
            chosen();
        }
        Map<EdgeMedium, Integer> counts = new EnumMap<>(EdgeMedium.class);
        int stream = 0;
        for (Flow flow : flows) {
            int number = counts.merge(flow.medium(), 1, Integer::sum) - 1;
            through(flow, number, stream++);
        }
    }

    private void mapped(String map) {
        if (map.startsWith("-")) {
            draft.note("Not into " + file.target() + ": " + map.substring(1) + ".");
        } else if (map.startsWith("[")) {
            String label = map.substring(1).replaceFirst("\\].*$", "");
            command.take(label)
                    .ifPresentOrElse(
                            source -> flows.add(new Flow(source.node(), source.medium(), label, false, true)),
                            () -> draft.note("-map " + map + ": nothing of that name comes out of a filter graph."));
        } else {
            StreamName.of(map)
                    .filter(name -> name.input() < command.inputs().size())
                    .ifPresentOrElse(
                            name -> flows.add(
                                    new Flow(command.inputs().get(name.input()), name.medium(), map, false, false)),
                            () -> draft.note("-map " + map + ": there is no such input."));
        }
    }

    private void chosen() {
        Set<EdgeMedium> open = EnumSet.copyOf(KNOWN);
        for (Option option : file.options()) {
            switch (option.name()) {
                case "vn" -> open.remove(EdgeMedium.VIDEO);
                case "an" -> open.remove(EdgeMedium.AUDIO);
                case "sn" -> open.remove(EdgeMedium.SUBTITLE);
                default -> {}
            }
        }
        flows.forEach(flow -> open.remove(flow.medium()));
        if (flows.stream().anyMatch(flow -> flow.medium() == EdgeMedium.ANY)) {
            open.remove(EdgeMedium.VIDEO); // most likely
        }
        command.unreadGraph().ifPresent(text -> flows.add(new Flow(text, EdgeMedium.ANY, "", false, true)));
        for (int i = 0; i < command.inputs().size(); i++) {
            int input = i;
            List<EdgeMedium> may = open.stream()
                    .filter(medium -> medium != EdgeMedium.SUBTITLE && FileNodes.mayHave(command.input(input), medium))
                    .toList();
            if (!may.isEmpty()) {
                EdgeMedium medium = may.size() == 1 ? may.get(0) : EdgeMedium.ANY;
                flows.add(new Flow(command.inputs().get(i), medium, "", true, false));
            }
        }
    }

    /** Through the filters that the output has for it. A mapping of several media is taken apart where it has some. */
    private void through(Flow flow, int number, int stream) {
        if (flow.filtered()) {
            arrive(flow, flow.node(), number, stream, "");
            return;
        }
        if (flow.medium() != EdgeMedium.ANY) {
            pass(flow, number, stream, flow.label());
            return;
        }
        EnumSet<EdgeMedium> rest = EnumSet.of(EdgeMedium.VIDEO, EdgeMedium.AUDIO);
        for (EdgeMedium medium : List.of(EdgeMedium.VIDEO, EdgeMedium.AUDIO)) {
            if (filters(medium, 0, stream).isPresent()) {
                String label = flow.label().isEmpty() ? "" : flow.label() + " " + medium.word();
                pass(new Flow(flow.node(), medium, label, flow.chosen(), false), 0, stream, label);
                rest.remove(medium);
            }
        }
        if (rest.size() == 2) {
            arrive(flow, flow.node(), number, stream, flow.label());
        } else if (!flow.chosen()) {
            arrive(flow, flow.node(), number, stream, "others of " + flow.label());
        } else if (!rest.isEmpty()) {
            EdgeMedium medium = rest.iterator().next();
            arrive(new Flow(flow.node(), medium, "", true, false), flow.node(), 0, stream, "");
        }
    }

    private void pass(Flow flow, int number, int stream, String label) {
        Optional<String> text = filters(flow.medium(), number, stream);
        if (text.isEmpty()) {
            arrive(flow, flow.node(), number, stream, label);
            return;
        }
        CommandOutline.Graph graph = CommandOutline.Graph.of(text.get());
        if (!graph.isWhole()) {
            int unread = draft.add(new PictureNode(PictureNode.Kind.TEXT, "filters", text.get(), "", EdgeMedium.ANY));
            draft.connect(flow.node(), unread, flow.medium(), label, flow.chosen());
            arrive(flow, unread, number, stream, "");
            draft.note("These are no filters that FFmpeg would take: " + text.get());
            return;
        }
        GraphReading reading = new GraphReading(draft, graph, flow.medium());
        for (GraphReading.Want want : reading.wants()) {
            draft.connect(flow.node(), want.node(), flow.medium(), label, flow.chosen());
        }
        List<GraphReading.Source> out = new ArrayList<>(reading.ends());
        out.addAll(reading.named().values());
        for (GraphReading.Source end : out) {
            arrive(flow, end.node(), number, stream, "");
        }
    }

    /** The edge into the output, with what is done there: copied, or encoded by what. */
    private void arrive(Flow flow, int from, int number, int stream, String label) {
        String codec = codec(flow.medium(), number, stream).orElse("");
        boolean chosen = flow.chosen() && from == flow.node();
        String what = chosen ? "chosen by FFmpeg" : label;
        draft.connect(from, node, flow.medium(), join(what, codec), chosen);
    }

    private static String join(String first, String second) {
        return first.isEmpty() || second.isEmpty() ? first + second : first + " · " + second;
    }

    private Optional<String> codec(EdgeMedium medium, int number, int stream) {
        Optional<String> found = Optional.empty();
        for (Option option : file.options()) {
            boolean fits = switch (option.name()) {
                case "vcodec" -> medium == EdgeMedium.VIDEO;
                case "acodec" -> medium == EdgeMedium.AUDIO;
                case "scodec" -> medium == EdgeMedium.SUBTITLE;
                default ->
                    (option.base().equals("c") || option.base().equals("codec"))
                            && isFor(option.specifier(), medium, number, stream);
            };
            found = fits ? option.value() : found;
        }
        return found;
    }

    private Optional<String> filters(EdgeMedium medium, int number, int stream) {
        Optional<String> found = Optional.empty();
        for (Option option : file.options()) {
            boolean fits = switch (option.name()) {
                case "vf" -> medium == EdgeMedium.VIDEO;
                case "af" -> medium == EdgeMedium.AUDIO;
                default -> option.base().equals("filter") && isFor(option.specifier(), medium, number, stream);
            };
            found = fits ? option.value() : found;
        }
        return found;
    }

    private static boolean isFor(String specifier, EdgeMedium medium, int number, int stream) {
        if (specifier.isEmpty() || specifier.equals(Integer.toString(stream))) {
            return true;
        }
        int colon = specifier.indexOf(':');
        return medium != EdgeMedium.ANY
                && EdgeMedium.ofSpecifier(specifier) == medium
                && (colon < 0 || specifier.substring(colon + 1).equals(Integer.toString(number)));
    }
}
