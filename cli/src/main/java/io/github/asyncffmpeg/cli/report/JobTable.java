package io.github.asyncffmpeg.cli.report;

import io.github.asyncffmpeg.jobs.internal.words.Words;
import java.util.Locale;
import java.util.OptionalLong;

/** A row for each job, in plain HTML: it can be read, searched and printed without a script, which only sorts it. */
final class JobTable {

    private static final int WIDTH = 96;
    private static final int HEIGHT = 22;

    private final RunStory run;
    private final double fastest;

    JobTable(RunStory run) {
        this.run = run;
        this.fastest = Math.max(
                0.001,
                run.jobs().stream()
                        .mapToDouble(job -> job.curve.fastest())
                        .max()
                        .orElse(0));
    }

    void write(Html html) {
        html.open("table", "id", "jobs");
        html.open("caption", "class", "hidden").text("All jobs").close("caption");
        html.open("thead").open("tr");
        head(html, "name", "Job", "job");
        head(html, "status", "Ended", "status");
        head(html, "from", "Began", "number wide");
        head(html, "took", "Took", "number");
        head(html, "speed", "Speed", "number wide");
        html.element("th", "Speed over time", "class", "wide curve", "scope", "col");
        head(html, "in", "Before", "number wide");
        head(html, "out", "After", "number mid");
        head(html, "ratio", "Ratio", "number mid");
        html.close("tr").close("thead").open("tbody");
        run.jobs().forEach(job -> row(html, job));
        html.close("tbody").close("table");
    }

    private static void head(Html html, String key, String title, String style) {
        html.open("th", "class", style, "scope", "col", "aria-sort", "none")
                .element("button", title, "type", "button", "data-sort", key)
                .close("th");
    }

    private void row(Html html, JobStory job) {
        html.markup("<tr data-job=\"" + job.number + "\">");
        html.markup("<th scope=\"row\" class=\"job\"><button type=\"button\"><bdi>")
                .text(job.plan.job())
                .markup("</bdi></button></th>");
        String status = job.status();
        html.markup("<td class=\"status\"><span class=\"" + status + "\">" + Statuses.shown(status) + "</span>");
        if (job.attempts.size() > 1) {
            html.markup(" <small>" + job.attempts.size() + " attempts</small>");
        }
        html.markup("</td>");
        cell(html, "wide number", job.attempts.isEmpty() ? "" : "+" + seconds(job.attempts.get(0).from));
        cell(html, "number", job.elapsed().map(Words::took).orElse(""));
        cell(html, "wide number", job.speed().isEmpty() ? "" : times(job.speed().getAsDouble()));
        html.markup("<td class=\"wide\">");
        spark(html, job);
        html.markup("</td>");
        cell(html, "wide number", size(job.inputBytes));
        cell(html, "number mid", size(job.outputBytes()));
        cell(
                html,
                "number mid",
                job.ratio().isEmpty() ? "" : percent(job.ratio().getAsDouble()));
        html.markup("</tr>\n");
    }

    private static void cell(Html html, String style, String text) {
        html.markup("<td class=\"" + style + "\">").text(text).markup("</td>");
    }

    /** The speed over the time of the job; the scale is the same in all rows. */
    private void spark(Html html, JobStory job) {
        var points = job.curve.points();
        if (points.size() < 2) {
            return;
        }
        double from = points.get(0).at();
        double length = Math.max(0.001, points.get(points.size() - 1).at() - from);
        StringBuilder path = new StringBuilder();
        int step = Math.max(1, points.size() / 32);
        for (int i = 0; i < points.size(); i += step) {
            if (points.get(i).speed() >= 0) {
                path.append(path.length() == 0 ? 'M' : 'L')
                        .append(Math.round(WIDTH * (points.get(i).at() - from) / length))
                        .append(' ')
                        .append(Math.round(
                                HEIGHT - 1 - (HEIGHT - 2) * points.get(i).speed() / fastest));
            }
        }
        html.markup("<svg class=\"spark\" viewBox=\"0 0 " + WIDTH + " " + HEIGHT
                        + "\" preserveAspectRatio=\"none\" aria-hidden=\"true\"><path d=\"")
                .markup(path)
                .markup("\"/></svg>");
    }

    static String seconds(double seconds) {
        return Words.took(java.time.Duration.ofMillis((long) (1000 * seconds)));
    }

    static String times(double speed) {
        return String.format(Locale.ROOT, speed < 9.95 ? "%.1fx" : "%.0fx", speed);
    }

    static String percent(double fraction) {
        return String.format(Locale.ROOT, fraction < 0.0995 ? "%.1f %%" : "%.0f %%", 100 * fraction);
    }

    private static String size(OptionalLong bytes) {
        return bytes.isEmpty() ? "" : Words.size(bytes.getAsLong());
    }
}
