package io.github.asyncffmpeg.cli.display;

import io.github.asyncffmpeg.jobs.internal.event.BatchEvent;
import io.github.asyncffmpeg.jobs.internal.event.BatchEvent.BatchFinished;
import io.github.asyncffmpeg.jobs.internal.event.BatchEvent.BatchStarted;
import io.github.asyncffmpeg.jobs.internal.event.BatchEvent.BatchStopping;
import io.github.asyncffmpeg.jobs.internal.event.BatchEvent.JobFinished;
import io.github.asyncffmpeg.jobs.internal.event.BatchEvent.JobLog;
import io.github.asyncffmpeg.jobs.internal.event.BatchEvent.JobPlanned;
import io.github.asyncffmpeg.jobs.internal.event.BatchEvent.JobProgress;
import io.github.asyncffmpeg.jobs.internal.event.BatchEvent.JobRetrying;
import io.github.asyncffmpeg.jobs.internal.event.BatchEvent.JobStarted;
import io.github.asyncffmpeg.jobs.internal.event.BatchEvent.JobStreams;
import io.github.asyncffmpeg.jobs.internal.event.BatchEvent.Trouble;
import io.github.asyncffmpeg.jobs.internal.event.JobStatus;
import io.github.asyncffmpeg.jobs.internal.words.Words;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** A batch, told and drawn. For one thread at a time. */
final class BatchScene implements Scene {

    private static final Duration PAUSE = Duration.ofSeconds(30);

    private final Look look;
    private final BatchView batch = new BatchView();
    private final BatchRows rows;
    private final EndReport report;
    private boolean ended;

    BatchScene(Look look) {
        this.look = look;
        this.rows = new BatchRows(look, batch);
        this.report = new EndReport(look, batch);
    }

    @Override
    public List<Line> tell(BatchEvent event, long now) {
        if (event instanceof JobProgress e) {
            batch.progressed(e, now);
        } else if (event instanceof JobStarted e) {
            batch.started(e, now);
        } else if (event instanceof JobFinished e) {
            return finished(e, now);
        } else if (event instanceof JobStreams e) {
            batch.streams(e);
        } else if (event instanceof JobLog e) {
            batch.logged(e);
        } else if (event instanceof JobPlanned e) {
            batch.planned(e);
        } else if (event instanceof JobRetrying e) {
            batch.retrying(e);
            return List.of(retrying(e));
        } else if (event instanceof BatchStarted e) {
            batch.started(e, now);
        } else if (event instanceof BatchStopping e) {
            batch.stopping();
            return List.of(stopping(e));
        } else if (event instanceof BatchFinished e) {
            ended = true;
            return report.lines(e);
        }
        return List.of();
    }

    private List<Line> finished(JobFinished event, long now) {
        JobView job = batch.finished(event, now);
        report.add(event, job);
        boolean counted = event.status() == JobStatus.SKIPPED || event.status() == JobStatus.CANCELLED;
        if (counted && batch.jobs() > EndReport.FEW) {
            return List.of();
        }
        boolean told = event.status() == JobStatus.DONE && batch.jobs() <= EndReport.FEW;
        List<Line> lines = new ArrayList<>(List.of(line(event)));
        job.streams()
                .filter(streams -> told)
                .ifPresent(streams -> lines.add(
                        new Line(look).add("    " + streams.sentence()).whole()));
        return lines;
    }

    /** {@code [ 3/12] done trailer-web  1:02 min  2.1x  14 MiB}. */
    private Line line(JobFinished event) {
        String jobs = Integer.toString(batch.jobs());
        Line line = new Line(look)
                .add("[" + Numbers.right(Integer.toString(batch.over()), jobs.length()) + "/" + jobs + "] ")
                .add(event.status().word(), style(event.status()))
                .add(" " + event.job());
        if (event.attempts() > 0) {
            line.add("  " + Words.took(event.elapsed()));
        }
        OptionalDouble speed = EndReport.speed(event);
        if (speed.isPresent()) {
            line.add("  " + Numbers.speed(speed.getAsDouble()));
        }
        long bytes = EndReport.bytes(event);
        if (bytes > 0) {
            line.add("  " + Words.size(bytes));
        }
        event.trouble().ifPresent(trouble -> line.add("  " + inShort(trouble)));
        return line;
    }

    static Style style(JobStatus status) {
        return switch (status) {
            case DONE -> Style.GOOD;
            case FAILED, TIMED_OUT, KILLED -> Style.BAD;
            case STOPPED -> Style.ODD;
            case SKIPPED, CANCELLED -> Style.FAINT;
        };
    }

    private static String inShort(Trouble trouble) {
        return trouble.causeLine().orElse(trouble.sentence());
    }

    private Line retrying(JobRetrying event) {
        return new Line(look)
                .add("retry", Style.ODD)
                .add(" " + event.job() + " in " + Words.took(event.after()) + ", after attempt " + event.attempt()
                        + ": " + inShort(event.trouble()));
    }

    private Line stopping(BatchStopping event) {
        int running = batch.running().size();
        String jobs = running == 1 ? "; 1 running job is " : "; " + running + " running jobs are ";
        return new Line(look)
                .add(event.killing() ? "killing" : "stopping", Style.ODD)
                .add(": " + event.reason())
                .add(running == 0 ? "" : jobs + (event.killing() ? "killed" : "asked to finish what they write"))
                .whole();
    }

    @Override
    public List<Line> rows(Size size, long now) {
        return ended ? List.of() : rows.of(size, now);
    }

    @Override
    public Line standing(long now) {
        StringBuilder text = new StringBuilder();
        text.append(batch.over()).append(" of ").append(batch.jobs()).append(" over");
        count(text, batch.count(JobStatus.FAILED, JobStatus.TIMED_OUT), "failed");
        count(text, batch.running().size(), "running");
        count(text, batch.waiting(), "waiting");
        text.append(", ").append(Numbers.percent(OptionalDouble.of(batch.fraction())));
        OptionalDouble speed = batch.speed(now);
        if (speed.isPresent()) {
            text.append(", ").append(Numbers.speed(speed.getAsDouble()));
        }
        batch.timeLeft(now).ifPresent(left -> text.append(", ").append(Words.left(left)));
        return new Line(look).add(text.toString());
    }

    private static void count(StringBuilder text, int count, String what) {
        if (count > 0) {
            text.append(", ").append(count).append(' ').append(what);
        }
    }

    @Override
    public Duration pause(long now) {
        return PAUSE;
    }

    @Override
    public Line say(String text) {
        return new Line(look).add(text).whole();
    }
}
