package io.github.asyncffmpeg.cli.picture;

import io.github.asyncffmpeg.jobs.internal.words.Words;
import java.util.ArrayList;
import java.util.List;

/**
 * What is written in a box, shortened to fit: the whole is in its tool tip.
 *
 * @param caption small, above the name; empty for none
 * @param name the name
 * @param details arguments or options, at most two lines
 * @param width of the box, in pixels
 * @param height of the box, in pixels
 */
record BoxText(String caption, String name, List<String> details, double width, double height) {

    static final double CAPTION_SIZE = 10;
    static final double NAME_SIZE = 13;
    static final double DETAIL_SIZE = 10.5;
    static final double LINE = 15;
    static final double NAME_LINE = 18;
    static final double PADDING = 12;

    private static final int LONGEST_NAME = 34;
    private static final int LONGEST_DETAIL = 34;

    static BoxText of(PictureNode node) {
        boolean file = node.kind() == PictureNode.Kind.INPUT || node.kind() == PictureNode.Kind.OUTPUT;
        String name = Words.name(node.name());
        String shownName = file ? fileName(name) : cut(name, LONGEST_NAME);
        List<String> details = lines(Words.name(node.detail()));
        double width = Math.max(TextWidth.of(shownName, NAME_SIZE) * 1.1, TextWidth.of(node.caption(), CAPTION_SIZE));
        for (String detail : details) {
            width = Math.max(width, TextWidth.ofMono(detail, DETAIL_SIZE));
        }
        double height = NAME_LINE + details.size() * LINE + (node.caption().isEmpty() ? 0 : LINE - 1) + PADDING;
        return new BoxText(node.caption(), shownName, details, Math.max(52, Math.ceil(width + 2 * PADDING)), height);
    }

    /** The end of a path says more than its beginning. */
    private static String fileName(String target) {
        int slash = target.indexOf("://") >= 0 ? -1 : target.lastIndexOf('/', Math.max(0, target.length() - 2));
        String name = target.substring(slash + 1);
        if (name.codePointCount(0, name.length()) <= LONGEST_NAME) {
            return name;
        }
        int[] points = name.codePoints().toArray();
        int end = LONGEST_NAME / 2;
        return new String(points, 0, LONGEST_NAME - end - 1) + "…" + new String(points, points.length - end, end);
    }

    static String cut(String text, int longest) {
        if (text.codePointCount(0, text.length()) <= longest) {
            return text;
        }
        return text.substring(0, text.offsetByCodePoints(0, longest - 1)) + "…";
    }

    private static List<String> lines(String detail) {
        List<String> lines = new ArrayList<>();
        if (detail.isEmpty()) {
            return lines;
        }
        if (detail.codePointCount(0, detail.length()) <= LONGEST_DETAIL) {
            lines.add(detail);
            return lines;
        }
        int limit = detail.offsetByCodePoints(0, LONGEST_DETAIL);
        int split = Math.max(detail.lastIndexOf(" -", limit), detail.lastIndexOf(':', limit - 1) + 1);
        split = split < LONGEST_DETAIL / 3 ? limit : split;
        lines.add(detail.substring(0, split));
        lines.add(cut(detail.substring(split).stripLeading(), LONGEST_DETAIL));
        return lines;
    }
}
