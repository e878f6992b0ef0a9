package io.github.asyncffmpeg.cli.report;

import io.github.asyncffmpeg.jobs.internal.event.BatchEvent.Trouble;
import java.util.List;

/** The jobs that a person should look at, each with its cause, the end of its log, and its command. */
final class Failures {

    /** The rest is in the table: who has more failures than this has one cause for them. */
    private static final int MOST = 50;

    private static final int OPEN = 6;

    private Failures() {}

    static void write(Html html, RunStory run) {
        List<JobStory> bad = run.jobs().stream().filter(JobStory::isBad).toList();
        if (bad.isEmpty()) {
            return;
        }
        html.open("section", "id", "failures", "aria-labelledby", "failures-title");
        html.element(
                "h2", bad.size() == 1 ? "1 job went wrong" : bad.size() + " jobs went wrong", "id", "failures-title");
        bad.stream().limit(OPEN).forEach(job -> one(html, run, job));
        if (bad.size() > OPEN) {
            html.open("details", "class", "more").element("summary", (bad.size() - OPEN) + " more");
            bad.stream().limit(MOST).skip(OPEN).forEach(job -> one(html, run, job));
            if (bad.size() > MOST) {
                html.element("p", "The other " + (bad.size() - MOST) + " are in the table below.", "class", "note");
            }
            html.close("details");
        }
        html.close("section");
    }

    private static void one(Html html, RunStory run, JobStory job) {
        html.open("article", "class", "failure");
        html.open("h3")
                .open("bdi")
                .text(job.plan.job())
                .close("bdi")
                .text(" ")
                .element("span", Statuses.shown(job.status()), "class", job.status())
                .close("h3");
        job.trouble()
                .ifPresentOrElse(
                        trouble -> cause(html, trouble), () -> html.element("p", "The run ended before it did."));
        html.open("details").element("summary", "Command");
        html.open("div", "class", "command");
        html.element("pre", ShellWords.of(run.start.directory(), job));
        html.element("button", "Copy", "type", "button", "data-copy", Integer.toString(job.number));
        html.close("div").close("details").close("article");
    }

    private static void cause(Html html, Trouble trouble) {
        html.element("p", trouble.sentence());
        trouble.causeLine()
                .ifPresent(line -> html.open("p", "class", "cause")
                        .open("code")
                        .text(line)
                        .close("code")
                        .close("p"));
        if (!trouble.logTail().isEmpty()) {
            html.open("details").element("summary", "Log");
            html.open("pre");
            trouble.logTail().forEach(line -> html.text(line).markup("\n"));
            html.close("pre").close("details");
        }
    }
}
