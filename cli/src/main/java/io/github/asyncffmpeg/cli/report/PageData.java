package io.github.asyncffmpeg.cli.report;

import com.google.gson.stream.JsonWriter;
import io.github.asyncffmpeg.jobs.internal.event.BatchEvent.JobLog;
import io.github.asyncffmpeg.jobs.internal.event.BatchEvent.OutputFile;
import io.github.asyncffmpeg.jobs.internal.event.BatchEvent.Trouble;
import io.github.asyncffmpeg.jobs.internal.words.Words;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.List;

/** What the page shows only when it is asked for, as JSON that may stand in HTML. Short names: there are many jobs. */
final class PageData {

    private final JsonWriter json;
    private final RunStory run;

    private PageData(JsonWriter json, RunStory run) {
        this.json = json;
        this.run = run;
    }

    static void write(Writer out, RunStory run, Pictures pictures) throws IOException {
        JsonWriter json = new JsonWriter(out);
        json.setHtmlSafe(true);
        PageData data = new PageData(json, run);
        json.beginObject().name("seconds").value(round(run.seconds()));
        json.name("jobs").beginArray();
        for (JobStory job : run.jobs()) {
            data.job(job, pictures.of(job));
        }
        json.endArray().name("pictures").beginArray();
        for (String svg : pictures.drawn()) {
            json.value(svg);
        }
        json.endArray().endObject().flush();
    }

    private void job(JobStory job, int picture) throws IOException {
        json.beginObject();
        text("name", job.plan.job());
        json.name("status").value(job.status());
        if (!job.attempts.isEmpty()) {
            json.name("from").value(round(job.attempts.get(0).from));
            json.name("attempts").beginArray();
            for (JobStory.Attempt attempt : job.attempts) {
                json.beginArray().value(attempt.slot).value(round(attempt.from)).value(round(attempt.to));
                Trouble retried = attempt.retried;
                if (retried != null) {
                    json.value(Words.visible(retried.sentence()));
                }
                json.endArray();
            }
            json.endArray();
        }
        if (job.elapsed().isPresent()) {
            json.name("took").value(round(Words.seconds(job.elapsed().get())));
        }
        if (job.speed().isPresent()) {
            json.name("speed").value(round(job.speed().getAsDouble()));
        }
        if (job.inputBytes.isPresent()) {
            json.name("in").value(job.inputBytes.getAsLong());
        }
        if (job.outputBytes().isPresent()) {
            json.name("out").value(job.outputBytes().getAsLong());
        }
        if (job.ratio().isPresent()) {
            json.name("ratio").value(round(job.ratio().getAsDouble()));
        }
        files(job);
        // As it is, because it is copied; the page makes it visible.
        json.name("command").value(ShellWords.of(run.start.directory(), job));
        trouble(job);
        curve(job.curve.points());
        if (picture >= 0) {
            json.name("picture").value(picture);
        }
        json.endObject();
    }

    private void files(JobStory job) throws IOException {
        json.name("inputs").beginArray();
        for (Path file : job.plan.inputs()) {
            json.value(Words.visible(file.toString()));
        }
        json.endArray().name("outputs").beginArray();
        for (OutputFile output : job.outputs()) {
            json.value(Words.visible(output.file().toString()) + (output.complete() ? "" : " (not complete)"));
        }
        json.endArray();
        if (job.streams != null) {
            texts("left", job.streams.leftOut());
            texts("converted", job.streams.converted());
        }
        if (!job.plan.needs().isEmpty()) {
            json.name("needs").beginArray();
            for (String need : job.plan.needs().stream().sorted().toList()) {
                json.value(Words.visible(need));
            }
            json.endArray();
        }
    }

    private void trouble(JobStory job) throws IOException {
        if (job.trouble().isPresent()) {
            Trouble trouble = job.trouble().get();
            text("sentence", trouble.sentence());
            if (trouble.causeLine().isPresent()) {
                text("cause", trouble.causeLine().get());
            }
        }
        List<String> lines = job.trouble()
                .map(Trouble::logTail)
                .filter(tail -> !tail.isEmpty())
                .orElseGet(() -> job.log.stream().map(JobLog::line).toList());
        if (!lines.isEmpty()) {
            json.name("log").beginArray();
            for (String line : lines) {
                json.value(Words.visible(line));
            }
            json.endArray();
        }
    }

    /** Tenths of seconds, hundredths of speed, thousandths of the whole: whole numbers are short. */
    private void curve(List<Curve.Point> points) throws IOException {
        json.name("curve").beginArray();
        for (Curve.Point point : points) {
            json.value(Math.round(10 * point.at()));
            json.value(point.speed() < 0 ? -1 : Math.round(100 * point.speed()));
            json.value(point.fraction() < 0 ? -1 : Math.round(1000 * point.fraction()));
        }
        json.endArray();
    }

    private void texts(String name, List<String> values) throws IOException {
        json.name(name).beginArray();
        for (String value : values) {
            json.value(Words.visible(value));
        }
        json.endArray();
    }

    private void text(String name, String value) throws IOException {
        json.name(name).value(Words.visible(value));
    }

    private static double round(double value) {
        return Math.round(1000 * value) / 1000.0;
    }
}
