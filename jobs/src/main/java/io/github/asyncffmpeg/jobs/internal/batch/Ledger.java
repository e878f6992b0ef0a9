package io.github.asyncffmpeg.jobs.internal.batch;

import io.github.asyncffmpeg.jobs.internal.event.BatchEvent;
import io.github.asyncffmpeg.jobs.internal.event.BatchEvent.FileState;
import io.github.asyncffmpeg.jobs.internal.event.BatchEvent.JobFinished;
import io.github.asyncffmpeg.jobs.internal.event.BatchEvent.JobStarted;
import io.github.asyncffmpeg.jobs.internal.event.BatchEvent.OutputFile;
import io.github.asyncffmpeg.jobs.internal.event.JobStatus;
import io.github.asyncffmpeg.jobs.internal.plan.PlannedJob;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What earlier runs of a plan have done, read from their journal. A job is done when the journal says so, its work and its
 * inputs are the same, and its files are as they were left; or when the journal ends between its start and its end, and all its
 * files have come into being since: under their final names they are whole, because they get those by a rename. (A job that writes
 * under the final names is not believed.) What is there counts as a job's own only if the journal has it as it is now; everything
 * else is somebody's, and never written over.
 *
 * <p>Not safe for several threads.
 */
public final class Ledger {

    /** What is to be done with a job. */
    sealed interface Decision {

        /** Nothing: an earlier run has done it. */
        record Done(List<OutputFile> outputs) implements Decision {}

        /**
         * It runs.
         *
         * @param overwrite whether the outputs that are there are its own of an earlier run
         */
        record Run(boolean overwrite) implements Decision {}
    }

    private static final class Entry {
        private Map<Path, FileState> before = Map.of();
        private @Nullable JobFinished finished;
        /** The last time that it was done, and as which job. */
        private @Nullable JobFinished done;

        private @Nullable JobStarted doneStart;
        private @Nullable JobStarted started;
        /** Short and broken outputs of earlier attempts. */
        private final List<OutputFile> partials = new ArrayList<>();
    }

    private final Map<String, Entry> entries = new HashMap<>();

    /** A ledger of no earlier run. */
    public Ledger() {}

    /** Takes in one event of the journal; they come in their order. */
    public void add(BatchEvent event) {
        if (event instanceof JobStarted started) {
            Entry entry = entries.computeIfAbsent(started.job(), id -> new Entry());
            entry.started = started;
            entry.before = started.before();
            entry.finished = null;
        } else if (event instanceof JobFinished finished && finished.attempts() > 0) {
            Entry entry = entries.computeIfAbsent(finished.job(), id -> new Entry());
            entry.finished = finished;
            if (finished.status() == JobStatus.DONE) {
                entry.done = finished;
                entry.doneStart = entry.started;
            }
            finished.outputs().stream().filter(output -> !output.complete()).forEach(entry.partials::add);
        }
    }

    /** Whether there is any job in it. */
    public boolean isEmpty() {
        return entries.isEmpty();
    }

    /** Whether a job was begun in an earlier run, and is known not to have been done. */
    public boolean hasFailed(String job) {
        Entry entry = entries.get(job);
        return entry != null
                && entry.finished != null
                && !entry.finished.status().isDone()
                && entry.finished.status() != JobStatus.STOPPED;
    }

    /** What is to be done with a job of that key. Looks at its files. */
    Decision judge(PlannedJob job, String key) {
        Entry entry = entries.get(job.id());
        if (entry == null) {
            return new Decision.Run(false);
        }
        Map<Path, FileState> now = JobFiles.states(job);
        JobFinished finished = entry.finished;
        if (finished == null) {
            return unfinished(job, entry, key, now);
        }
        JobFinished done = entry.done;
        boolean last = finished.equals(done);
        boolean same = done != null && hasMade(entry, job, key);
        // What a later attempt has failed at is still there, if the policy let it write beside it.
        if (done != null && same && (last || !done.outputs().isEmpty()) && areAsTheyWere(job, done.outputs())) {
            return new Decision.Done(done.outputs());
        }
        List<OutputFile> own = new ArrayList<>(entry.partials);
        if (done != null) {
            own.addAll(done.outputs());
        }
        return new Decision.Run(areOwn(now, own));
    }

    /** Whether what was done is what this job would make: of the same work, and of the same inputs. */
    private static boolean hasMade(Entry entry, PlannedJob job, String key) {
        return entry.doneStart != null && change(entry.doneStart, job, key).isEmpty();
    }

    /** What has changed since a run of a job: {@code with other options}. */
    private static Optional<String> change(JobStarted start, PlannedJob job, String key) {
        if (!start.key().equals(key)) {
            return Optional.of("with other options");
        }
        return Inputs.areAsTheyWere(start, job) ? Optional.empty() : Optional.of("of an input that has changed since");
    }

    /**
     * What is different about the outputs of a job that are there, where this program made them: they were made in another
     * way, or of another input.
     */
    Optional<String> difference(PlannedJob job, String key) {
        Entry entry = entries.get(job.id());
        if (entry == null) {
            return Optional.empty();
        }
        if (entry.finished == null && entry.started != null) {
            return change(entry.started, job, key)
                    .filter(change -> !since(entry, JobFiles.states(job)).isEmpty())
                    .map(change -> "and a run that was cut off may have made it " + change
                            + "; delete it, and it is made anew");
        }
        if (entry.done == null
                || entry.doneStart == null
                || entry.done.outputs().isEmpty()
                || !areAsTheyWere(job, entry.done.outputs())) {
            return Optional.empty();
        }
        return change(entry.doneStart, job, key).map(change -> "made " + change + "; --resume makes it anew");
    }

    /** What has come into being since a job was begun. */
    private static Map<Path, FileState> since(Entry entry, Map<Path, FileState> now) {
        Map<Path, FileState> since = new HashMap<>(now);
        since.entrySet().removeIf(file -> file.getValue().equals(entry.before.get(file.getKey())));
        return since;
    }

    /** It was begun, and nobody lived to say how it ended. */
    private static Decision unfinished(PlannedJob job, Entry entry, String key, Map<Path, FileState> now) {
        JobStarted start = entry.started;
        if (start == null || change(start, job, key).isPresent()) {
            return new Decision.Run(false); // it is not known who made what is there
        }
        Map<Path, FileState> since = since(entry, now);
        // Of numbered files some may have their names, and others not yet.
        boolean renamed = job.job().partialOutput().isPresent() && job.series().isEmpty();
        boolean all = !job.outputs().isEmpty() && since.keySet().containsAll(job.outputs());
        return renamed && all
                ? new Decision.Done(files(since))
                : new Decision.Run(!since.isEmpty() && since.size() == now.size());
    }

    /** Whether there are files, and each is as the journal has it. */
    private static boolean areOwn(Map<Path, FileState> now, List<OutputFile> left) {
        return !now.isEmpty()
                && now.entrySet().stream()
                        .allMatch(file -> left.stream()
                                .anyMatch(output -> output.file().equals(file.getKey())
                                        && output.state().equals(file.getValue())));
    }

    /** What earlier attempts of a job have left under marked names, as they left it. */
    List<OutputFile> partialsOf(PlannedJob job) {
        Entry entry = entries.get(job.id());
        return entry == null
                ? List.of()
                : entry.partials.stream()
                        .filter(output ->
                                MarkedNames.belongsTo(job, output.file()) && areAsTheyWere(job, List.of(output)))
                        .toList();
    }

    private static boolean areAsTheyWere(PlannedJob job, List<OutputFile> outputs) {
        return outputs.stream()
                .allMatch(output -> JobFiles.state(job, output.file()).equals(Optional.of(output.state())));
    }

    private static List<OutputFile> files(Map<Path, FileState> states) {
        return states.entrySet().stream()
                .map(file -> new OutputFile(file.getKey(), true, file.getValue()))
                .toList();
    }
}
