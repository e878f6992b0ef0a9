package io.github.asyncffmpeg.cli;

import io.github.asyncffmpeg.jobs.internal.words.Words;
import io.github.asyncffmpeg.probe.ChapterInfo;
import io.github.asyncffmpeg.probe.MediaInfo;
import io.github.asyncffmpeg.probe.StreamInfo;
import io.github.asyncffmpeg.probe.VideoStreamInfo;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jline.utils.WCWidth;

/** What is in files, for people: several as a table, one in detail. */
final class ProbeTable {

    private static final List<String> HEAD =
            List.of("FILE", "CONTAINER", "LENGTH", "SIZE", "BIT RATE", "VIDEO", "AUDIO", "SUBTITLES", "CHAPTERS");

    /** A book that is read aloud has some hundred. */
    private static final int MOST_CHAPTERS = 100;

    private ProbeTable() {}

    /** What a narrow terminal does without, in this order. */
    private static final List<Integer> DISPENSABLE = List.of(
            HEAD.indexOf("CHAPTERS"), HEAD.indexOf("SUBTITLES"), HEAD.indexOf("BIT RATE"), HEAD.indexOf("CONTAINER"));

    private static final int LEAST_NAME = 12;

    /**
     * A line each, under a line of headings; columns that nobody has are left out.
     *
     * @param columns how wide it may be: what does not fit is left out, then names are cut at the front, then rows
     */
    static List<String> table(List<ProbedFile> files, int columns) {
        List<List<String>> rows = new ArrayList<>(List.of(HEAD));
        for (ProbedFile file : files) {
            MediaInfo info = file.info();
            if (info != null) {
                rows.add(row(file.name(), info));
            }
        }
        return rows.size() == 1 ? List.of() : aligned(rows, columns);
    }

    private static List<String> row(String name, MediaInfo info) {
        int chapters = info.chapters().size();
        return List.of(
                Words.visible(name),
                MediaWords.container(info),
                MediaWords.length(info),
                MediaWords.size(info),
                MediaWords.bitRate(info.bitRate()),
                several(info.videoStreams(), video -> String.join(" ", MediaWords.video(video))),
                several(info.audioStreams(), audio -> String.join(" ", MediaWords.audio(audio))),
                String.join(
                        " ",
                        info.subtitleStreams().stream()
                                .map(MediaWords::subtitle)
                                .toList()),
                chapters == 0 ? "" : Integer.toString(chapters));
    }

    private static void chapters(MediaInfo info, List<String[]> lines) {
        int number = 0;
        for (ChapterInfo chapter : info.chapters()) {
            if (++number > MOST_CHAPTERS) {
                return;
            }
            String from = chapter.start().map(Words::time).orElse("?");
            String title =
                    chapter.title().map(name -> "  " + Words.visible(name)).orElse("");
            lines.add(new String[] {"chapter " + number, from + title});
        }
    }

    private static <S> String several(List<S> streams, Function<S, String> words) {
        return streams.isEmpty()
                ? ""
                : words.apply(streams.get(0)) + (streams.size() > 1 ? " +" + (streams.size() - 1) : "");
    }

    private static List<String> aligned(List<List<String>> rows, int columns) {
        int[] widths = widths(rows);
        for (int each : DISPENSABLE) {
            if (total(widths) > columns) {
                widths[each] = 0;
            }
        }
        widths[0] = Math.max(Math.min(widths[0], LEAST_NAME), widths[0] - Math.max(0, total(widths) - columns));
        List<String> lines = new ArrayList<>();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                if (widths[i] > 0) {
                    String cell = i == 0 ? end(row.get(0), widths[0]) : row.get(i);
                    line.append(cell).append(" ".repeat(widths[i] - width(cell) + 2));
                }
            }
            lines.add(start(line.toString().stripTrailing(), columns));
        }
        return lines;
    }

    /** Of each column, 0 for one that nobody has. */
    private static int[] widths(List<List<String>> rows) {
        int[] widths = new int[HEAD.size()];
        for (int i = 0; i < widths.length; i++) {
            int column = i;
            int widest = rows.stream()
                    .skip(1)
                    .mapToInt(row -> width(row.get(column)))
                    .max()
                    .orElse(0);
            widths[i] = widest == 0 ? 0 : Math.max(widest, HEAD.get(i).length());
        }
        return widths;
    }

    private static int total(int[] widths) {
        return Arrays.stream(widths)
                        .filter(width -> width > 0)
                        .map(width -> width + 2)
                        .sum()
                - 2;
    }

    /** What a very wide row says last is what can be done without. */
    private static String start(String line, int columns) {
        if (width(line) <= columns) {
            return line;
        }
        int to = line.length();
        while (to > 0 && width(line.substring(0, to)) > columns - 3) {
            to = line.offsetByCodePoints(to, -1);
        }
        return line.substring(0, to) + "...";
    }

    /** The names of files in one folder differ at their ends. */
    private static String end(String name, int columns) {
        int from = 0;
        while (width(name.substring(from)) > (from == 0 ? columns : columns - 3)) {
            from = name.offsetByCodePoints(from, 1);
        }
        return from == 0 ? name : "..." + name.substring(from);
    }

    /** In cells of a terminal. */
    static int width(String text) {
        return text.codePoints().map(c -> Math.max(0, WCWidth.wcwidth(c))).sum();
    }

    /** One file, with a line for each stream. */
    static List<String> detail(String name, MediaInfo info) {
        List<String[]> lines = new ArrayList<>();
        String longName = info.formatName().map(Words::visible).orElse("");
        String container = MediaWords.container(info);
        lines.add(new String[] {"container", longName.isEmpty() ? container : container + " (" + longName + ")"});
        lines.add(new String[] {"length", MediaWords.length(info)});
        lines.add(new String[] {"size", MediaWords.size(info)});
        lines.add(new String[] {"bit rate", MediaWords.bitRate(info.bitRate())});
        for (StreamInfo stream : info.streams()) {
            boolean cover = stream instanceof VideoStreamInfo video && video.isCover();
            List<String> words = new ArrayList<>(MediaWords.stream(stream));
            String rate = MediaWords.bitRate(stream.bitRate());
            if (!rate.isEmpty()) {
                words.add(rate);
            }
            Optional.ofNullable(stream.tags().get("title"))
                    .filter(title -> !title.isBlank())
                    .ifPresent(title -> words.add("\"" + Words.visible(title) + "\""));
            stream.dispositions().stream()
                    .filter(each -> !each.equals("attached_pic"))
                    .map(Words::visible)
                    .forEach(words::add);
            String kind = cover ? "cover" : Words.visible(stream.codecType().orElse("stream"));
            lines.add(new String[] {kind + " " + stream.index(), String.join(", ", words)});
        }
        if (!info.chapters().isEmpty()) {
            lines.add(new String[] {"chapters", Integer.toString(info.chapters().size())});
            chapters(info, lines);
        }
        info.tags().forEach((tag, value) -> {
            if (tag.equalsIgnoreCase("title") || tag.equalsIgnoreCase("artist")) {
                lines.add(new String[] {Words.visible(tag).toLowerCase(java.util.Locale.ROOT), Words.visible(value)});
            }
        });
        int widest = lines.stream().mapToInt(line -> line[0].length()).max().orElse(0);
        List<String> text = new ArrayList<>(List.of(Words.visible(name)));
        for (String[] line : lines) {
            if (!line[1].isEmpty()) {
                text.add("  " + line[0] + " ".repeat(widest - line[0].length() + 2) + line[1]);
            }
        }
        return text;
    }
}
