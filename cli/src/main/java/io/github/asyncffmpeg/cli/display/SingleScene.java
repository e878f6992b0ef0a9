package io.github.asyncffmpeg.cli.display;

import io.github.asyncffmpeg.jobs.internal.event.BatchEvent;
import io.github.asyncffmpeg.jobs.internal.event.BatchEvent.BatchStopping;
import io.github.asyncffmpeg.jobs.internal.event.BatchEvent.JobFinished;
import io.github.asyncffmpeg.jobs.internal.event.BatchEvent.JobLog;
import io.github.asyncffmpeg.jobs.internal.event.BatchEvent.JobProgress;
import io.github.asyncffmpeg.jobs.internal.event.BatchEvent.JobRetrying;
import io.github.asyncffmpeg.jobs.internal.event.BatchEvent.JobStarted;
import io.github.asyncffmpeg.jobs.internal.event.BatchEvent.OutputFile;
import io.github.asyncffmpeg.jobs.internal.event.BatchEvent.Trouble;
import io.github.asyncffmpeg.jobs.internal.words.Words;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One job, told and drawn. For one thread at a time. */
final class SingleScene implements Scene {

    /** A log of the first minute is looked at while it grows; later, more would only fill it. */
    private static final Duration SOON = Duration.ofSeconds(5);

    private static final Duration LATER = Duration.ofSeconds(30);
    private static final long SOON_ENDS = TimeUnit.MINUTES.toNanos(1);

    private static final int TIME_OF_WHOLE = 2 * Numbers.TIME + 3;
    private static final int FPS = 8;
    private static final int BYTES = 8;

    private static final int PERCENT = 0;
    private static final int LEFT = 2;
    private static final int TIME = 3;
    private static final int SPEED = 4;
    private static final int FRAMES = 5;
    private static final int SIZE = 6;

    private final Look look;
    private @Nullable JobView job;
    private long begun;
    private boolean running;
    private boolean stopping;

    /** The last line of the log that was told. */
    private String lastLine = "";

    SingleScene(Look look) {
        this.look = look;
    }

    @Override
    public List<Line> tell(BatchEvent event, long now) {
        if (event instanceof JobProgress e && job != null) {
            job.progressed(e, now);
        } else if (event instanceof JobStarted e) {
            job = new JobView(e.job());
            job.started(e, now);
            begun = now;
            running = true;
        } else if (event instanceof JobLog e) {
            lastLine = e.line();
            return log(e);
        } else if (event instanceof JobRetrying e) {
            running = false;
            return List.of(new Line(look)
                    .add("retry", Style.ODD)
                    .add(" in " + Words.took(e.after()) + ": " + e.trouble().sentence())
                    .whole());
        } else if (event instanceof BatchStopping e) {
            stopping = true;
            return List.of(new Line(look)
                    .add(e.killing() ? "killing" : "stopping", Style.ODD)
                    .add(": " + e.reason())
                    .whole());
        } else if (event instanceof JobFinished e) {
            running = false;
            return finished(e);
        }
        return List.of();
    }

    private List<Line> log(JobLog event) {
        return switch (event.level().toLowerCase(Locale.ROOT)) {
            case "warning" ->
                List.of(new Line(look).add(event.line(), Style.ODD).whole());
            case "error", "fatal", "panic" ->
                List.of(new Line(look).add(event.line(), Style.BAD).whole());
            default -> List.of(new Line(look).add(event.line()).whole());
        };
    }

    private List<Line> finished(JobFinished event) {
        List<Line> lines = new ArrayList<>();
        Line line = new Line(look).add(event.status().word(), BatchScene.style(event.status()));
        if (event.attempts() > 0) {
            line.add(" in " + Words.took(event.elapsed()));
        }
        event.media().ifPresent(media -> line.add("  " + Words.time(media)));
        OptionalDouble speed = EndReport.speed(event);
        if (speed.isPresent()) {
            line.add("  " + Numbers.speed(speed.getAsDouble()));
        }
        for (OutputFile output : event.outputs()) {
            line.add("  " + output.file() + (output.complete() ? " (" : " (not whole, ")
                    + Words.size(output.state().bytes()) + ")");
        }
        lines.add(line.whole());
        if (event.trouble().isPresent()) {
            Trouble trouble = event.trouble().get();
            if (!isTold(trouble.sentence())) {
                lines.add(new Line(look).add(trouble.sentence()).whole());
            }
        }
        return lines;
    }

    /** Whether the log ends with it, be it after its level. */
    private boolean isTold(String sentence) {
        return lastLine.equals(sentence) || lastLine.endsWith("] " + sentence);
    }

    @Override
    public List<Line> rows(Size size, long now) {
        JobView shown = job;
        if (!running || shown == null || size.rows() < 2) {
            return List.of();
        }
        Layout layout = new Layout(
                size.columns() - 1,
                0,
                0,
                Numbers.PERCENT,
                Layout.BAR,
                Numbers.LEFT,
                TIME_OF_WHOLE,
                Numbers.SPEED,
                FPS,
                BYTES);
        Line line = new Line(look);
        layout.bar(line, look, shown.fraction().orElse(0));
        cell(line, layout.shows(PERCENT), Numbers.percent(shown.fraction()), Numbers.PERCENT);
        cell(line, layout.shows(TIME), time(shown), TIME_OF_WHOLE);
        cell(line, layout.shows(FRAMES), fps(shown), FPS);
        cell(line, layout.shows(SPEED), speed(shown), Numbers.SPEED);
        cell(line, layout.shows(SIZE), bytes(shown), BYTES);
        cell(line, layout.shows(LEFT), left(shown), Numbers.LEFT);
        return List.of(line);
    }

    @Override
    public Line standing(long now) {
        JobView shown = job;
        List<String> known = new ArrayList<>();
        if (shown != null) {
            known.addAll(List.of(
                    Numbers.percent(shown.fraction()),
                    time(shown),
                    fps(shown),
                    speed(shown),
                    bytes(shown),
                    left(shown)));
            known.removeIf(String::isEmpty);
        }
        return new Line(look).add(known.isEmpty() ? "running" : String.join("  ", known));
    }

    private static void cell(Line line, boolean shown, String text, int columns) {
        if (shown) {
            Layout.gap(line).add(Numbers.right(text, columns));
        }
    }

    private static String time(JobView job) {
        Optional<String> time = job.progress().flatMap(JobProgress::outTime).map(Words::time);
        return time.isEmpty()
                ? ""
                : time.get()
                        + job.whole().map(whole -> " / " + Words.time(whole)).orElse("");
    }

    private static String fps(JobView job) {
        OptionalDouble fps = job.progress().map(JobProgress::fps).orElse(OptionalDouble.empty());
        return fps.isEmpty() ? "" : String.format(Locale.ROOT, "%.0f fps", fps.getAsDouble());
    }

    private static String speed(JobView job) {
        OptionalDouble speed = job.progress().map(JobProgress::speed).orElse(OptionalDouble.empty());
        return speed.isEmpty() ? "" : Numbers.speed(speed.getAsDouble());
    }

    private static String bytes(JobView job) {
        OptionalLong bytes = job.progress().map(JobProgress::bytes).orElse(OptionalLong.empty());
        return bytes.isEmpty() ? "" : Words.size(bytes.getAsLong());
    }

    private String left(JobView job) {
        return stopping
                ? "stopping"
                : job.progress().flatMap(JobProgress::timeLeft).map(Words::left).orElse("");
    }

    @Override
    public Duration pause(long now) {
        return now - begun < SOON_ENDS ? SOON : LATER;
    }

    @Override
    public Line say(String text) {
        return new Line(look).add(text).whole();
    }
}
