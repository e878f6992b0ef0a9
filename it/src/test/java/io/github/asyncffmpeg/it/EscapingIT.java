package io.github.asyncffmpeg.it;

import static io.github.asyncffmpeg.graph.FilterOption.opt;
import static io.github.asyncffmpeg.graph.Position.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.asyncffmpeg.graph.Output;
import io.github.asyncffmpeg.graph.VideoStream;
import io.github.asyncffmpeg.it.harness.Conditions;
import io.github.asyncffmpeg.it.harness.EachFFmpeg;
import io.github.asyncffmpeg.it.harness.FFmpegs.Installation;
import io.github.asyncffmpeg.it.harness.Picture;
import io.github.asyncffmpeg.it.harness.Workbench;
import io.github.asyncffmpeg.testkit.LeakExtension;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Values go into the graph, through the real FFmpeg, and come back as they were: the filter {@code metadata} takes a value
 * and prints it, {@code drawtext} is compared with words from a file, which nobody escapes.
 */
@Tag("media")
class EscapingIT {

    private static final String SPECIAL = "\\'=:,;[]%#\"$|@ \t\n\r!?*{}()<>&~`^/+-_.";
    private static final List<String> VALUES = values();
    /** So many values in one run, to keep the number of runs small. */
    private static final int IN_ONE_RUN = 170;

    private static final int RANDOM_VALUES = 300;

    @RegisterExtension
    final LeakExtension leaks = new LeakExtension();

    private static List<String> values() {
        List<String> values = new ArrayList<>();
        for (String c : SPECIAL.split("")) {
            values.addAll(List.of(
                    c,
                    "a" + c + "b",
                    c + "a",
                    "a" + c,
                    c + c,
                    c + c + c,
                    "a" + c + c + "b",
                    "\\" + c,
                    c + "\\",
                    c + "'"));
        }
        values.addAll(List.of("žluťoučký kůň", "日本語", "🐎", " 🐎 ", "C:\\new\\'x'", "%{n}", "\r\n"));
        values.addAll(List.of("\u00a0a\u00a0", "\u000ba\f", "  two  ", "\n\n a \t\t"));
        Random random = new Random(42);
        for (int i = 0; i < RANDOM_VALUES; i++) {
            StringBuilder text = new StringBuilder();
            for (int j = 1 + random.nextInt(12); j > 0; j--) {
                text.append(random.nextInt(4) == 0 ? 'x' : SPECIAL.charAt(random.nextInt(SPECIAL.length())));
            }
            values.add(text.toString());
        }
        return values;
    }

    @EachFFmpeg
    void namedValuesComeBackAsTheyWere(Installation installation) throws Exception {
        comeBack(new Workbench(installation, leaks), false, false);
    }

    @EachFFmpeg
    void positionalValuesComeBackAsTheyWere(Installation installation) throws Exception {
        comeBack(new Workbench(installation, leaks), true, false);
    }

    @EachFFmpeg
    void namedValuesOfAGraphInAFileComeBackAsTheyWere(Installation installation) throws Exception {
        comeBack(new Workbench(installation, leaks), false, true);
    }

    @EachFFmpeg
    void positionalValuesOfAGraphInAFileComeBackAsTheyWere(Installation installation) throws Exception {
        comeBack(new Workbench(installation, leaks), true, true);
    }

    private static void comeBack(Workbench bench, boolean positional, boolean inFile) throws Exception {
        for (int from = 0; from < VALUES.size(); from += IN_ONE_RUN) {
            List<String> some = VALUES.subList(from, Math.min(VALUES.size(), from + IN_ONE_RUN));
            VideoStream stream = VideoStream.source("color", opt("s", "16x16"), opt("d", "0.04"));
            if (inFile) {
                // Long enough for the library to put the graph into a file. Deleted, not added: what prints metadata in
                // FFmpeg reads over the end of its buffer with a long value.
                stream = stream.filter("metadata", "delete", "absent", "x".repeat(110 * 1024));
            }
            for (int i = 0; i < some.size(); i++) {
                stream = positional
                        ? stream.filter("metadata", "add", key(i), some.get(i))
                        : stream.filter("metadata", opt("mode", "add"), opt("key", key(i)), opt("value", some.get(i)));
            }
            Path report = bench.file("report" + from);
            Output output = stream.filter("metadata", opt("mode", "print"), opt("file", report))
                    .output("-")
                    .format("null");
            List<String> line = bench.run(output).command();
            assertThat(line.contains("-filter_complex")).isEqualTo(!inFile);
            String printed = Files.readString(report);
            for (int i = 0; i < some.size(); i++) {
                assertThat(value(printed, i, i == some.size() - 1)).isEqualTo(some.get(i));
            }
        }
    }

    private static String key(int i) {
        return "key" + i + "k";
    }

    /** What stands between a key and the next one. */
    private static String value(String printed, int i, boolean last) {
        int start = printed.indexOf("\n" + key(i) + "=");
        assertThat(start).as(key(i)).isNotNegative();
        int end = last ? printed.length() - 1 : printed.indexOf("\n" + key(i + 1) + "=", start + 1);
        return printed.substring(start + key(i).length() + 2, end);
    }

    /** Word i is drawn on frame i, so that one run shows them all. */
    @EachFFmpeg
    void drawtextPrintsWordsAsTheyAre(Installation installation) throws Exception {
        Workbench bench = new Workbench(installation, leaks);
        Path font = Conditions.requireFont();
        List<String> all = List.of(
                "plain",
                "50% 'off'",
                "C:\\new",
                "a:b=c,d;[e]",
                "\\'%{n}\\",
                "100%",
                "\"$x|y#@",
                "  a",
                "%%",
                "''",
                "\\\\",
                "two\nlines",
                "žluťoučký");
        VideoStream escaped = blank(all.size());
        VideoStream read = blank(all.size());
        for (int i = 0; i < all.size(); i++) {
            Path words = Files.writeString(bench.file("words" + i + ".txt"), all.get(i));
            Object[] look = {opt("fontfile", font), opt("fontsize", 20), opt("enable", "eq(n," + i + ")"), at(5, 5)};
            escaped = escaped.drawtext(all.get(i), look);
            read = read.filter(
                    "drawtext", opt("textfile", words), opt("expansion", "none"), look[0], look[1], look[2], look[3]);
        }
        List<Picture> expected = bench.pictures(read);
        List<Picture> got = bench.pictures(escaped);
        assertThat(got).hasSize(all.size());
        for (int i = 0; i < all.size(); i++) {
            assertThat(got.get(i)).as(all.get(i)).isEqualTo(expected.get(i));
        }
        assertThat(expected).doesNotHaveDuplicates();
    }

    private static VideoStream blank(int frames) {
        return VideoStream.source("color", opt("c", "white"), opt("s", "320x64"), opt("r", 25))
                .trim(opt("end_frame", frames));
    }
}
