package io.github.asyncffmpeg.internal.engine;

import io.github.asyncffmpeg.event.FFmpegEvent;
import io.github.asyncffmpeg.event.LogLevel;
import io.github.asyncffmpeg.event.LogLine;
import io.github.asyncffmpeg.event.Progress;
import io.github.asyncffmpeg.internal.log.AnnouncedFiles;
import io.github.asyncffmpeg.internal.log.LineDecoder;
import io.github.asyncffmpeg.internal.log.LogDecoder;
import io.github.asyncffmpeg.internal.log.ProgressDecoder;
import io.github.asyncffmpeg.internal.process.AwakeClock;
import io.github.asyncffmpeg.internal.process.ProgramLog;
import io.github.asyncffmpeg.internal.secret.Redactor;
import io.github.asyncffmpeg.internal.staging.Reported;
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
 *
 * <p>A line that a file can write decides nothing here. What decides is told by progress, which comes another way; by a
 * level that is {@linkplain LogDecoder certain}; or by the last line of the log, behind which a file has no word.
 */
final class RunLog {

    /** The component of lines that this library writes into the log of a run. */
    static final String OURS = "asyncffmpeg";

    /** What is looked for in warnings and errors, which most runs have none of. */
    private static final class Words {

        private static final String SPEAKERS = "(?:\\[[^\\]]* @ (?:0x)?[0-9a-fA-F]+\\] )*";

        /** FFmpeg 7.1 and later exit 0 with this error. The name may have line ends. */
        private static final Pattern EXISTS =
                Pattern.compile(SPEAKERS + "File '.*' already exists\\. Exiting\\.", Pattern.DOTALL);

        private static final Pattern LOST_END = Pattern.compile(
                SPEAKERS + "Error (?:writing trailer|closing file)(?: of)? ?.*: (?!Immediate exit requested).*",
                Pattern.DOTALL);

        /** FFmpeg 7 and later say it of each output, earlier ones of all together. */
        private static final Pattern NOTHING =
                Pattern.compile("(?:\\[out#(\\d{1,6})/[^\\]]*\\] )?Output file is empty, nothing was encoded");

        /**
         * {@code [af#0:1 @ 0x55d0]}, and {@code [fc#0 @ 0x55d0] [mix->#0:1 @ 0x55d8]} of a complex graph; FFmpeg 5 speaks of it
         * only where the filter was not even begun.
         */
        private static final Pattern NO_FRAMES = Pattern.compile(
                "(?:\\[fc#[^\\]]*\\] )?\\[(?:[av]f|[^\\]]*->)#(\\d{1,6}):\\d+ @ [^\\]]*\\] No filtered frames for output stream"
                        + "|Finishing stream (\\d{1,6}):\\d+ without any data written to it");

        private static final Pattern LINE_ENDS = Pattern.compile("[\r\n]+");
    }

    private final Consumer<FFmpegEvent> events;
    private final ProgressMeter meter;
    private final Runnable whenLast;
    private final LogTail tail = new LogTail();
    private final Announcements announcements;
    private final Read read = new Read();
    private final ProgressDecoder blocks = new ProgressDecoder(read);
    private final LogDecoder stderr = new LogDecoder(read);
    private final LineDecoder report = new LineDecoder(blocks);
    private volatile boolean progressAmidLog;
    private volatile boolean noProgress;

    private volatile @Nullable QuitKey key;
    private volatile @Nullable Progress newest;
    private volatile Moment lastMove = Moment.now();
    private volatile boolean refusedToOverwrite;
    private volatile boolean lostItsEnd;
    private volatile boolean aborted;
    private volatile boolean allEmpty;
    private final Set<Integer> empty = ConcurrentHashMap.newKeySet();
    private final Set<Integer> partlyEmpty = ConcurrentHashMap.newKeySet();
    private volatile boolean misread;

    /**
     * Makes a log.
     *
     * @param events takes what is read
     * @param meter measures progress
     * @param whenLast called when FFmpeg reports for the last time; the process still lives
     * @param files what FFmpeg will announce
     */
    RunLog(Consumer<FFmpegEvent> events, ProgressMeter meter, Runnable whenLast, AnnouncedFiles files) {
        this.events = events;
        this.meter = meter;
        this.whenLast = whenLast;
        this.announcements = new Announcements(new Announced(this), files);
    }

    /** What the decoders have read. */
    private final class Read implements LogDecoder.Listener, Consumer<Progress> {

        @Override
        public void certain(LogLine message) {
            RunLog.this.certain(message);
        }

        @Override
        public void claimed(LogLine line) {
            RunLog.this.claimed(line);
        }

        @Override
        public void accept(Progress block) {
            progress(block);
        }
    }

    private record Announced(RunLog log) implements Consumer<FFmpegEvent> {

        @Override
        public void accept(FFmpegEvent event) {
            log.announced(event);
        }
    }

    /** Before anything is fed: progress goes where the user has sent it, and does not come here. */
    void expectNoProgress() {
        noProgress = true;
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

    /** When all is over: see {@link Announcements#leave}. */
    @Nullable
    Runnable leaveAnnouncements(Consumer<FFmpegEvent> told) {
        return announcements.leave(told);
    }

    void use(QuitKey key) {
        this.key = key;
    }

    /**
     * A warning of this library's own about the command: to the log of the run, and to that of the program. The latter
     * runs whatever handlers the program has, so not here: the launch gate is held, and the process is not served yet.
     */
    void warn(String warning, Redactor secrets) {
        ProgramLog.log(ProgramLog.LIBRARY, System.Logger.Level.WARNING, secrets.text(warning));
        LogLine line = new LogLine(LogLevel.WARNING, OURS, warning, warning);
        tail.note(warning);
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
        try {
            announcements.finish();
        } catch (RuntimeException fault) {
            misread(fault);
        }
    }

    private void announced(FFmpegEvent event) {
        events.accept(event); // first: a policy looks at it
        meter.learn(event);
    }

    private void certain(LogLine message) {
        if (message.level().compareTo(LogLevel.ERROR) <= 0) {
            judge(message.message());
        }
        if (message.level() == LogLevel.WARNING) {
            warned(message.message());
        }
        if (message.message().indexOf('\n') < 0 && message.message().indexOf('\r') < 0) {
            tell(message, LogTail.Origin.FFMPEG);
            return;
        }
        String[] lines = Words.LINE_ENDS.split(message.message(), -1);
        for (int i = 0; i < lines.length; i++) {
            String raw = i == 0 ? Words.LINE_ENDS.split(message.raw(), 2)[0] : lines[i];
            tell(
                    new LogLine(message.level(), message.component(), lines[i], raw),
                    i == 0 ? LogTail.Origin.FFMPEG : LogTail.Origin.CONTINUED);
        }
    }

    private void judge(String error) {
        if (error.endsWith("already exists. Exiting.")) {
            refusedToOverwrite |= Words.EXISTS.matcher(error).matches();
        } else if (error.endsWith("Immediate exit requested")) {
            // One signal, before FFmpeg was ready, breaks off a read (8.0.1), and the file is finished all the same.
            aborted |= !error.endsWith("Error during demuxing: Immediate exit requested");
        } else if (error.contains("Error writing trailer") || error.contains("Error closing file")) {
            lostItsEnd |= Words.LOST_END.matcher(error).matches();
        }
    }

    private void claimed(LogLine line) {
        if (progressAmidLog && blocks.mixedLine(line.raw())) {
            return;
        }
        tell(line, LogTail.Origin.ANYBODY);
        if (noProgress && line.message().startsWith("Press [q] to stop")) {
            announcements.flush();
        }
    }

    private void tell(LogLine line, LogTail.Origin origin) {
        tail.add(line, origin);
        try {
            announcements.line(line); // first: what this line completes comes before it
            events.accept(line);
        } catch (RuntimeException fault) {
            misread(fault);
        }
    }

    /** A fault of this library's in what it makes of FFmpeg's words. The run is judged by its own facts all the same. */
    private void misread(RuntimeException fault) {
        if (!misread) {
            misread = true;
            String what = "what FFmpeg wrote was misread: " + fault;
            tail.note(OURS + ": " + what);
            ProgramLog.log(ProgramLog.LIBRARY, System.Logger.Level.ERROR, what, fault);
        }
    }

    private void warned(String message) {
        if (!message.contains("Output file is empty")
                && !message.contains("No filtered frames")
                && !message.contains("Finishing stream")) {
            return;
        }
        Matcher nothing = Words.NOTHING.matcher(message);
        if (nothing.lookingAt()) {
            if (nothing.group(1) == null) {
                allEmpty = true;
            } else {
                empty.add(Integer.parseInt(nothing.group(1)));
            }
            return;
        }
        Matcher noFrames = Words.NO_FRAMES.matcher(message);
        if (noFrames.lookingAt()) {
            String output = noFrames.group(1) != null ? noFrames.group(1) : noFrames.group(2);
            partlyEmpty.add(Integer.parseInt(output));
        }
    }

    private void progress(Progress block) {
        Progress before = newest;
        Progress measured = measured(block);
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
            try {
                events.accept(measured);
            } catch (RuntimeException fault) {
                misread(fault);
            }
        }
    }

    private Progress measured(Progress block) {
        try {
            if (!block.last()) {
                announcements.read(); // to measure by
            }
            announcements.flush(); // the last announcement has no line behind it that would end it
            return block.last() ? block : meter.measured(block);
        } catch (RuntimeException fault) {
            misread(fault);
            return block;
        }
    }

    private static boolean hasMoved(Progress before, Progress now) {
        return !(now.frame().equals(before.frame())
                && now.outTime().equals(before.outTime())
                && now.totalSize().equals(before.totalSize()));
    }

    /** Measures the last block, once it is known whether all work was done. */
    void concluded(boolean completed) {
        try {
            if (!completed && lastBlock().isPresent()) {
                announcements.read();
            }
            Progress last = lastBlock().orElse(null);
            if (last != null) {
                newest = meter.last(last, completed);
            }
        } catch (RuntimeException fault) {
            misread(fault);
        }
    }

    /** The block FFmpeg wrote at its end, if it has. */
    Optional<Progress> lastBlock() {
        Progress last = newest;
        return last != null && last.last() ? Optional.of(last) : Optional.empty();
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
        QuitKey asker = key;
        if (asker != null) {
            asker.started();
        }
    }

    Optional<Progress> newest() {
        return Optional.ofNullable(newest);
    }

    /**
     * Whether anything was encoded or copied, as far as it can be known: with a {@code -progress} of the user's, FFmpeg's
     * summary at the end of the log says that it got to work.
     */
    boolean producedOutput() {
        Progress last = newest;
        return last == null ? noProgress && tail.hasSummary() && !allEmpty && empty.isEmpty() : last.hasOutput();
    }

    /** What the end of the run is judged by. */
    LogFacts facts() {
        return new LogFacts(producedOutput(), refusedToOverwrite, lostItsEnd, aborted, signalled(), errors());
    }

    /** What FFmpeg has told of outputs with nothing in them. */
    Reported reported() {
        Optional<Progress> last = lastBlock();
        boolean still = last.isPresent() && !last.get().hasOutput();
        return new Reported(
                Set.copyOf(empty),
                Set.copyOf(partlyEmpty),
                allEmpty,
                still,
                still && last.get().frame().isPresent());
    }

    /** Whether FFmpeg says that a signal ended it. It says so last. */
    boolean signalled() {
        return tail.saysSignalled();
    }

    List<String> lines() {
        return tail.lines();
    }

    List<String> errors() {
        return tail.errors();
    }
}
