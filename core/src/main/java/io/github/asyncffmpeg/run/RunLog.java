package io.github.asyncffmpeg.run;

import io.github.asyncffmpeg.event.FFmpegEvent;
import io.github.asyncffmpeg.event.LineDecoder;
import io.github.asyncffmpeg.event.LogLevel;
import io.github.asyncffmpeg.event.LogLine;
import io.github.asyncffmpeg.event.Progress;
import io.github.asyncffmpeg.event.ProgressDecoder;
import io.github.asyncffmpeg.process.AwakeClock;
import io.github.asyncffmpeg.process.ProgramLog;
import io.github.asyncffmpeg.staging.Reported;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads what one FFmpeg writes, and remembers of it what the end of the run is judged by. Fed by the poller; the
 * questions are answered to any thread.
 */
final class RunLog {

    /** FFmpeg 7.1 and later exit 0 with this error. */
    private static final Pattern EXISTS =
            Pattern.compile("^(?:\\[[^\\]]* @ 0x[0-9a-f]+\\] )*File '.*' already exists\\. Exiting\\.$");

    /** How that begins where the name has a line break. */
    private static final Pattern REFUSING = Pattern.compile("^(?:\\[[^\\]]* @ 0x[0-9a-f]+\\] )*File '[^']*$");

    /** FFmpeg 7 and later say it of each output, earlier ones of all together. */
    private static final String EMPTY = "Output file is empty, nothing was encoded";

    private static final Pattern OUTPUT_MUXER = Pattern.compile("\\[out#(\\d{1,6})/[^\\]]*\\] .*");

    private final Consumer<FFmpegEvent> events;
    private final ProgressMeter meter;
    private final Runnable whenLast;
    private final LogTail tail = new LogTail();
    private final Announcements announcements = new Announcements(this::announced);
    private final ProgressDecoder blocks = new ProgressDecoder(this::progress);

    private final LineDecoder stderr;
    private final LineDecoder report = new LineDecoder(blocks::line);
    private volatile boolean progressAmidLog;

    private volatile @Nullable QuitKey key;
    private volatile @Nullable Progress newest;
    private volatile Moment lastMove = Moment.now();
    private boolean levels;
    private boolean refusing;
    private volatile boolean began;
    private volatile boolean refusedToOverwrite;
    private volatile boolean aborted;
    private volatile boolean signalled;
    private volatile boolean allEmpty;
    private final Set<Integer> empty = ConcurrentHashMap.newKeySet();

    /**
     * Makes a log.
     *
     * @param events takes what is read
     * @param meter measures progress
     * @param whenLast called when FFmpeg reports for the last time; the process still lives
     */
    RunLog(Consumer<FFmpegEvent> events, ProgressMeter meter, Runnable whenLast) {
        this.events = events;
        this.meter = meter;
        this.whenLast = whenLast;
        this.stderr = new LineDecoder(this::logLine);
    }

    /** Before anything is fed: progress comes through the log's own pipe. */
    void expectProgressAmidLog() {
        progressAmidLog = true;
    }

    /** Nobody listens yet: announcements are read when they are needed, or by {@link #readAnnouncements}. */
    void deferAnnouncements() {
        announcements.defer();
    }

    void readAnnouncements() {
        announcements.read();
    }

    void use(QuitKey key) {
        this.key = key;
    }

    /**
     * A warning of this library's own about the command: to the log of the run, and to that of the program. The latter
     * runs whatever handlers the program has, so not here: the launch gate is held, and the process is not served yet.
     */
    void warn(String warning) {
        ProgramLog.log(ProgramLog.LIBRARY, System.Logger.Level.WARNING, warning);
        LogLine line = new LogLine(LogLevel.WARNING, LogForwarder.OURS, warning, warning);
        tail.add(line);
        events.accept(line);
    }

    void stderr(byte[] bytes, int offset, int length) {
        stderr.feed(bytes, offset, length);
    }

    void report(byte[] bytes, int offset, int length) {
        report.feed(bytes, offset, length);
    }

    /** The pipes are drained: what is left without a line end counts as well. */
    void finish() {
        stderr.finish();
        report.finish();
        announcements.finish();
    }

    private void announced(FFmpegEvent event) {
        meter.learn(event);
        events.accept(event);
    }

    private void logLine(String raw) {
        if (progressAmidLog && blocks.mixedLine(raw)) {
            return;
        }
        LogLine line = LogLine.parse(raw);
        String message = line.message();
        boolean hasLevel = message.length() < raw.length();
        levels |= hasLevel;
        // Under a -loglevel of the user's no line says its level. Metadata, which may say anything, is indented.
        // Where others have one, a line without is what follows a line break in the name of a file.
        boolean continued = levels && !hasLevel;
        if (!continued) {
            refusing = line.level().compareTo(LogLevel.ERROR) <= 0
                    && REFUSING.matcher(message).find();
        }
        if (continued) {
            refusedToOverwrite |= refusing && message.endsWith("' already exists. Exiting.");
        } else if (message.startsWith("Press [q] to stop")) {
            began();
        } else if (message.startsWith("Exiting normally, received signal")) {
            signalled = true;
        } else if (message.endsWith("already exists. Exiting.")
                && EXISTS.matcher(message).find()) {
            refusedToOverwrite = true;
        } else if (!message.startsWith(" ")
                && message.endsWith("Immediate exit requested")
                // One signal, before FFmpeg was ready, breaks off a read (8.0.1), and the file is finished all the
                // same.
                && !message.endsWith("Error during demuxing: Immediate exit requested")) {
            aborted = true;
        }
        if (line.level() == LogLevel.WARNING && message.contains(EMPTY)) {
            calledEmpty(message);
        }
        tail.add(line);
        announcements.line(line); // first: what this line completes comes before it
        events.accept(line);
    }

    private void calledEmpty(String message) {
        Matcher muxer = OUTPUT_MUXER.matcher(message);
        if (muxer.matches()) {
            empty.add(Integer.parseInt(muxer.group(1)));
        } else if (message.startsWith(EMPTY)) {
            allEmpty = true;
        }
    }

    private void progress(Progress block) {
        if (!block.last()) {
            announcements.read(); // to measure by
        }
        announcements.flush(); // the last announcement has no line behind it that would end it
        Progress before = newest;
        Progress measured = block.last() ? block : meter.measured(block);
        newest = measured;
        if (before == null || hasMoved(before, measured)) {
            moved();
        }
        began();
        QuitKey asker = key;
        if (asker != null && measured.hasOutput()) {
            asker.working();
        }
        if (block.last()) {
            whenLast.run(); // the block itself waits for concluded(): only then it is known whether the work is done
        } else {
            events.accept(measured);
        }
    }

    private static boolean hasMoved(Progress before, Progress now) {
        return !(now.frame().equals(before.frame())
                && now.outTime().equals(before.outTime())
                && now.totalSize().equals(before.totalSize()));
    }

    /** Measures the last block, once it is known whether all work was done. */
    void concluded(boolean completed) {
        if (!completed && lastBlock().isPresent()) {
            announcements.read();
        }
        lastBlock().ifPresent(last -> newest = meter.last(last, completed));
    }

    /** The block FFmpeg wrote at its end, if it has. */
    Optional<Progress> lastBlock() {
        return newest().filter(Progress::last);
    }

    /** Something shows that FFmpeg gets on. */
    void moved() {
        lastMove = Moment.now();
    }

    /** When FFmpeg was last seen to move: a frame, some output time or some bytes more; at first, when it started. */
    Moment lastMove() {
        return lastMove;
    }

    /** A moment on both clocks: the one that only grows, and the one that files are stamped by. */
    record Moment(long nanos, Instant instant) {

        private static Moment now() {
            return new Moment(AwakeClock.nanos(), Instant.now());
        }
    }

    private void began() {
        began = true;
        QuitKey asker = key;
        if (asker != null) {
            asker.started();
        }
    }

    Optional<Progress> newest() {
        return Optional.ofNullable(newest);
    }

    /** Whether anything was encoded or copied, as far as it can be known. */
    boolean producedOutput() {
        Progress last = newest;
        return last == null ? began : last.hasOutput();
    }

    boolean refusedToOverwrite() {
        return refusedToOverwrite;
    }

    /** What FFmpeg has told of outputs with nothing in them. */
    Reported reported() {
        Optional<Progress> last = lastBlock();
        boolean still = last.isPresent() && !last.get().hasOutput();
        return new Reported(
                Set.copyOf(empty), allEmpty, still, still && last.get().frame().isPresent());
    }

    /** Whether FFmpeg dropped a trailer, as it does on a second signal. */
    boolean aborted() {
        return aborted;
    }

    /** Whether FFmpeg says that a signal ended it. */
    boolean signalled() {
        return signalled;
    }

    List<String> lines() {
        return tail.lines();
    }

    List<String> errors() {
        return tail.errors();
    }
}
