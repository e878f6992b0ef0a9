package io.github.asyncffmpeg.internal.engine;

import io.github.asyncffmpeg.run.FFmpegJob;

/** Begins the records of runs, where the runtime image has the module for them. */
final class FlightRecords {

    private static final boolean JFR = ModuleLayer.boot().findModule("jdk.jfr").isPresent();

    private FlightRecords() {}

    /** Begins the record of a run. */
    static FlightRecord begin(FFmpegJob job) {
        return JFR ? new RunRecord(job) : FlightRecord.NONE;
    }
}
