package io.github.asyncffmpeg.it.chaos;

import io.github.asyncffmpeg.it.harness.Child;
import io.github.asyncffmpeg.it.harness.PidNamespace;
import io.github.asyncffmpeg.it.harness.Pty;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** One case from the harness' side: waits for its moment, does the harness' steps, and waits until nothing is left. */
final class CaseRun {

    /** To start a JVM and an FFmpeg, and to come to a moment, on a machine with too much to do. */
    private static final Duration PATIENCE = Duration.ofSeconds(45);

    /** To read a gigabyte of log, beside other cases. */
    private static final Duration FLOOD = Duration.ofMinutes(3);

    private final Cell cell;
    private final Source.Place place;
    private final CaseLog log;
    private final Marked marked;
    private final String marker;

    /** The JVM of this case alone, or what it runs in. */
    private final @Nullable Child child;

    private final List<String> problems = new ArrayList<>();

    CaseRun(Cell cell, Source.Place place, CaseLog log, Marked marked, String marker, @Nullable Child child) {
        this.cell = cell;
        this.place = place;
        this.log = log;
        this.marked = marked;
        this.marker = marker;
        this.child = child;
    }

    /** How it went: what was wrong with the end itself, and how long it took. */
    record Course(List<String> problems, Duration took) {}

    Course run() throws IOException, InterruptedException {
        if (!awaits("the moment", () -> seen().has("moment")) || !steps()) {
            clear();
            return new Course(problems, Duration.ZERO);
        }
        long begun = firstStep();
        boolean inTime = Pauses.until(remaining(begun), this::isOver)
                // The machine may have got busier meanwhile.
                || Pauses.until(remaining(begun), this::isOver);
        long took = System.currentTimeMillis() - begun;
        if (!inTime) {
            problems.add("not over " + took + " ms after the first step");
        }
        clear();
        return new Course(problems, Duration.ofMillis(took));
    }

    /** Does what is the harness' to do, in turn with the host. */
    private boolean steps() throws IOException, InterruptedException {
        for (int i = 0; i < cell.ending().steps().size(); i++) {
            int index = i;
            Step step = cell.ending().steps().get(i);
            if (!step.isOfHarness()) {
                if (!awaits("step " + i, () -> seen().hasStep(index))) {
                    return false;
                }
                continue;
            }
            Pauses.park(Duration.ofMillis(i == 0 ? cell.delay() : cell.gaps().get(i)));
            log.line("step " + i + " " + step);
            if (i == 0 || !isGone()) {
                perform(step);
            }
        }
        return true;
    }

    private void perform(Step step) throws IOException, InterruptedException {
        Child jvm = child;
        if (jvm == null) {
            throw new IllegalStateException("no JVM of its own: " + cell.text());
        }
        switch (step) {
            case CTRL_C -> type(jvm);
            case CLOSE_TERMINAL -> jvm.close();
            case SIGTERM_GROUP, SIGINT_GROUP, SIGHUP_GROUP ->
                signalled(() -> Child.signalGroup(jvmPid(), step.signal()));
            case SIGTERM_PID_ONE, SIGINT_PID_ONE, SIGKILL_PID_ONE ->
                signalled(() -> Child.signal(PidNamespace.init(jvm), step.signal()));
            default -> signalled(() -> Child.signal(jvmPid(), step.signal()));
        }
    }

    private void type(Child terminal) {
        try {
            terminal.type(Pty.CTRL_C);
        } catch (IOException e) {
            log.line("note the terminal is gone: " + e);
        }
    }

    private interface Signal {
        void send() throws IOException, InterruptedException;
    }

    /** A second signal may come when the JVM is gone. */
    private void signalled(Signal signal) throws IOException, InterruptedException {
        try {
            signal.send();
        } catch (AssertionError e) {
            log.line("note the signal came too late: " + e.getMessage());
        }
    }

    /** In a namespace that is the pid inside it, and nobody asks for it. */
    private long jvmPid() {
        return Long.parseLong(seen().first("jvm").orElseThrow().word(1));
    }

    private boolean isOver() {
        boolean told = cell.ending() != Ending.CLOSE_POOL_WAITING || seen().has("queued");
        return (cell.ending().where() != Ending.Where.SHARED || seen().has("done")) && told && isGone();
    }

    /**
     * Without a living process of this case: neither FFmpeg nor the JVM, nor anything they started. One look can miss a
     * process that is started while its parent ends; the next one sees it.
     */
    private boolean isGone() {
        return marked.alive(marker, System.nanoTime()).isEmpty()
                && marked.alive(marker, System.nanoTime()).isEmpty();
    }

    private void clear() {
        for (ProcessHandle process : marked.alive(marker, System.nanoTime())) {
            problems.add("left: process " + Marked.describe(process));
            process.destroyForcibly();
        }
        if (child != null) {
            child.close();
        }
    }

    private boolean awaits(String what, BooleanSupplier condition) {
        boolean[] gone = new boolean[1];
        Duration patience = cell.ending() == Ending.LOG_FLOOD ? FLOOD : PATIENCE;
        boolean came = Pauses.until(patience, () -> {
            if (condition.getAsBoolean()) {
                return true;
            }
            // A JVM that has died on the way will not come to it.
            gone[0] = child != null && !child.isAlive();
            return gone[0];
        });
        if (!came || (gone[0] && !condition.getAsBoolean())) {
            problems.add(what + " did not come" + (gone[0] ? ": the JVM ended before" : " in " + patience));
            return false;
        }
        return true;
    }

    /** When the ending was begun; to wait for a flood is no part of it. */
    private long firstStep() {
        return seen().step(cell.ending() == Ending.LOG_FLOOD ? 1 : 0)
                .map(CaseRecord.Line::millis)
                .orElseGet(System::currentTimeMillis);
    }

    private Duration remaining(long begun) {
        return cell.limit(Slack.now()).minusMillis(System.currentTimeMillis() - begun);
    }

    private CaseRecord seen() {
        return CaseRecord.read(place.log());
    }
}
