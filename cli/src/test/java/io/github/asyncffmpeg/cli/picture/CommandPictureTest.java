package io.github.asyncffmpeg.cli.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.Arrays;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

class CommandPictureTest {

    private static final String HOSTILE = "a\"b'<script>]]>&#\\N{|}\u001b[31m\nend";

    private static CommandPicture of(String... arguments) {
        return CommandPicture.of(List.of(arguments));
    }

    /** The edges as {@code from > to: medium label}, with ~ for what FFmpeg chooses. */
    private static List<String> edges(CommandPicture picture) {
        return picture.edges().stream()
                .map(edge -> picture.nodes().get(edge.from()).name() + (edge.chosen() ? " ~> " : " > ")
                        + picture.nodes().get(edge.to()).name() + ": "
                        + edge.medium().word()
                        + (edge.label().isEmpty() ? "" : " " + edge.label()))
                .toList();
    }

    @Test
    void drawsWhatFFmpegChoosesAsOneEdge() {
        assertThat(edges(of("-i", "a.mp4", "b.mkv"))).containsExactly("a.mp4 ~> b.mkv: any chosen by FFmpeg");
        assertThat(edges(of("-i", "a.mp4", "-vn", "-c", "copy", "b.mkv")))
                .containsExactly("a.mp4 ~> b.mkv: audio chosen by FFmpeg · copy");
        assertThat(edges(of("-f", "lavfi", "-i", "testsrc2", "-f", "lavfi", "-i", "sine=d=1", "b.mkv")))
                .containsExactly("testsrc2 ~> b.mkv: video chosen by FFmpeg", "sine ~> b.mkv: audio chosen by FFmpeg");
    }

    @Test
    void drawsTheFiltersOfAnOutputBetweenItsStreamAndIt() {
        assertThat(edges(of("-i", "a.mp4", "-vf", "scale=2:2,fps=5", "-c:a", "copy", "b.mkv")))
                .containsExactly(
                        "scale > fps: video",
                        "a.mp4 ~> scale: video",
                        "fps > b.mkv: video",
                        "a.mp4 ~> b.mkv: audio chosen by FFmpeg · copy");
        assertThat(edges(of("-i", "a.mp4", "-map", "0:a:1", "-map", "0:v", "-filter:a:0", "volume=2", "b.mkv")))
                .containsExactly("a.mp4 > volume: audio 0:a:1", "volume > b.mkv: audio", "a.mp4 > b.mkv: video 0:v");
        assertThat(edges(of("-i", "a.mp4", "-map", "0", "-vf", "hflip", "b.mkv")))
                .containsExactly(
                        "a.mp4 > hflip: video 0 video", "hflip > b.mkv: video", "a.mp4 > b.mkv: any others of 0");
        assertThat(edges(of("-i", "a.mp4", "-vf", "split[x][y];[x][y]hstack", "-an", "b.mkv")))
                .containsExactly(
                        "split > hstack: video x",
                        "split > hstack: video y",
                        "a.mp4 ~> split: video",
                        "hstack > b.mkv: video");
    }

    @Test
    void drawsComplexGraphsWithTheirLabelsAndMaps() {
        CommandPicture picture = of(
                "-i",
                "a.mp4",
                "-i",
                "l.png",
                "-filter_complex",
                "[0:v][1:v]overlay=5:5[o];[0:a]volume=2[v]",
                "-map",
                "[o]",
                "-map",
                "[v]",
                "-c:v",
                "libx264",
                "-c:a:0",
                "aac",
                "b.mp4",
                "-map",
                "0:s?",
                "-c",
                "copy",
                "c.mkv");
        assertThat(edges(picture))
                .containsExactly(
                        "a.mp4 > overlay: video 0:v",
                        "l.png > overlay: video 1:v",
                        "a.mp4 > volume: audio 0:a",
                        "overlay > b.mp4: video libx264",
                        "volume > b.mp4: audio aac",
                        "a.mp4 > c.mkv: subtitle 0:s? · copy");
        assertThat(picture.notes()).isEmpty();
    }

    @Test
    void connectsOpenPadsAsFFmpegDoes() {
        assertThat(edges(of("-i", "a.mp4", "-i", "l.png", "-filter_complex", "overlay", "b.mp4")))
                .containsExactly(
                        "a.mp4 ~> overlay: video",
                        "l.png ~> overlay: video",
                        "overlay > b.mp4: video",
                        "a.mp4 ~> b.mp4: audio chosen by FFmpeg",
                        "l.png ~> b.mp4: audio chosen by FFmpeg");
        assertThat(edges(of("-i", "a.mp4", "-lavfi", "split,hstack", "-an", "b.mp4")))
                .containsExactly(
                        "split > hstack: video",
                        "split > hstack: video",
                        "a.mp4 ~> split: video",
                        "hstack > b.mp4: video");
    }

    @Test
    void tellsWhatFlowsOutOfFiltersThatTurnOneMediumIntoAnother() {
        assertThat(edges(of(
                        "-i",
                        "a.mp4",
                        "-filter_complex",
                        "[0:v][0:a][0:v][0:a]concat=n=2:v=1:a=1[v][a];[a]asplit[x][y];[x]showwaves[w];[v][w]vstack[o]",
                        "-map",
                        "[o]",
                        "-map",
                        "[y]",
                        "b.mp4")))
                .contains(
                        "concat > asplit: audio a",
                        "asplit > showwaves: audio x",
                        "showwaves > vstack: video w",
                        "concat > vstack: video v",
                        "asplit > b.mp4: audio");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[0:v]scale=[x", "[0:v", "scale,,", "", "'"})
    void drawsTextThatIsNoGraphAsOneBoxAndSaysSo(String text) {
        CommandPicture picture = of("-i", "a.mp4", "-filter_complex", text, "-map", "[x]", "b.mp4");
        assertThat(picture.nodes())
                .extracting(PictureNode::kind)
                .containsExactly(PictureNode.Kind.INPUT, PictureNode.Kind.TEXT, PictureNode.Kind.OUTPUT);
        assertThat(picture.edges()).hasSize(2);
        assertThat(picture.notes()).hasSize(1);
        assertThat(of("-i", "a.mp4", "-vf", "scale=[x", "b.mp4").notes()).hasSize(1);
    }

    @Test
    void saysWhatLeadsNowhere() {
        assertThat(of("-i", "a.mp4", "-filter_complex", "[zero]null[out]", "-map", "[no]", "-map", "3:v", "b.mp4")
                        .notes())
                .hasSize(4)
                .anyMatch(note -> note.contains("[zero]"))
                .anyMatch(note -> note.contains("[out]"))
                .anyMatch(note -> note.contains("-map [no]"))
                .anyMatch(note -> note.contains("-map 3:v"));
        assertThat(of("-i", "a.mp4").notes()).containsExactly("The command has no output.");
        assertThat(of("-i", "a.mp4", "-filter_complex", "[a]hflip[b];[b]vflip[a]", "b.mp4")
                        .notes())
                .anyMatch(note -> note.contains("circle"));
    }

    @Test
    void escapesWhateverStandsInNames() throws Exception {
        CommandPicture picture = of(
                "-i",
                HOSTILE,
                "-metadata",
                "title=" + HOSTILE,
                "-filter_complex",
                "drawtext=text='<&>\"'[é<]",
                "-map",
                "[é<]",
                HOSTILE + ".mp4");
        Document document = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(picture.svg())));
        assertThat(document.getElementsByTagName("script").getLength()).isZero();
        assertThat(document.getElementsByTagName("rect").getLength()).isEqualTo(3);
        for (String text : List.of(picture.svg(), picture.mermaid(), picture.dot())) {
            assertThat(text).doesNotContain("\u001b");
        }
        assertThat(picture.svg() + picture.mermaid()).doesNotContain("<script>");
        // Each line of a chart is a statement: a name must not begin one.
        assertThat(picture.mermaid().lines().skip(1))
                .allMatch(
                        line -> line.matches(
                                "  (n\\d+(\\(\\[|\\[|\\{\\{)\"[^\"]*\"(]\\)|]|}}))|  n\\d+ -\\.?->(\\|\"[^\"|]*\"\\|)? n\\d+|  linkStyle .*"));
        assertThat(Arrays.stream(picture.dot().split("\n")).skip(4).filter(line -> !line.equals("}")))
                .allMatch(line -> line.matches("  n\\d+ (-> n\\d+ )?\\[(\\w+=(\"([^\"\\\\]|\\\\.)*\"|\\w+)(, )?)*]"));
    }

    @Test
    void shortensLongTextAndKeepsTheWholeInTheToolTip() {
        String name = "/a/long/way/to/" + "name".repeat(30) + ".mp4";
        String svg = of("-i", name, "-vf", "drawtext=text=" + "w".repeat(200), "b.mp4")
                .svg();
        assertThat(svg).contains("…", "<title>input 0\n" + name + "</title>", "text=" + "w".repeat(200));
        assertThat(svg.lines().filter(line -> line.contains("font-weight")).toList())
                .noneMatch(line -> line.contains("600\">" + "name".repeat(30)));
    }
}
