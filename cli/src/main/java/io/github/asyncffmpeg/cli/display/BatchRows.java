package io.github.asyncffmpeg.cli.display;

import io.github.asyncffmpeg.jobs.internal.event.BatchEvent.JobProgress;
import io.github.asyncffmpeg.jobs.internal.event.JobStatus;
import io.github.asyncffmpeg.jobs.internal.words.Words;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** The rows of a batch: one for each job that runs, as far as there is room, and one for all of them. */
final class BatchRows {

    /** One for those that have no row, one for the whole, one for the cursor, one for what is above. */
    private static final int NOT_FOR_JOBS = 4;

    private static final int NAME_LEAST = 10;
    private static final int NAME_MOST = 40;

    private static final int PERCENT = 0;
    private static final int LEFT = 2;
    private static final int SPEED = 3;
    private static final int TIME = 4;

    private static final int TOTAL_LEFT = 1;
    private static final int TOTAL_SPEED = 2;

    private final Look look;
    private final BatchView batch;

    BatchRows(Look look, BatchView batch) {
        this.look = look;
        this.batch = batch;
    }

    List<Line> of(Size size, long now) {
        List<Line> rows = new ArrayList<>();
        int width = size.columns() - 1;
        int room = Math.max(0, size.rows() - NOT_FOR_JOBS);
        List<JobView> shown = batch.running().stream().limit(room).toList();
        int longest =
                shown.stream().mapToInt(job -> Columns.of(name(job))).max().orElse(0);
        Layout layout = new Layout(
                width,
                Math.min(longest, NAME_LEAST),
                Math.min(longest, NAME_MOST),
                Numbers.PERCENT,
                Layout.BAR,
                Numbers.LEFT,
                Numbers.SPEED,
                Numbers.TIME);
        shown.forEach(job -> rows.add(row(job, layout)));
        int more = batch.running().size() - shown.size();
        if (more > 0 && size.rows() > 2) {
            rows.add(new Line(look).add("+" + more + " more", Style.FAINT));
        }
        if (size.rows() > 1 && batch.jobs() > 0) {
            rows.add(total(width, now));
        }
        return rows;
    }

    private Line row(JobView job, Layout layout) {
        Line line = new Line(look)
                .add(Columns.middle(name(job), layout.lead(), look.ellipsis()), Style.STRONG)
                .to(layout.lead());
        Optional<JobProgress> progress = job.progress();
        layout.bar(line, look, job.fraction().orElse(0));
        cell(line, layout.shows(PERCENT), Numbers.percent(job.fraction()), Numbers.PERCENT);
        cell(
                line,
                layout.shows(TIME),
                progress.flatMap(JobProgress::outTime).map(Words::time).orElse(""),
                Numbers.TIME);
        cell(line, layout.shows(SPEED), speed(progress), Numbers.SPEED);
        cell(line, layout.shows(LEFT), left(progress.flatMap(JobProgress::timeLeft)), Numbers.LEFT);
        return line;
    }

    private String name(JobView job) {
        return Columns.agreed(look.text(job.id()));
    }

    private Line total(int width, long now) {
        Optional<Duration> timeLeft = batch.timeLeft(now);
        OptionalDouble speed = batch.speed(now);
        String counts = form(width);
        Layout layout = totalLayout(width, counts);
        Line line = new Line(look)
                .add(counts, batch.count(JobStatus.FAILED, JobStatus.TIMED_OUT) > 0 ? Style.BAD : Style.STRONG);
        layout.bar(line, look, batch.fraction());
        cell(line, layout.shows(PERCENT), Numbers.percent(OptionalDouble.of(batch.fraction())), Numbers.PERCENT);
        cell(
                line,
                layout.shows(TOTAL_SPEED),
                speed.isPresent() ? Numbers.speed(speed.getAsDouble()) : "",
                Numbers.SPEED);
        cell(line, layout.shows(TOTAL_LEFT), left(timeLeft), Numbers.LEFT);
        return line;
    }

    private static Layout totalLayout(int width, String counts) {
        return new Layout(
                width, counts.length(), counts.length(), Numbers.PERCENT, Numbers.LEFT, Numbers.SPEED, Layout.BAR);
    }

    /** The longest form of the counts beside which there is room for the time left, or else for how much is done. */
    private String form(int width) {
        List<String> forms = forms();
        for (int cell : new int[] {TOTAL_LEFT, PERCENT}) {
            for (String form : forms) {
                if (totalLayout(width, form).shows(cell)) {
                    return form;
                }
            }
        }
        return forms.get(forms.size() - 1);
    }

    /** The counts, the longest form first. */
    private List<String> forms() {
        String stopping = batch.isStopping() ? "stopping: " : "";
        String done = batch.count(JobStatus.DONE) + "/" + batch.jobs();
        int failed = batch.count(JobStatus.FAILED, JobStatus.TIMED_OUT);
        StringBuilder trouble = new StringBuilder(count(failed, "failed"));
        trouble.append(count(batch.count(JobStatus.STOPPED, JobStatus.KILLED), "stopped"));
        String rest = count(batch.count(JobStatus.SKIPPED), "skipped")
                + count(batch.count(JobStatus.CANCELLED), "cancelled")
                + count(batch.waiting(), "waiting");
        return List.of(
                stopping + done + " done" + trouble + rest,
                stopping + done + " done" + trouble,
                done + trouble,
                done + (failed > 0 ? ", " + failed + "!" : ""));
    }

    private static String count(int count, String what) {
        return count == 0 ? "" : ", " + count + " " + what;
    }

    private static void cell(Line line, boolean shown, String text, int columns) {
        if (shown) {
            Layout.gap(line).add(Numbers.right(text, columns));
        }
    }

    private static String speed(Optional<JobProgress> progress) {
        OptionalDouble speed = progress.map(JobProgress::speed).orElse(OptionalDouble.empty());
        return speed.isPresent() ? Numbers.speed(speed.getAsDouble()) : "";
    }

    private static String left(Optional<Duration> time) {
        return time.map(Words::left).orElse("");
    }
}
