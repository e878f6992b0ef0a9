package io.github.asyncffmpeg.internal.engine;

import io.github.asyncffmpeg.event.FFmpegEvent;
import io.github.asyncffmpeg.event.InputAnnounced;
import io.github.asyncffmpeg.event.LogLine;
import io.github.asyncffmpeg.event.Progress;
import io.github.asyncffmpeg.event.Started;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * Hands on the events of one run, in the words of its spec: to the limits, the program's log, the flight recorder and the
 * subscribers. Fed as the log is read; {@link #ended} is for a worker.
 */
final class EventRelay implements Consumer<FFmpegEvent> {

    private final LaunchPlan plan;
    private final EventWords words;
    private final WriteLimits limits;
    private final LogForwarder forwarder;
    private final FlightRecord record;
    private final Consumer<FFmpegEvent> subscribers;

    /**
     * Begins the records of a run.
     *
     * @param plan has the words of the spec
     * @param limits stop the run when an input is refused
     * @param subscribers take the events
     */
    EventRelay(LaunchPlan plan, WriteLimits limits, Consumer<FFmpegEvent> subscribers) {
        this.plan = plan;
        this.words = plan.words();
        this.limits = limits;
        this.subscribers = subscribers;
        this.forwarder = new LogForwarder(plan.job(), plan.variables());
        this.record = FlightRecords.begin(plan.job());
    }

    /** See {@link LogForwarder#ask}. */
    void askLoggers() {
        forwarder.ask();
    }

    @Override
    public void accept(FFmpegEvent told) {
        if (told instanceof LogLine || told instanceof Progress || told instanceof Started) { // nearly all
            tell(told);
            return;
        }
        FFmpegEvent event = words.translated(told);
        if (event instanceof InputAnnounced input) {
            LimitBreach refused =
                    UntrustedInputs.refusal(plan.job(), plan.told(), input).orElse(null);
            if (refused != null) {
                limits.stopFor(refused);
            }
        }
        tell(event);
    }

    private void tell(FFmpegEvent event) {
        forwarder.tell(event);
        record.tell(event);
        subscribers.accept(event);
    }

    /** To be run when the process will end any moment, and still lives. */
    Runnable whenEnding() {
        return new Ending(record);
    }

    private record Ending(FlightRecord record) implements Runnable {

        @Override
        public void run() {
            record.ending();
        }
    }

    /** The run has ended. */
    void ended(Conclusion how, int exitCode, Duration elapsed) {
        forwarder.ended(how, elapsed);
        record.ended(how, exitCode, elapsed);
    }
}
