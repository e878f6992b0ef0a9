package io.github.asyncffmpeg.cli;

import io.github.asyncffmpeg.cli.words.Words;
import io.github.asyncffmpeg.probe.ChapterInfo;
import io.github.asyncffmpeg.probe.MediaInfo;
import io.github.asyncffmpeg.probe.StreamInfo;
import io.github.asyncffmpeg.probe.VideoStreamInfo;
import java.util.ArrayList;
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

    /** A line each, under a line of headings; columns that nobody has are left out. */
    static List<String> table(List<ProbedFile> files) {
        List<List<String>> rows = new ArrayList<>(List.of(HEAD));
        for (ProbedFile file : files) {
            MediaInfo info = file.info();
            if (info != null) {
                rows.add(row(file.name(), info));
            }
        }
        return rows.size() == 1 ? List.of() : aligned(rows);
    }

    private static List<String> row(String name, MediaInfo info) {
        int chapters = info.chapters().size();
        return List.of(
                Words.visible(name),
                MediaWords.container(info),
                MediaWords.length(info),
                MediaWords.size(info),
                MediaWords.bitRate(info.format().bitRate()),
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

    private static List<String> aligned(List<List<String>> rows) {
        int columns = HEAD.size();
        int[] widths = new int[columns];
        for (List<String> row : rows.subList(1, rows.size())) {
            for (int i = 0; i < columns; i++) {
                widths[i] = Math.max(widths[i], width(row.get(i)));
            }
        }
        List<String> lines = new ArrayList<>();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < columns; i++) {
                if (widths[i] > 0) {
                    int wide = Math.max(widths[i], HEAD.get(i).length());
                    line.append(row.get(i)).append(" ".repeat(wide - width(row.get(i)) + 2));
                }
            }
            lines.add(line.toString().stripTrailing());
        }
        return lines;
    }

    /** In cells of a terminal. */
    static int width(String text) {
        return text.codePoints().map(c -> Math.max(0, WCWidth.wcwidth(c))).sum();
    }

    /** One file, with a line for each stream. */
    static List<String> detail(String name, MediaInfo info) {
        List<String[]> lines = new ArrayList<>();
        String longName = info.format().longName().map(Words::visible).orElse("");
        String container = MediaWords.container(info);
        lines.add(new String[] {"container", longName.isEmpty() ? container : container + " (" + longName + ")"});
        lines.add(new String[] {"length", MediaWords.length(info)});
        lines.add(new String[] {"size", MediaWords.size(info)});
        lines.add(new String[] {"bit rate", MediaWords.bitRate(info.format().bitRate())});
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
        info.format().tags().forEach((tag, value) -> {
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
