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
import io.github.asyncffmpeg.internal.secret.Redactor;
import io.github.asyncffmpeg.run.FFmpegJob;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tells the program's log of one run: that it started and how it ended, and what FFmpeg said.
 *
 * <p>FFmpeg's lines go to a logger of their own, one step lower than their names say: what FFmpeg calls an error is the
 * program's only when the run fails, and then one line of level WARNING tells of it. A run that goes well is silent at
 * INFO, unless FFmpeg met errors on its way; of those ten are shown, because a damaged file has thousands.
 *
 * <p>What the loggers take is asked once: a run whose lines nobody wants pays one comparison a line.
 * The events come from the poller; the rest is safe for any thread.
 */
final class LogForwarder {

    /** The logger for FFmpeg's own lines. */
    static final String FFMPEG = ProgramLog.LIBRARY + ".ffmpeg";

    private static final int ERRORS_SHOWN = 10;

    private final String name;
    private final Map<String, String> environment;

    /** Set by {@link #ask}, all until the next blank line. */
    private volatile boolean asked;

    private boolean takesDebug;
    private boolean takesLines;
    private boolean takesWarnings;
    private boolean takesErrors;

    private volatile @Nullable Started started;
    private volatile @Nullable Redactor secrets;
    private volatile long pid;
    private volatile String prefix = "";
    private int errors;

    LogForwarder(FFmpegJob job, Map<String, String> environment) {
        this.name = job.toString();
        this.environment = environment;
    }

    /** Hides secrets. A run of which nothing is logged has none. */
    private String shown(String text) {
        Redactor known = secrets;
        if (known == null) {
            Started begun = started;
            known = Redactor.of(begun == null ? List.of() : begun.command(), environment);
            secrets = known; // twice, if two threads are the first: to the same
        }
        return known.text(text);
    }

    /**
     * Asks the loggers what they take. Before anybody but the calling thread tells of events: it may set up the logging of the
     * program, which takes the first job 10 ms. So where that thread serves the process, it asks when FFmpeg is on its way.
     */
    synchronized void ask() {
        if (asked) {
            return;
        }
        takesDebug = ProgramLog.isLoggable(ProgramLog.LIBRARY, Level.DEBUG);
        takesLines = ProgramLog.isLoggable(FFMPEG, Level.TRACE);
        takesWarnings = takesLines || ProgramLog.isLoggable(FFMPEG, Level.DEBUG);
        takesErrors = takesWarnings || ProgramLog.isLoggable(FFMPEG, Level.INFO);
        asked = true;
        Started before = started;
        if (before != null) {
            tellOfStart(before);
        }
    }

    /** On the poller, and before it in the launch gate: no logger is called from here. */
    void tell(FFmpegEvent event) {
        if (event instanceof LogLine line) {
            line(line);
        } else if (event instanceof Started start) {
            pid = start.pid();
            prefix = name + " (pid " + pid + ")";
            started = start;
            if (asked) {
                tellOfStart(start);
            }
        }
    }

    private void tellOfStart(Started start) {
        if (takesDebug) {
            ProgramLog.log(ProgramLog.LIBRARY, Level.DEBUG, prefix + " started: " + command(start));
        }
    }

    private static String command(Started start) {
        return String.join(" ", Redactor.of(start.command()).arguments(start.command()));
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
        ProgramLog.log(FFMPEG, level, prefix + ": " + shown(line.raw()));
    }

    /** How a run that had started ended. */
    void ended(Conclusion how, Duration elapsed) {
        FFmpegException failure = how.failure();
        Outcome outcome = how.outcome();
        if (failure != null) {
            String what = shown(String.valueOf(failure.getMessage())) + " (pid " + pid + ", after "
                    + Nanos.inSeconds(elapsed) + ")";
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
