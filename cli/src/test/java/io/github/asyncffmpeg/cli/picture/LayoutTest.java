package io.github.asyncffmpeg.cli.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LayoutTest {

    private static final EdgeMedium[] MEDIA = EdgeMedium.values();

    /** Some graph without circles, as commands have them: most edges are short. */
    private static CommandPicture graph(long seed, int size) {
        Random random = new Random(seed);
        List<PictureNode> nodes = new ArrayList<>();
        List<Edge> edges = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            PictureNode.Kind kind =
                    i < 2 ? PictureNode.Kind.INPUT : i > size - 3 ? PictureNode.Kind.OUTPUT : PictureNode.Kind.FILTER;
            nodes.add(new PictureNode(
                    kind,
                    random.nextBoolean() ? "" : "caption",
                    "node" + i,
                    "x".repeat(random.nextInt(60)),
                    MEDIA[random.nextInt(MEDIA.length)]));
            for (int k = random.nextInt(3); k > 0 && i > 0; k--) {
                int from = Math.max(0, i - 1 - random.nextInt(random.nextInt(8) == 0 ? size : 4));
                String label = random.nextInt(3) == 0 ? "" : "label" + k;
                edges.add(new Edge(from, i, MEDIA[random.nextInt(MEDIA.length)], label, random.nextBoolean()));
            }
        }
        return new CommandPicture(nodes, edges, List.of());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 12, 30, 90})
    void noBoxesOverlapAndEdgesEndAtTheirBoxesAndPassTheOthers(int size) {
        for (int seed = 0; seed < 15; seed++) {
            CommandPicture picture = graph(seed, size);
            Layout layout = Layout.of(picture.nodes(), picture.edges());
            checkBoxes(layout);
            for (int i = 0; i < layout.routes().size(); i++) {
                checkRoute(layout, picture.edges().get(i), layout.routes().get(i));
            }
        }
    }

    private static void checkBoxes(Layout layout) {
        for (Layout.Box one : layout.boxes()) {
            assertThat(one.x()).isGreaterThanOrEqualTo(Layout.MARGIN);
            assertThat(one.y()).isGreaterThanOrEqualTo(Layout.MARGIN - 0.01);
            assertThat(one.x() + one.width()).isLessThanOrEqualTo(layout.width());
            assertThat(one.y() + one.height()).isLessThanOrEqualTo(layout.height());
            for (Layout.Box other : layout.boxes()) {
                boolean apart = one == other
                        || one.x() + one.width() < other.x()
                        || other.x() + other.width() < one.x()
                        || one.y() + one.height() < other.y()
                        || other.y() + other.height() < one.y();
                if (!apart) { // asked too often for an assertion each
                    fail(one + " and " + other + " overlap");
                }
            }
        }
    }

    private static void checkRoute(Layout layout, Edge edge, Layout.Route route) {
        Layout.Box from = layout.boxes().get(edge.from());
        Layout.Box to = layout.boxes().get(edge.to());
        assertThat(to.column()).isGreaterThan(from.column());
        double[] begin = route.points().get(0);
        double[] end = route.points().get(route.points().size() - 1);
        assertThat(begin[0]).isCloseTo(from.x() + from.width(), within(0.01));
        assertThat(begin[1]).isBetween(from.y(), from.y() + from.height());
        assertThat(end[0]).isCloseTo(to.x(), within(0.01));
        assertThat(end[1]).isBetween(to.y(), to.y() + to.height());
        for (int i = 0; i + 1 < route.points().size(); i++) {
            double[] a = route.points().get(i);
            double[] b = route.points().get(i + 1);
            assertThat(b[0]).isGreaterThanOrEqualTo(a[0] - 0.01);
            // A curve stays within the rectangle of its ends.
            for (Layout.Box box : layout.boxes()) {
                boolean touches = b[0] > box.x() + 0.01
                        && a[0] < box.x() + box.width() - 0.01
                        && Math.max(a[1], b[1]) > box.y()
                        && Math.min(a[1], b[1]) < box.y() + box.height();
                if (touches) {
                    fail("an edge through " + box);
                }
            }
        }
    }

    @Test
    void drawsCirclesAndEdgesToOneself() {
        List<PictureNode> nodes = List.of(node("a"), node("b"), node("c"));
        List<Edge> edges = List.of(edge(0, 1), edge(1, 2), edge(2, 0), edge(1, 1));
        Layout layout = Layout.of(nodes, edges);
        checkBoxes(layout);
        assertThat(layout.routes().get(3).points()).isEmpty();
        assertThat(new CommandPicture(nodes, edges, List.of()).svg()).contains("</svg>");
        assertThat(Layout.of(List.of(), List.of()).boxes()).isEmpty();
    }

    @Test
    void unravelsWhatCanBeDrawnWithoutCrossings() {
        List<PictureNode> nodes = new ArrayList<>();
        List<Edge> edges = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            nodes.add(node("n" + i));
        }
        for (int i = 0; i < 10; i++) { // ten chains, their boxes shuffled
            for (int k = 0; k < 3; k++) {
                edges.add(edge(k * 10 + (i * 7 + k * 3) % 10, (k + 1) * 10 + (i * 7 + k * 3 + 3) % 10));
            }
        }
        Layers layers = new Layers(nodes.size(), edges, new Ranks(nodes.size(), edges));
        assertThat(Ordering.apply(layers)).isZero();
        Layout layout = Layout.of(nodes, edges);
        for (Layout.Route route : layout.routes()) {
            assertThat(route.points())
                    .allSatisfy(point ->
                            assertThat(point[1]).isCloseTo(route.points().get(0)[1], within(0.01)));
        }
    }

    @Test
    void drawsTwoThousandFiltersInASecondOrTwo() {
        CommandPicture mixed = graph(7, 2000);
        List<PictureNode> nodes = new ArrayList<>(List.of(node("in")));
        List<Edge> edges = new ArrayList<>();
        for (int i = 1; i < 2000; i++) { // one input that every filter of a chain takes from
            nodes.add(node("overlay"));
            edges.add(edge(0, i));
            edges.add(edge(i - 1, i));
        }
        CommandPicture fan = new CommandPicture(nodes, edges, List.of());
        for (CommandPicture picture : List.of(mixed, fan)) {
            long begun = System.nanoTime();
            assertThat(picture.svg()).endsWith("</svg>\n");
            // A second on a quiet machine; it may be a busy one.
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(10));
        }
        checkBoxesQuickly(Layout.of(fan.nodes(), fan.edges()));
    }

    private static void checkBoxesQuickly(Layout layout) {
        for (int i = 2; i < layout.boxes().size(); i++) {
            Layout.Box before = layout.boxes().get(i - 1);
            assertThat(layout.boxes().get(i).x()).isGreaterThan(before.x() + before.width());
        }
    }

    private static PictureNode node(String name) {
        return new PictureNode(PictureNode.Kind.FILTER, "", name, "", EdgeMedium.VIDEO);
    }

    private static Edge edge(int from, int to) {
        return new Edge(from, to, EdgeMedium.VIDEO, "", false);
    }
}
