package io.github.asyncffmpeg.internal.engine;

import io.github.asyncffmpeg.event.FFmpegEvent;
import java.time.Duration;

/**
 * What Java Flight Recorder is told of one run. A runtime image may lack the module {@code jdk.jfr}: then this is
 * {@link #NONE}, and no class that needs the module is loaded.
 */
interface FlightRecord {

    /** Records nothing. */
    FlightRecord NONE = new FlightRecord() {
        @Override
        public void tell(FFmpegEvent event) {}

        @Override
        public void ending() {}

        @Override
        public void ended(Conclusion how, int exitCode, Duration elapsed) {}
    };

    /** Takes an event of the run, on the poller. */
    void tell(FFmpegEvent event);

    /** The process will end any moment, and still lives; on the poller. */
    void ending();

    /** The run has ended, on a worker. */
    void ended(Conclusion how, int exitCode, Duration elapsed);
}
