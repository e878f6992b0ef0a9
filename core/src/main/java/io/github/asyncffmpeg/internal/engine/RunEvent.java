package io.github.asyncffmpeg.internal.engine;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;
import org.jspecify.annotations.Nullable;

/** The event that Java Flight Recorder gets of each run, at its end. Its fields are public to the recorder alone. */
@Name("io.github.asyncffmpeg.Run")
@Label("FFmpeg Run")
@Category("FFmpeg")
@Description("A process of FFmpeg, from its start to its end")
@StackTrace(false)
final class RunEvent extends Event {

    @Label("Job")
    @Nullable
    String job;

    @Label("Command Line")
    @Nullable
    String command;

    @Label("Process Id")
    long pid;

    @Label("Elapsed")
    @Description("From the start to the end; also when the recording began in between")
    @Timespan(Timespan.NANOSECONDS)
    long elapsed;

    @Label("Outcome")
    @Description("Completed, Stopped, TimedOut, Killed or Failed")
    @Nullable
    String outcome;

    @Label("Output Finalised")
    boolean finalised;

    @Label("Failure")
    @Description("The kind of the failure, of a run that failed")
    @Nullable
    String failure;

    @Label("Exit Code")
    int exitCode;

    @Label("CPU Time")
    @Description("Of the process, when it was seen last: with its progress, once a second and at the end; 0 if never")
    @Timespan(Timespan.NANOSECONDS)
    long cpuTime;

    @Label("Out Time")
    @Description("How far the output has come; 0 if FFmpeg did not tell")
    @Timespan(Timespan.NANOSECONDS)
    long outTime;

    @Label("Frames")
    @Description("Frames encoded or copied; 0 without video")
    long frames;
}
