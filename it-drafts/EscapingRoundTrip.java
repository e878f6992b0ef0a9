import static io.github.asyncffmpeg.graph.FilterOption.opt;

import io.github.asyncffmpeg.command.CommandFile;
import io.github.asyncffmpeg.command.FFmpegCommand;
import io.github.asyncffmpeg.graph.FilterNode;
import io.github.asyncffmpeg.graph.Input;
import io.github.asyncffmpeg.graph.LiteralText;
import io.github.asyncffmpeg.graph.Output;
import io.github.asyncffmpeg.graph.VideoEdge;
import io.github.asyncffmpeg.graph.VideoStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * A draft for the module it: values go through the real FFmpeg and are read back with the metadata filter; drawtext by
 * comparing pictures with those of a text file, which is not escaped at all. Program: first argument, or ffmpeg.
 */
class EscapingRoundTrip {

    static String program = "ffmpeg";
    static int failures;
    static int checks;

    public static void main(String[] args) throws Exception {
        if (args.length > 0) {
            program = args[0];
        }
        List<String> values = new ArrayList<>();
        String special = "\\'=:,;[]%#\"$|@ \t\n\r!?*{}()<>&~`^/+-_.";
        for (int i = 0; i < special.length(); i++) {
            String c = special.substring(i, i + 1);
            values.addAll(List.of(c, "a" + c + "b", c + "a", "a" + c, c + c, c + c + c, "a" + c + c + "b", "\\" + c, c + "\\", c + "'"));
        }
        values.addAll(List.of("žluťoučký kůň", "日本語", "🐎", " 🐎 ", "C:\\new\\'x'", "%{n}", "\r\n", "\u00a0a\u00a0", "\u000ba\f"));
        Random random = new Random(42);
        for (int i = 0; i < 300; i++) {
            StringBuilder text = new StringBuilder();
            int length = 1 + random.nextInt(12);
            for (int j = 0; j < length; j++) {
                text.append(random.nextInt(4) == 0 ? 'x' : special.charAt(random.nextInt(special.length())));
            }
            values.add(text.toString());
        }
        for (boolean positional : new boolean[] {false, true}) {
            for (boolean viaFile : new boolean[] {false, true}) {
                roundTrip(values, positional, viaFile);
            }
        }
        drawtext();
        System.out.println(checks + " checks, " + failures + " failures");
        System.exit(failures == 0 ? 0 : 1);
    }

    /** Many values in one run: one metadata key each, written out as ffmetadata would mangle them, so by print. */
    static void roundTrip(List<String> values, boolean positional, boolean viaFile) throws Exception {
        for (int from = 0; from < values.size(); from += 50) {
            List<String> some = values.subList(from, Math.min(values.size(), from + 50));
            VideoStream stream = VideoStream.source("color", opt("s", "16x16"), opt("d", "0.04"));
            for (int i = 0; i < some.size(); i++) {
                // metadata's own order of options: mode, key, value
                stream = positional
                        ? stream.filter("metadata", "add", "key" + i + "k", some.get(i))
                        : stream.filter("metadata", opt("mode", "add"), opt("key", "key" + i + "k"), opt("value", some.get(i)));
            }
            Path report = Files.createTempFile("report", ".txt");
            Output output = stream.filter("metadata", opt("mode", "print"), opt("file", report))
                    .output("-").format("null").option("frames:v", 1);
            run(output, viaFile);
            String text = Files.readString(report);
            for (int i = 0; i < some.size(); i++) {
                int start = text.indexOf("key" + i + "k=");
                String rest = start < 0 ? "<missing>" : text.substring(start + ("key" + i + "k=").length());
                int end = rest.indexOf("\nkey" + (i + 1) + "k=");
                String got = i + 1 < some.size() && end >= 0 ? rest.substring(0, end) : rest.replaceFirst("\n$", "");
                check((positional ? "positional" : "named") + (viaFile ? " in a file" : ""), some.get(i), got);
            }
            Files.delete(report);
        }
    }

    static void drawtext() throws Exception {
        for (String words : List.of("plain", "50% 'off'", "C:\\new", "a:b=c,d;[e]", "\\'%{n}\\", "100%", "\"$x|y#@", "  a", "%%", "''", "\\\\")) {
            Path file = Files.createTempFile("words", ".txt");
            Files.writeString(file, words);
            Input a = Input.of("color=s=320x40:d=0.04").format("lavfi");
            String font = "/usr/share/fonts";
            byte[] escaped = picture(a.drawtext(words, opt("fontsize", 20), opt("x", 5), opt("y", 5)));
            byte[] read = picture(a.filter("drawtext", opt("textfile", file), opt("expansion", "none"), opt("fontsize", 20), opt("x", 5), opt("y", 5)).asVideo());
            check("drawtext", Arrays.toString(read).hashCode() + words, Arrays.toString(escaped).hashCode() + words);
            Files.delete(file);
        }
    }

    static byte[] picture(VideoEdge video) throws Exception {
        Path out = Files.createTempFile("picture", ".raw");
        run(video.output(out).format("rawvideo").option("frames:v", 1).overwrite(), false);
        byte[] bytes = Files.readAllBytes(out);
        Files.delete(out);
        return bytes;
    }

    static void check(String what, String expected, String got) {
        checks++;
        if (!expected.equals(got)) {
            failures++;
            System.out.println(what + ": expected <" + show(expected) + "> got <" + show(got) + ">");
        }
    }

    static String show(String text) {
        return text.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r").replace("\t", "\\t");
    }

    static void run(Output output, boolean viaFile) throws IOException, InterruptedException {
        FFmpegCommand compiled = FFmpegCommand.of(output.globalArgumentsFirst("-hide_banner", "-v", "error", "-nostdin"));
        List<String> line = new ArrayList<>(List.of(program));
        line.addAll(compiled.arguments());
        Path graph = Files.createTempFile("graph", ".txt");
        if (viaFile) {
            // The same swap as for a long graph, without the length.
            int at = line.indexOf("-filter_complex");
            Files.writeString(graph, line.get(at + 1));
            line.set(at, program.equals("ffmpeg") ? "-filter_complex_script" : "-/filter_complex");
            line.set(at + 1, graph.toString());
        }
        Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
        String log = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            failures++;
            System.out.println("exit " + process.exitValue() + ": " + log);
        }
        Files.delete(graph);
    }
}
