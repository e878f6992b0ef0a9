package io.github.asyncffmpeg.internal.engine;

import io.github.asyncffmpeg.error.FFmpegProcessException;
import io.github.asyncffmpeg.error.Outcome;
import io.github.asyncffmpeg.event.FFmpegEvent;
import io.github.asyncffmpeg.event.Progress;
import io.github.asyncffmpeg.event.Started;
import io.github.asyncffmpeg.internal.secret.Redactor;
import io.github.asyncffmpeg.run.FFmpegJob;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import jdk.jfr.FlightRecorder;
import org.jspecify.annotations.Nullable;

/**
 * A run, recorded by Java Flight Recorder. Until a first recording is on, no event is made: to make one starts the whole
 * recorder, which takes 110 ms of CPU time and 3.7 MB (JDK 17).
 *
 * <p>{@link #tell} belongs to the poller, and before it to the thread that launches; {@link #ended} comes after both.
 */
final class RunRecord implements FlightRecord {

    /** Reading {@code /proc} takes a while, and a poller has much to do. */
    private static final long BETWEEN_LOOKS = TimeUnit.SECONDS.toNanos(1);

    private final String name;
    private @Nullable RunEvent event;
    private @Nullable Started started;
    private @Nullable Progress newest;
    private long nextLook = System.nanoTime();
    private Duration cpuTime = Duration.ZERO;

    RunRecord(FFmpegJob job) {
        this.name = job.name().orElse("");
        begun();
    }

    /** The event, once somebody has begun to record; it may begin in the midst of the run. */
    private @Nullable RunEvent begun() {
        if (event == null && FlightRecorder.isInitialized()) {
            RunEvent made = new RunEvent();
            made.begin();
            event = made;
        }
        return event;
    }

    @Override
    public synchronized void tell(FFmpegEvent told) {
        if (told instanceof Progress progress) {
            newest = progress;
            look(false);
        } else if (told instanceof Started start) {
            started = start;
        }
    }

    @Override
    public synchronized void ending() {
        look(true);
    }

    /** The CPU time of a process can be asked for only while it lives. */
    private void look(boolean last) {
        Started process = started;
        RunEvent recorded = begun();
        if (process == null
                || recorded == null
                || !recorded.isEnabled()
                || (!last && System.nanoTime() - nextLook < 0)) {
            return;
        }
        nextLook = System.nanoTime() + BETWEEN_LOOKS;
        Optional<Duration> used =
                ProcessHandle.of(process.pid()).flatMap(handle -> handle.info().totalCpuDuration());
        cpuTime = used.orElse(cpuTime);
    }

    /** For tests: zero as long as no recording was on. */
    synchronized Duration cpuTime() {
        return cpuTime;
    }

    @Override
    public synchronized void ended(Conclusion how, int exitCode, Duration elapsed) {
        RunEvent recorded = begun();
        Started process = started;
        if (recorded == null || process == null) {
            return;
        }
        recorded.end();
        if (recorded.shouldCommit()) {
            fill(recorded, process, how, exitCode, elapsed);
            recorded.commit();
        }
    }

    private void fill(RunEvent event, Started process, Conclusion how, int exitCode, Duration elapsed) {
        Outcome outcome = how.outcome();
        event.job = name;
        event.command = String.join(" ", Redactor.of(process.command()).arguments(process.command()));
        event.pid = process.pid();
        event.elapsed = elapsed.toNanos();
        event.outcome = outcome == null ? "" : outcome.getClass().getSimpleName();
        event.finalised = outcome != null && outcome.finalised();
        event.failure = how.failure() instanceof FFmpegProcessException failed
                ? failed.failure().kind().name()
                : "";
        event.exitCode = exitCode;
        event.cpuTime = cpuTime.toNanos();
        Progress last = newest;
        if (last != null) {
            event.outTime = last.outTime().orElse(Duration.ZERO).toNanos();
            event.frames = last.frame().orElse(0);
        }
    }
}
