package io.github.asyncffmpeg.cli.report;

import io.github.asyncffmpeg.jobs.internal.event.BatchEvent.BatchStopping;
import io.github.asyncffmpeg.jobs.internal.record.EventReader;
import io.github.asyncffmpeg.jobs.internal.words.Words;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;

/**
 * A run as one page of HTML that needs nothing else: no network, no other file. Its policy for content allows only the
 * style and the script that are in it, by their digests; all names and lines are text. Functions without state: safe for
 * any thread.
 */
public final class ReportPage {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm zzz", Locale.ENGLISH);

    private final RunStory run;
    private final ZoneId zone;
    private final Function<List<String>, String> pictures;

    private ReportPage(RunStory run, ZoneId zone, Function<List<String>, String> pictures) {
        this.run = run;
        this.zone = zone;
        this.pictures = pictures;
    }

    /**
     * Writes the page of the last run in these events.
     *
     * @param events are read to their end
     * @param out takes the page, which is to be stored in UTF-8
     * @param zone in which times are shown
     * @param pictures draws FFmpeg's arguments as SVG; empty if it cannot
     * @return whether there was a run; without one nothing is written
     * @throws IOException if the events cannot be read, or the page cannot be written
     */
    public static boolean write(EventReader events, Writer out, ZoneId zone, Function<List<String>, String> pictures)
            throws IOException {
        RunStory run = RunStory.of(events).orElse(null);
        if (run == null) {
            return false;
        }
        try {
            new ReportPage(run, zone, pictures).write(out);
        } catch (UncheckedIOException e) {
            throw Objects.requireNonNull(e.getCause());
        }
        return true;
    }

    private void write(Writer out) throws IOException {
        String style = resource("style/base.css") + resource("report/report.css");
        String script = resource("report/report.js");
        Html html = new Html(out);
        html.markup("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
        html.open(
                "meta",
                "http-equiv",
                "Content-Security-Policy",
                "content",
                "default-src 'none'; img-src data:; style-src " + digest(style) + "; script-src " + digest(script)
                        + "; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'");
        html.open("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
        html.open("meta", "name", "color-scheme", "content", "light dark");
        html.open("meta", "name", "referrer", "content", "no-referrer");
        html.element("title", run.start.title() + ": " + summary())
                .markup("\n<style>")
                .markup(style)
                .markup("</style>\n");
        html.markup("</head>\n<body>\n");
        header(html);
        html.open("main");
        Failures.write(html, run);
        html.markup("\n<section id=\"time\" aria-labelledby=\"time-title\"><h2 id=\"time-title\">Time line</h2>\n");
        new Timeline(run).write(html);
        Timeline.legend(html, run);
        html.markup("</section>\n<section id=\"all\" aria-labelledby=\"all-title\"><div class=\"bar\">"
                + "<h2 id=\"all-title\">Jobs</h2><label class=\"filter\"><span class=\"hidden\">Show only jobs whose name or "
                + "ending has</span><input type=\"search\" id=\"filter\" placeholder=\"Filter\" autocomplete=\"off\"></label>"
                + "</div>\n");
        new JobTable(run).write(html);
        html.markup("</section>\n</main>\n<dialog id=\"details\" aria-labelledby=\"details-title\"></dialog>\n");
        html.markup("<script type=\"application/json\" id=\"data\">");
        PageData.write(out, run, new Pictures(pictures, run));
        html.markup("</script>\n<script>").markup(script).markup("</script>\n</body>\n</html>\n");
        out.flush();
    }

    private String summary() {
        long bad = run.jobs().stream().filter(JobStory::isBad).count();
        return run.jobs().size()
                + (run.jobs().size() == 1 ? " job" : " jobs")
                + (bad == 0 ? "" : ", " + bad + " went wrong");
    }

    private void header(Html html) {
        html.open("header");
        html.element("p", "asyncffmpeg report", "class", "eyebrow");
        html.open("h1").open("bdi").text(run.start.title()).close("bdi").close("h1");
        html.open("p", "class", "when")
                .element(
                        "time",
                        time(run.start.time(), zone),
                        "datetime",
                        run.start.time().toString())
                .text(" · " + run.start.ffmpeg() + " · ")
                .open("bdi")
                .text(run.start.directory().toString())
                .close("bdi")
                .text(run.start.resumed() ? " · taken up from an earlier run" : "")
                .close("p");
        ending(html);
        html.open("dl", "class", "figures");
        figure(html, "Jobs", Integer.toString(run.jobs().size()), counts());
        figure(html, "Wall time", Words.took(run.wall()), "");
        figure(
                html,
                "Slots busy",
                String.format(Locale.ROOT, "%.0f %%", 100 * run.busy()),
                "of " + run.slots() + (run.slots() == 1 ? " slot" : " slots"));
        run.speed().ifPresent(speed -> figure(html, "Speed", JobTable.times(speed), "media time per wall time"));
        long out = run.total(job -> job.ratio().isPresent() ? job.outputBytes().orElse(0) : 0);
        long in = run.total(job -> job.ratio().isPresent() ? job.inputBytes.orElse(0) : 0);
        if (in > 0) {
            figure(html, "Written", Words.size(out), JobTable.percent((double) out / in) + " of " + Words.size(in));
        }
        html.close("dl");
        Timeline.shares(html, run);
        html.close("header").markup("\n");
    }

    private void ending(Html html) {
        BatchStopping stopping = run.stopping;
        if (stopping != null) {
            html.element("p", "Stopped: " + stopping.reason(), "class", "notice");
        }
        if (run.finish == null) {
            html.element(
                    "p",
                    "This run has no end: it still runs, or its program was killed. What is shown goes up to its last event.",
                    "class",
                    "notice");
        }
    }

    private String counts() {
        StringBuilder counts = new StringBuilder();
        run.counts()
                .forEach((status, count) -> counts.append(counts.length() == 0 ? "" : ", ")
                        .append(count)
                        .append(' ')
                        .append(Statuses.shown(status)));
        return counts.toString();
    }

    private static void figure(Html html, String name, String value, String note) {
        html.open("div").element("dt", name).open("dd").element("b", value);
        if (!note.isEmpty()) {
            html.text(" ").element("small", note);
        }
        html.close("dd").close("div");
    }

    private static String time(Instant time, ZoneId zone) {
        try {
            return TIME.format(time.atZone(zone));
        } catch (DateTimeException outOfRange) {
            return time.toString();
        }
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = ReportPage.class.getResourceAsStream("/io/github/asyncffmpeg/cli/" + name)) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String digest(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
