package io.github.asyncffmpeg.cli.picture;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.asyncffmpeg.command.FFmpegCommand;
import io.github.asyncffmpeg.graph.FilterNode;
import io.github.asyncffmpeg.graph.Input;
import io.github.asyncffmpeg.graph.Output;
import io.github.asyncffmpeg.graph.StreamSpec;
import io.github.asyncffmpeg.graph.VideoStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pictures of specs that the library has compiled: nothing is missing, and nothing is there twice. */
class CompiledSpecsTest {

    /** What was put into a spec: each filter has a number of its own as an argument, and so is told from the others. */
    private final Map<String, List<String>> sources = new TreeMap<>();

    private final Map<VideoStream, String> names = new HashMap<>();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void everyFilterIsThereOnceWithItsEdges(long seed) {
        Random random = new Random(seed);
        List<VideoStream> streams = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            VideoStream stream = Input.of("in" + i + ".mp4").video();
            names.put(stream, "in" + i + ".mp4");
            streams.add(stream);
        }
        int filters = 5 + random.nextInt(40);
        for (int i = 0; i < filters; i++) {
            VideoStream one = streams.get(random.nextInt(streams.size()));
            VideoStream other = streams.get(random.nextInt(streams.size()));
            boolean two = random.nextInt(3) == 0 && one != other;
            VideoStream made =
                    two ? FilterNode.of("overlay", List.of(one, other), i, 0).video() : one.filter("scale", i, -2);
            String name = (two ? "overlay " + i + ":0" : "scale " + i + ":-2");
            sources.put(name, two ? List.of(names.get(one), names.get(other)) : List.of(names.get(one)));
            names.put(made, name);
            streams.add(made);
        }
        VideoStream last = streams.get(streams.size() - 1);
        VideoStream any = streams.get(3 + random.nextInt(filters));
        Output first = last.output("a.mp4");
        StreamSpec spec = StreamSpec.of(first, any.output("b.mp4"));
        sources.put("a.mp4", List.of(names.get(last)));
        sources.put("b.mp4", List.of(names.get(any)));

        CommandPicture picture = CommandPicture.of(FFmpegCommand.of(spec).arguments());
        assertThat(picture.notes()).isEmpty();
        Map<String, List<String>> drawn = drawn(picture);
        drawn.forEach((name, from) -> assertThat(from).as(name).containsExactlyInAnyOrderElementsOf(sources.get(name)));
        assertThat(drawn).containsKeys("a.mp4", "b.mp4", names.get(last), names.get(any));
        Layout layout = Layout.of(picture.nodes(), picture.edges());
        assertThat(layout.boxes()).hasSameSizeAs(picture.nodes());
        assertThat(layout.routes()).allMatch(route -> !route.points().isEmpty());
    }

    /** Of each box its sources by name; the splits that the library puts in are looked through. */
    private static Map<String, List<String>> drawn(CommandPicture picture) {
        List<PictureNode> nodes = picture.nodes();
        int[] onlySource = new int[nodes.size()];
        picture.edges().forEach(edge -> onlySource[edge.to()] = edge.from());
        Map<String, List<String>> drawn = new TreeMap<>();
        for (PictureNode node : nodes) {
            if (!node.name().equals("split") && node.kind() != PictureNode.Kind.INPUT) {
                assertThat(drawn.put(name(node), new ArrayList<>()))
                        .as(name(node) + " twice")
                        .isNull();
            }
        }
        for (Edge edge : picture.edges()) {
            assertThat(edge.medium()).isEqualTo(EdgeMedium.VIDEO);
            if (!nodes.get(edge.to()).name().equals("split")) {
                int from = edge.from();
                while (nodes.get(from).name().equals("split")) {
                    from = onlySource[from];
                }
                drawn.get(name(nodes.get(edge.to()))).add(name(nodes.get(from)));
            }
        }
        return drawn;
    }

    private static String name(PictureNode node) {
        return node.kind() == PictureNode.Kind.FILTER ? node.name() + " " + node.detail() : node.name();
    }
}
