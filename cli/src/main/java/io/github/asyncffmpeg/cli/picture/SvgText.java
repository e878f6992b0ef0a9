package io.github.asyncffmpeg.cli.picture;

import io.github.asyncffmpeg.jobs.internal.words.Words;
import java.util.List;
import java.util.Locale;

/** Writes a picture as SVG. Text and borders take the colour of the page's text; there are no ids that could collide. */
final class SvgText {

    /** In a file of its own, the picture is the root and asks the viewer whether it is dark. */
    private static final String STYLE = """
            <style>
            .ffpicture{font-family:system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}
            .ffpicture .mono{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,monospace}
            .ffpicture .edge:hover path,.ffpicture .box:hover rect{stroke-width:2.5;stroke-opacity:1}
            .ffpicture:root{color:#1f2328;color-scheme:light dark}
            @media (prefers-color-scheme:dark){.ffpicture:root{color:#e6edf3}}
            </style>
            """;

    private final CommandPicture picture;
    private final Layout layout;
    private final StringBuilder svg = new StringBuilder();

    SvgText(CommandPicture picture, Layout layout) {
        this.picture = picture;
        this.layout = layout;
    }

    String text() {
        String caption = escape(picture.caption());
        String width = number(Math.ceil(layout.width()));
        String height = number(Math.ceil(layout.height()));
        svg.append(
                        "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"ffpicture\" role=\"img\" aria-label=\"FFmpeg command: ")
                .append(caption)
                .append("\" width=\"" + width + "\" height=\"" + height + "\" viewBox=\"0 0 " + width + " " + height)
                .append("\">\n<title>FFmpeg command: ")
                .append(caption)
                .append("</title>\n")
                .append(STYLE);
        for (int i = 0; i < layout.routes().size(); i++) {
            edge(picture.edges().get(i), layout.routes().get(i));
        }
        for (int i = 0; i < layout.boxes().size(); i++) {
            box(picture.nodes().get(i), layout.boxes().get(i));
        }
        return svg.append("</svg>\n").toString();
    }

    private void edge(Edge edge, Layout.Route route) {
        List<double[]> points = route.points();
        if (points.isEmpty()) {
            return;
        }
        String colour = edge.medium().colour();
        svg.append("<g class=\"edge\">");
        String label = edge.label().isEmpty() ? edge.medium().word() : edge.label();
        svg.append("<title>" + escape(Words.name(label)) + "</title>");
        svg.append("<path fill=\"none\" stroke=\"" + colour + "\" stroke-width=\"1.6\"");
        svg.append(edge.chosen() ? " stroke-dasharray=\"5 4\" d=\"" : " d=\"");
        boolean backwards = points.size() > 1
                && layout.boxes().get(edge.to()).column()
                        < layout.boxes().get(edge.from()).column();
        double[] end = points.get(backwards ? 0 : points.size() - 1);
        path(points, backwards ? 0 : 6);
        svg.append("\"/>");
        double back = backwards ? 7 : -7;
        svg.append("<path fill=\"" + colour + "\" d=\"M" + number(end[0]) + " " + number(end[1]) + "l" + number(back)
                + " -4v8z\"/>");
        if (!route.label().isEmpty()) {
            svg.append("<text x=\"" + number(route.labelX()) + "\" y=\"" + number(route.labelY())
                    + "\" font-size=\"10\" fill=\"currentColor\" fill-opacity=\".75\""
                    + (route.labelEndsThere() ? " text-anchor=\"end\"" : "") + ">" + escape(route.label())
                    + "</text>");
        }
        svg.append("</g>\n");
    }

    private void path(List<double[]> points, double shorter) {
        double[] at = points.get(0);
        svg.append("M" + number(at[0]) + " " + number(at[1]));
        for (int i = 1; i < points.size(); i++) {
            double[] to = points.get(i);
            double x = i + 1 == points.size() ? to[0] - shorter : to[0];
            if (Math.abs(to[1] - at[1]) < 0.05) {
                boolean levelOn = i + 1 < points.size() && Math.abs(points.get(i + 1)[1] - at[1]) < 0.05;
                if (!levelOn) {
                    svg.append("H" + number(x));
                }
            } else {
                double middle = (at[0] + x) / 2;
                svg.append("C" + number(middle) + " " + number(at[1]) + " " + number(middle) + " " + number(to[1]) + " "
                        + number(x) + " " + number(to[1]));
            }
            at = to;
        }
    }

    private void box(PictureNode node, Layout.Box box) {
        BoxText text = box.text();
        boolean file = node.kind() == PictureNode.Kind.INPUT || node.kind() == PictureNode.Kind.OUTPUT;
        String colour = file ? "currentColor" : node.medium().colour();
        svg.append("<g class=\"box\"><title>" + escape(wholeOf(node)) + "</title>");
        svg.append("<rect x=\"" + number(box.x()) + "\" y=\"" + number(box.y()) + "\" width=\"" + number(box.width())
                + "\" height=\"" + number(box.height()) + "\" rx=\"" + (file ? 14 : 5) + "\" fill=\"" + colour
                + "\" fill-opacity=\"" + (file ? ".07" : ".12") + "\" stroke=\"" + colour + "\" stroke-opacity=\""
                + (file ? ".45" : ".9") + "\""
                + (node.kind() == PictureNode.Kind.TEXT ? " stroke-dasharray=\"4 3\"" : "") + "/>");
        double middle = box.x() + box.width() / 2;
        double y = box.y() + (box.height() - text.height()) / 2 + BoxText.PADDING / 2;
        svg.append("<g fill=\"currentColor\" text-anchor=\"middle\">");
        if (!text.caption().isEmpty()) {
            line(middle, y + 9, BoxText.CAPTION_SIZE, "fill-opacity=\".65\"", text.caption());
            y += BoxText.LINE - 1;
        }
        line(middle, y + 13, BoxText.NAME_SIZE, "font-weight=\"600\"", text.name());
        y += BoxText.NAME_LINE;
        for (String detail : text.details()) {
            line(middle, y + 11, BoxText.DETAIL_SIZE, "class=\"mono\" fill-opacity=\".8\"", detail);
            y += BoxText.LINE;
        }
        svg.append("</g></g>\n");
    }

    /** Line breaks between the parts stay; what the parts hold is made harmless. */
    private static String wholeOf(PictureNode node) {
        return new PictureNode(
                        node.kind(), node.caption(), Words.name(node.name()), Words.name(node.detail()), node.medium())
                .whole();
    }

    private void line(double x, double y, double size, String attributes, String text) {
        svg.append("<text x=\"" + number(x) + "\" y=\"" + number(y) + "\" font-size=\"" + number(size) + "\" "
                + attributes + ">" + escape(text) + "</text>");
    }

    private static String number(double value) {
        double rounded = Math.round(value * 10) / 10.0;
        return rounded == Math.rint(rounded)
                ? Long.toString((long) rounded)
                : String.format(Locale.ROOT, "%.1f", rounded);
    }

    /** For texts and attributes; what XML cannot hold becomes a replacement character. */
    static String escape(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(c -> {
            switch (c) {
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '&' -> escaped.append("&amp;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> {
                    boolean allowed = c == '\n'
                            || c == '\t'
                            || (c >= 0x20 && c < 0xD800)
                            || (c > 0xDFFF && c < 0xFFFE)
                            || c > 0xFFFF;
                    escaped.appendCodePoint(allowed ? c : 0xFFFD);
                }
            }
        });
        return escaped.toString();
    }
}
