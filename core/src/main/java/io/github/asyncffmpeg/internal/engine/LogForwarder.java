package io.github.asyncffmpeg.internal.engine;

import io.github.asyncffmpeg.error.FFmpegException;
import io.github.asyncffmpeg.error.FFmpegRejectedException;
import io.github.asyncffmpeg.error.Outcome;
import io.github.asyncffmpeg.event.FFmpegEvent;
import io.github.asyncffmpeg.event.LogLevel;
import io.github.asyncffmpeg.event.LogLine;
import io.github.asyncffmpeg.event.Started;
import io.github.asyncffmpeg.internal.process.Nanos;
import io.github.asyncffmpeg.internal.process.ProgramLog;
import io.github.asyncffmpeg.run.FFmpegJob;
import java.lang.System.Logger.Level;
import java.time.Duration;

/**
 * Tells the program's log of one run: that it started and how it ended, and what FFmpeg said.
 *
 * <p>FFmpeg's lines go to a logger of their own, one step lower than their names say: what FFmpeg calls an error is the
 * program's only when the run fails, and then one line of level WARNING tells of it. A run that goes well is silent at
 * INFO, unless FFmpeg met errors on its way; of those ten are shown, because a damaged file has thousands.
 *
 * <p>What the loggers take is asked once, before the start: a run whose lines nobody wants pays one comparison a line.
 * The events come from the poller; the rest is safe for any thread.
 */
final class LogForwarder {

    /** The logger for FFmpeg's own lines. */
    static final String FFMPEG = ProgramLog.LIBRARY + ".ffmpeg";

    private static final int ERRORS_SHOWN = 10;

    private final String name;
    private final boolean takesDebug = ProgramLog.isLoggable(ProgramLog.LIBRARY, Level.DEBUG);
    private final boolean takesLines = ProgramLog.isLoggable(FFMPEG, Level.TRACE);
    private final boolean takesWarnings = takesLines || ProgramLog.isLoggable(FFMPEG, Level.DEBUG);
    private final boolean takesErrors = takesWarnings || ProgramLog.isLoggable(FFMPEG, Level.INFO);
    private volatile long pid;
    private volatile String prefix = "";
    private int errors;

    LogForwarder(FFmpegJob job) {
        this.name = job.toString();
    }

    /** On the poller, and before it in the launch gate: no logger is called from here. */
    void tell(FFmpegEvent event) {
        if (event instanceof LogLine line) {
            line(line);
        } else if (event instanceof Started started) {
            pid = started.pid();
            prefix = name + " (pid " + pid + ")";
            if (takesDebug) {
                ProgramLog.log(ProgramLog.LIBRARY, Level.DEBUG, prefix + " started: " + started.raw());
            }
        }
    }

    private void line(LogLine line) {
        boolean error = line.level().compareTo(LogLevel.ERROR) <= 0;
        boolean taken = error ? takesErrors : line.level() == LogLevel.WARNING ? takesWarnings : takesLines;
        if (!taken || RunLog.OURS.equals(line.component())) {
            return; // what this library writes into the log of a run has gone to the program's log already
        }
        Level level = error ? Level.INFO : line.level() == LogLevel.WARNING ? Level.DEBUG : Level.TRACE;
        if (error && ++errors > ERRORS_SHOWN) {
            if (errors == ERRORS_SHOWN + 1) {
                ProgramLog.log(FFMPEG, level, prefix + ": there are more errors; they are logged at level DEBUG");
            }
            if (!takesWarnings) {
                return;
            }
            level = Level.DEBUG;
        }
        ProgramLog.log(FFMPEG, level, prefix + ": " + line.raw());
    }

    /** How a run that had started ended. */
    void ended(Conclusion how, Duration elapsed) {
        FFmpegException failure = how.failure();
        Outcome outcome = how.outcome();
        if (failure != null) {
            String what = failure.getMessage() + " (pid " + pid + ", after " + Nanos.inSeconds(elapsed) + ")";
            ProgramLog.log(ProgramLog.LIBRARY, Level.WARNING, what);
        } else if (takesDebug) {
            ProgramLog.log(
                    ProgramLog.LIBRARY,
                    Level.DEBUG,
                    prefix + " ended after " + Nanos.inSeconds(elapsed) + ": " + outcome);
        }
    }

    /** Nothing was started. That it was stopped before, or that the JVM ends, is no news. */
    static void notStarted(Conclusion how) {
        FFmpegException failure = how.failure();
        if (failure != null && !(failure instanceof FFmpegRejectedException)) {
            ProgramLog.log(ProgramLog.LIBRARY, Level.WARNING, String.valueOf(failure.getMessage()));
        }
    }
}
