package io.github.asyncffmpeg.cli.report;

import io.github.asyncffmpeg.jobs.internal.words.Words;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Which job was in which slot when. Lengths are in percent, so that the picture fits any width without a script. */
final class Timeline {

    private static final double[] STEPS = {
        0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400, 21_600, 43_200, 86_400
    };
    private static final int MOST_TICKS = 8;

    /** So many bars in a slot are narrow. */
    private static final int MANY = 150;

    private final RunStory run;
    private final double seconds;

    Timeline(RunStory run) {
        this.run = run;
        this.seconds = run.seconds();
    }

    void write(Html html) {
        int slots = run.slots();
        int row = slots <= 8 ? 26 : slots <= 24 ? 16 : 9;
        int height = row * slots;
        html.open("div", "class", "timeline", "tabindex", "0", "role", "group", "aria-label", "Time line of the slots");
        html.open("ol", "class", row > 9 ? "slots" : "slots dense", "aria-hidden", "true");
        for (int slot = 1; slot <= slots; slot++) {
            html.element("li", Integer.toString(slot));
        }
        html.close("ol");
        html.open(
                "svg",
                "class",
                run.total(job -> job.attempts.size()) / slots > MANY ? "bars fine" : "bars",
                "width",
                "100%",
                "height",
                Integer.toString(height + 22),
                "role",
                "img",
                "aria-label",
                String.format(
                        Locale.ROOT,
                        "%d slots over %s; they were busy for %.0f percent of it. The table below has the same figures.",
                        slots,
                        Words.took(run.wall()),
                        100 * run.busy()));
        ticks(html, height);
        bars(html, row, false);
        bars(html, row, true);
        html.close("svg").close("div");
    }

    /** Those that went wrong come later, so that none is hidden where bars are narrower than a pixel. */
    private void bars(Html html, int row, boolean bad) {
        for (JobStory job : run.jobs()) {
            for (JobStory.Attempt attempt : job.attempts) {
                if (bad == (job.isBad() || attempt.retried != null)) {
                    bar(html, job, attempt, row);
                }
            }
        }
    }

    private void ticks(Html html, int height) {
        double step = STEPS[STEPS.length - 1];
        for (int i = STEPS.length - 1; i >= 0; i--) {
            step = seconds / STEPS[i] <= MOST_TICKS ? STEPS[i] : step;
        }
        while (seconds / step > MOST_TICKS) {
            step *= 2;
        }
        for (double at = 0; at <= seconds; at += step) {
            String x = percent(at);
            html.markup("<line x1=\"" + x + "\" x2=\"" + x + "\" y1=\"0\" y2=\"" + height + "\"/>");
            boolean last = at / seconds > 0.94;
            html.open("text", "x", x, "y", Integer.toString(height + 16), last ? "class" : "", "end")
                    .text(label(at, step))
                    .close("text");
        }
    }

    private static String label(double at, double step) {
        if (step < 1) {
            return String.format(Locale.ROOT, "%.1f s", at);
        }
        long whole = Math.round(at);
        if (whole < 60 && step < 60) {
            return whole + " s";
        }
        return whole < 3600
                ? String.format(Locale.ROOT, "%d:%02d", whole / 60, whole % 60)
                : String.format(Locale.ROOT, "%d:%02d:%02d", whole / 3600, whole / 60 % 60, whole % 60);
    }

    private void bar(Html html, JobStory job, JobStory.Attempt attempt, int row) {
        String status = attempt.retried == null ? job.status() : "retried";
        int gap = row > 9 ? 3 : 1;
        html.markup("<rect class=\"" + status + "\" data-job=\"" + job.number + "\" x=\"" + percent(attempt.from)
                + "\" width=\"" + percent(attempt.to - attempt.from) + "\" y=\"" + (row * attempt.slot + gap / 2)
                + "\" height=\"" + (row - gap) + "\"><title>");
        html.text(job.plan.job())
                .text(": " + Statuses.shown(status) + " after "
                        + Words.took(Duration.ofNanos((long) (1e9 * (attempt.to - attempt.from)))));
        if (attempt.number > 1 || attempt.retried != null) {
            html.text(", attempt " + attempt.number);
        }
        html.markup("</title></rect>");
    }

    private String percent(double at) {
        return String.format(Locale.ROOT, "%.2f%%", 100 * at / seconds);
    }

    /** What the colours mean, with how many there are; each shows only its own when it is chosen. */
    static void legend(Html html, RunStory run) {
        html.open("ul", "class", "legend");
        run.counts().forEach((status, count) -> key(html, status, Statuses.shown(status) + " " + count));
        long retried = run.total(job ->
                job.attempts.stream().filter(attempt -> attempt.retried != null).count());
        if (retried > 0) {
            key(html, "retried", "failed, then tried again " + retried);
        }
        html.close("ul");
    }

    private static void key(Html html, String status, String text) {
        html.open("li")
                .markup("<svg width=\"12\" height=\"12\" aria-hidden=\"true\"><rect class=\"" + status
                        + "\" width=\"12\" height=\"12\"/></svg>")
                .text(text)
                .close("li");
    }

    /** The share of each ending in one bar. */
    static void shares(Html html, RunStory run) {
        int all = Math.max(1, run.jobs().size());
        double at = 0;
        html.open("svg", "class", "shares", "width", "100%", "height", "10", "aria-hidden", "true");
        for (var share : List.copyOf(run.counts().entrySet())) {
            double width = 100.0 * share.getValue() / all;
            html.markup(String.format(
                    Locale.ROOT,
                    "<rect class=\"%s\" x=\"%.2f%%\" width=\"%.2f%%\" height=\"10\"/>",
                    share.getKey(),
                    at,
                    width));
            at += width;
        }
        html.close("svg");
    }
}
