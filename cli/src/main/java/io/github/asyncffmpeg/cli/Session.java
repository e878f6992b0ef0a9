package io.github.asyncffmpeg.cli;

import io.github.asyncffmpeg.FFmpeg;
import io.github.asyncffmpeg.cli.display.Display;
import io.github.asyncffmpeg.cli.web.LivePage;
import io.github.asyncffmpeg.jobs.internal.batch.Batch;
import io.github.asyncffmpeg.jobs.internal.batch.BatchOptions;
import io.github.asyncffmpeg.jobs.internal.batch.BatchRun;
import io.github.asyncffmpeg.jobs.internal.batch.Ledger;
import io.github.asyncffmpeg.jobs.internal.event.BatchListener;
import io.github.asyncffmpeg.jobs.internal.event.JobStatus;
import io.github.asyncffmpeg.jobs.internal.flow.FlowBatch;
import io.github.asyncffmpeg.jobs.internal.plan.Plan;
import io.github.asyncffmpeg.jobs.internal.record.EventQueue;
import io.github.asyncffmpeg.jobs.internal.record.EventWriter;
import io.github.asyncffmpeg.jobs.internal.record.Journal;
import io.github.asyncffmpeg.jobs.internal.record.Journals;
import io.github.asyncffmpeg.jobs.internal.record.StateKey;
import io.github.asyncffmpeg.jobs.internal.words.Words;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** One run of a plan from the command line: its journal, its display, the signals, and the exit code. */
final class Session {

    private final FFmpeg ffmpeg;
    private final Display display;
    private final Audience audience = new Audience();
    private final List<AutoCloseable> open = new ArrayList<>();
    private final Ledger ledger = new Ledger();
    private final Ledger history = new Ledger();
    private @Nullable Journal earlier;
    private @Nullable Path file;
    private boolean goesOn;
    private OptionalInt port = OptionalInt.empty();

    /**
     * Begins a session.
     *
     * @param ffmpeg runs the jobs
     * @param display shows them, and is closed at the end
     */
    Session(FFmpeg ffmpeg, Display display) {
        this.ffmpeg = ffmpeg;
        this.display = display;
    }

    /**
     * Keeps a journal of it.
     *
     * @param journal held already
     * @param resume whether earlier runs count
     */
    void journal(Journal journal, boolean resume) throws IOException {
        open.add(journal);
        if (resume) {
            journal.read(ledger::add);
            if (ledger.isEmpty()) {
                display.say("No earlier run is known in " + journal.file());
            }
        }
        journal.begin(resume, error -> display.say("the journal cannot be written: " + error.getMessage()));
        audience.add(journal);
        file = journal.file();
        goesOn = resume;
        earlier = resume ? null : journal;
    }

    /** What earlier runs have done that this one does not take up. Read when it is asked for: most runs never do. */
    private Ledger history() {
        Journal unread = earlier;
        earlier = null;
        if (unread != null) {
            try {
                unread.readEarlier(history::add);
            } catch (IOException | UncheckedIOException e) {
                display.say("the journal cannot be read: " + e.getMessage());
            }
        }
        return history;
    }

    /** What earlier runs have done. */
    Ledger ledger() {
        return ledger;
    }

    /** Writes its events; {@code -} is stdout. */
    void events(@Nullable String target) throws CannotStart {
        if (target == null) {
            return;
        }
        try {
            if (!target.equals("-")) {
                Journal.checkIsEvents(Path.of(target));
            }
            OutputStream stream = target.equals("-") ? new StandardOutput() : Files.newOutputStream(Path.of(target));
            EventQueue queue = new EventQueue(EventWriter.to(
                    stream, error -> display.say("the events cannot be written: " + error.getMessage())));
            open.add(queue);
            audience.add(queue);
        } catch (IOException | InvalidPathException e) {
            throw new CannotStart("The events cannot be written to " + Words.name(target) + ": " + e.getMessage());
        }
    }

    /** Stays open: results may follow. */
    private static final class StandardOutput extends FilterOutputStream {

        StandardOutput() {
            super(new FileOutputStream(FileDescriptor.out));
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length); // the one of FilterOutputStream goes byte by byte
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }

    /** Tells one more listener. */
    void listener(BatchListener listener) {
        audience.add(listener);
    }

    /** Serves a live page; port 0 is any. */
    void web(int atPort) {
        port = OptionalInt.of(atPort);
    }

    /**
     * Runs a plan to its end.
     *
     * @return the exit code: 0, 1, or that of a signal
     * @throws CannotStart if nothing was started
     */
    int run(Plan plan, BatchOptions options) throws CannotStart {
        ffmpeg.binary(); // throws where there is none
        audience.add(display);
        BatchRun batch = batch(plan, options);
        serve(batch);
        try (EndSignals signals = new EndSignals(batch, display::suspend, display::redraw)) {
            Map<JobStatus, Integer> counts = batch.run();
            int exitCode = signals.exitCode() == 0 ? exitCode(plan, counts) : signals.exitCode();
            batch.conclude(exitCode);
            return exitCode;
        }
    }

    private BatchRun batch(Plan plan, BatchOptions options) {
        if (plan.flows()) {
            FlowBatch flow = new FlowBatch(ffmpeg, plan, options, audience);
            if (file != null) {
                flow.journal(Journals.ofPlan(file), goesOn);
            }
            return flow;
        }
        Batch batch = new Batch(ffmpeg, plan, options, ledger, audience);
        batch.history(this::history);
        batch.stateKey(StateKey.in(Journals.ofUser()));
        return batch;
    }

    private void serve(BatchRun batch) throws CannotStart {
        if (port.isEmpty()) {
            return;
        }
        try {
            LivePage page = LivePage.open(port.getAsInt(), batch);
            open.add(page);
            audience.add(page);
            display.say("Live page: " + page.address());
        } catch (IOException e) {
            throw new CannotStart("The live page cannot be served: " + e.getMessage());
        }
    }

    private static int exitCode(Plan plan, Map<JobStatus, Integer> counts) {
        boolean done = counts.keySet().stream().allMatch(JobStatus::isDone)
                && plan.remarks().stream().noneMatch(Plan.Remark::failure);
        return done ? ExitCode.DONE : ExitCode.FAILED;
    }

    /** Writes what is not written yet. The display goes last: others may have something to say. */
    void close() {
        for (AutoCloseable each : open) {
            try {
                each.close();
            } catch (Exception e) {
                display.say(String.valueOf(e.getMessage()));
            }
        }
        display.close();
    }
}
